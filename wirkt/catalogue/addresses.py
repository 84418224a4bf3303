"""A search as an address: the whole state, in one order, without what goes without saying."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from wirkt.catalogue.asking import CATEGORIES, PAGE_SIZE, Ask


def address(ask: Ask, form: str = "") -> str:
    """Where this search is found: as a page, or in another `form` such as atom."""
    query = urlencode(list(_pairs(ask)))
    place = reverse("find_as", args=[form]) if form else reverse("find")
    return f"{place}?{query}" if query else place


def advanced(ask: Ask) -> str:
    """The form in which this search is put together."""
    query = urlencode(list(_pairs(replace(ask, offset=0))))
    return f"{reverse('advanced')}?{query}" if query else reverse("advanced")


def at_page(ask: Ask, page: int) -> Ask:
    """The same search, leafed to another page."""
    return replace(ask, offset=(page - 1) * ask.limit)


def without(ask: Ask, category: str, slug: str | None = None) -> Ask:
    """The same search without one chosen value, or without the whole category; from its first page."""
    rest = () if slug is None else tuple(value for value in ask.criteria.get(category, ()) if value != slug)
    return replace(ask, criteria={**ask.criteria, category: rest}, offset=0)


def typed(ask: Ask, text: str) -> Ask:
    """The same criteria with other words; from the first page."""
    return replace(ask, q=text, offset=0)


def _pairs(ask: Ask) -> Iterator[tuple[str, str]]:
    if ask.q:
        yield "q", ask.q
    if ask.match != "words":
        yield "match", ask.match
    for category in CATEGORIES:
        for slug in ask.criteria.get(category, ()):
            yield category, slug
    if ask.first:
        yield "from", ask.first.isoformat()
    if ask.last:
        yield "to", ask.last.isoformat()
    if ask.sort:
        yield "sort", ask.sort
    if ask.offset:
        yield "page", str(ask.offset // ask.limit + 1)
    if ask.limit != PAGE_SIZE:
        yield "size", str(ask.limit)
