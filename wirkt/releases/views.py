"""What readers see of one release. What is hidden and what does not exist answer alike."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from wirkt.journal import clock
from wirkt.journal.visibility import PUBLIC
from wirkt.releases import export, neighbours
from wirkt.releases.models import Image, PressRelease, PressReleaseQuerySet, Version

KEPT_SECONDS = 60
QUIET = (Version.Kind.FIRST, Version.Kind.MINOR)


@require_safe
def release(request: HttpRequest, id_: str, slug: str = "") -> HttpResponse:
    """The page; any other slug leads to it for good."""
    now = clock.now()
    found = _public(id_, now)
    if found is None:
        return _gone(request, id_)
    if found.slug != slug:
        return redirect(found, permanent=True)
    versions = list(found.versions.order_by("-position"))
    context = {
        "release": found,
        "notes": [version for version in versions if version.kind not in QUIET],
        "last": versions[0] if len(versions) > 1 else None,
        "criteria": export.criteria_lines(found),
        "translations": list(_translations(found, now)),
        "similar": neighbours.similar(found, now),
    }
    return _kept(render(request, "releases/release.html", context))


@require_safe
def release_json(request: HttpRequest, id_: str, slug: str) -> HttpResponse:
    """The release as a ninjs 3.1 item."""
    return _other_form(request, id_, slug, "release_json", lambda found: JsonResponse(export.ninjs(found)))


@require_safe
def release_text(request: HttpRequest, id_: str, slug: str) -> HttpResponse:
    """The release as plain text."""
    return _other_form(request, id_, slug, "release_text", _plain)


@require_safe
def image(request: HttpRequest, id_: str, position: int, name: str) -> FileResponse:
    """A picture of a release the asker may see, under its own name and the type we recorded."""
    visible = Image.objects.visible_to(PUBLIC, clock.now()).exclude(file="")
    found = visible.filter(release_id=id_, position=position, name=name).first()
    path = Path(settings.MEDIA_ROOT) / found.file if found else None
    if found is None or path is None or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=found.content_type, filename=found.name)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


def _public(id_: str, now: datetime) -> PressRelease | None:
    return PressRelease.objects.visible_to(PUBLIC, now).in_full().filter(pk=id_).first()


def _translations(found: PressRelease, now: datetime) -> PressReleaseQuerySet:
    """The same release in other languages, as far as the public may see it."""
    original = found.translation_of_id or found.pk
    versions = PressRelease.objects.visible_to(PUBLIC, now).exclude(pk=found.pk)
    return versions.filter(Q(pk=original) | Q(translation_of=original))


def _gone(request: HttpRequest, id_: str) -> HttpResponse:
    """410 for what was public once; nothing else may be known of."""
    once = PressRelease.objects.for_the_house().filter(pk=id_, withdrawn_at__isnull=False, lifted_at__isnull=False)
    if not once.exists():
        raise Http404
    return render(request, "410.html", status=410)


def _other_form(
    request: HttpRequest, id_: str, slug: str, name: str, write: Callable[[PressRelease], HttpResponse]
) -> HttpResponse:
    found = _public(id_, clock.now())
    if found is None:
        return _gone(request, id_)
    if found.slug != slug:
        return redirect(name, found.id, found.slug, permanent=True)
    return _kept(write(found))


def _plain(found: PressRelease) -> HttpResponse:
    return HttpResponse(export.text(found), content_type="text/plain; charset=utf-8")


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response
