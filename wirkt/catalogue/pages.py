"""Pages that show what there is without a question: the start page and the institutions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from wirkt.catalogue import addresses, asking, engine, present
from wirkt.catalogue.asking import Ask
from wirkt.journal import clock
from wirkt.organisations.models import Organisation
from wirkt.search.query import EVERYTHING, Criterion

LATEST = 9
MOST_SUBJECTS = 12
MOST_HOUSES = 8
KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Shelf:
    """A value to browse by, and how many releases stand there."""

    label: str
    address: str
    count: int


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The search box, what came last, and what to browse by."""
    now = clock.now()
    results = engine.find(EVERYTHING, now, sort="newest", limit=LATEST, facets=("subject", "organisation"))
    context = {
        "latest": present.load(results.hits, now),
        "total": results.total,
        "subjects": _shelves("subject", results.facets["subject"])[:MOST_SUBJECTS],
        "institutions": len(results.facets["organisation"]),
        "busiest": _houses(results.facets["organisation"])[:MOST_HOUSES],
        "feeds": present.feeds(Ask()),
    }
    return _kept(render(request, "catalogue/start.html", context))


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every institution that has published, with the number of its releases."""
    counts = engine.find(EVERYTHING, clock.now(), limit=0, facets=("organisation",)).facets["organisation"]
    listed = [(found, counts[found.slug]) for found in Organisation.objects.all() if found.slug in counts]
    return _kept(render(request, "catalogue/organisations.html", {"organisations": listed, "area": "organisations"}))


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One institution: who it is, how to reach it, what it published last."""
    known = asking.public_institutions().select_related("country", "province")
    found = get_object_or_404(known.prefetch_related("boilerplates", "contact_points"), slug=slug)
    now = clock.now()
    results = engine.find(Criterion("organisation", frozenset([slug])), now, sort="newest", limit=LATEST)
    ask = Ask(criteria={"organisation": (slug,)})
    context = {
        "organisation": found,
        "about": _about(found),
        "latest": present.load(results.hits, now),
        "total": results.total,
        "all": addresses.address(ask),
        "feeds": present.feeds(ask),
    }
    return _kept(render(request, "catalogue/organisation.html", context))


def _about(found: Organisation) -> tuple[str, str] | None:
    """What the institution says of itself and in which language: the reader's, else the newest."""
    texts = list(found.boilerplates.all())
    language = present.interface_language()
    chosen = next((text for text in texts if text.language.startswith(language)), texts[0] if texts else None)
    return (chosen.text, chosen.language) if chosen else None


def _shelves(category: str, counts: Mapping[str, int]) -> list[Shelf]:
    labels = asking.labels(category)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], labels.get(pair[0], pair[0])))
    return [
        Shelf(labels.get(slug, slug), addresses.address(Ask(criteria={category: (slug,)})), count)
        for slug, count in ranked
    ]


def _houses(counts: Mapping[str, int]) -> list[Shelf]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    names = asking.labels("organisation")
    return [Shelf(names.get(slug, slug), reverse("organisation", args=[slug]), count) for slug, count in ranked]


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response
