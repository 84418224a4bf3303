"""Addresses for machines: is the service alive and ready, what may robots read, whom to tell about a hole."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from django.conf import settings
from django.db import DatabaseError
from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wirkt.catalogue import engine
from wirkt.journal import clock
from wirkt.journal.visibility import PUBLIC
from wirkt.releases.models import PressRelease
from wirkt.search.query import EVERYTHING
from wirkt.web.languages import whole

MOST_ENTRIES = 10_000  # of one sitemap; above, there is one for each year
SECURITY_DAYS = 180
Dated: TypeAlias = QuerySet[Any, Any]  # public releases with their `moment`
MOMENT = Coalesce("first_published", "publish_at", output_field=DateTimeField())


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _plain("ok\n")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database and the index answer, too."""
    try:
        engine.find(EVERYTHING, clock.now(), limit=1)
        if not engine.engine().is_there():
            return _plain("not ready: no index yet\n", status=503)
    except (DatabaseError, OSError, ValueError) as error:
        return _plain(f"not ready: {type(error).__name__}\n", status=503)
    return _plain("ready\n")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; no path is named that is not public."""
    return _plain(f"User-agent: *\nAllow: /\nSitemap: {whole('/sitemap.xml')}\n")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a hole (RFC 9116); missing as long as nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    now = clock.now()
    expires = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=SECURITY_DAYS)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: de, en",
        f"Canonical: {whole('/.well-known/security.txt')}",
    )
    return _plain("\n".join(lines) + "\n")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public releases, or where they are listed year by year."""
    found = _dated()
    if not found[MOST_ENTRIES:].exists():
        return _entries(request, found)
    years = found.annotate(year=ExtractYear("moment")).order_by("year").values_list("year", flat=True).distinct()
    context = {"years": list(years)}
    return render(request, "catalogue/sitemaps.xml", context, content_type="application/xml")


@require_safe
def sitemap_of_year(request: HttpRequest, year: int) -> HttpResponse:
    """The releases first published in one year."""
    found = _dated().filter(moment__year=year) if 1900 <= year <= 2100 else _dated().none()
    return _entries(request, found)


def _dated() -> Dated:
    return PressRelease.objects.visible_to(PUBLIC, clock.now()).annotate(moment=MOMENT)


def _entries(request: HttpRequest, found: Dated) -> HttpResponse:
    releases = found.order_by("-moment", "pk").only("id", "slug", "changed", "first_published", "publish_at")
    return render(request, "catalogue/sitemap.xml", {"releases": releases}, content_type="application/xml")


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
