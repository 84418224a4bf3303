"""What the search page offers beside its results: ways to narrow and to widen, feeds, help, repairs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wirkt.catalogue import addresses, asking, engine, present
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.present import FACETS, NAMES, Choice, Page
from wirkt.search import describe, repairs
from wirkt.search.errors import QueryError
from wirkt.search.query import EVERYTHING, And, Query
from wirkt.web.days import day

MODES = {
    "words": gettext_lazy("Words in all their forms"),
    "parts": gettext_lazy("Parts of words, too"),
    "exact": gettext_lazy("Exactly as typed"),
}
SORTS = {
    "relevance": gettext_lazy("Best match first"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
}
EXAMPLES = (
    (gettext_lazy("timber and build*"), gettext_lazy("both words; * stands for any ending")),
    (gettext_lazy("forest or peat"), gettext_lazy("one of the two is enough")),
    (gettext_lazy("energy not solar"), gettext_lazy("without releases in which the second word occurs")),
    (gettext_lazy("(timber or clay) and build"), gettext_lazy("brackets say what belongs together")),
    (gettext_lazy("“change through innovation”"), gettext_lazy("a phrase, word for word")),
    (
        gettext_lazy("title:hydrogen"),
        gettext_lazy("only in the title; also lead, body, place, organisation, contact"),
    ),
    (gettext_lazy("from:2025-01-01"), gettext_lazy("by date; also 2024..2025 after date:")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A category and its values."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> bool:
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Link:
    """Something to click: words, an address, and how many releases stand behind it, if known."""

    label: str
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A query with the place to mend: the text before, at and behind it, and what it could have been."""

    message: str
    before: str
    marked: str
    after: str
    repairs: list[Link]


def context(ask: Ask, now: datetime, page: Page | None = None) -> dict[str, Any]:
    """All that the search page draws; without results where the query could not be read."""
    return {
        "area": "find",
        "ask": ask,
        "q": ask.q,
        "page": page,
        "groups": list(_groups(ask, now, page)),
        "active": list(_active(ask)),
        "first_page": addresses.address(addresses.at_page(ask, 1)),
        "cleared": addresses.address(replace(ask, criteria={}, first=None, last=None, offset=0)),
        "feeds": present.feeds(ask) if page else [],
        "tables": [Link(form.upper(), addresses.address(addresses.at_page(ask, 1), form)) for form in ("csv", "json")],
        "modes": MODES.items(),
        "sorts": SORTS.items(),
        "nothing": nothing(ask, now) if page and not page.total else None,
        "examples": [(text, addresses.address(Ask(q=str(text))), about) for text, about in EXAMPLES],
    }


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing was found, and what finds something."""

    blamed: list[str]
    repairs: list[Link]


def nothing(ask: Ask, now: datetime) -> Nothing:
    """The parts to blame and what one click away is found, each with its exact count."""
    chosen = replace(ask, q="").query()

    def count(query: Query) -> int:
        try:
            return engine.find(And((query, chosen)), now, limit=0).total
        except QueryError:
            return 0  # a repair that the engine refuses is none

    words = ask.words()
    alone = chosen == EVERYTHING
    blamed = [_blame(part, found, alone) for part, found in repairs.diagnose(words, count)]
    mended = [
        Link(_changed(repair), addresses.address(replace(ask, q=repair.text, match="words", offset=0)), repair.count)
        for repair in repairs.repairs(words, count)
    ]
    return Nothing(blamed if words != EVERYTHING else [], [*mended, *_wider(ask, now)])


def _blame(part: Query, found: int, alone: bool) -> str:
    said = describe.describe(part, present.interface_language()).partition(": ")[2].rstrip(".")
    if found:
        return ngettext(
            "Without this part there is %(count)d release: %(part)s.",
            "Without this part there are %(count)d releases: %(part)s.",
            found,
        ) % {"count": found, "part": said}
    if alone:
        return _("This part finds nothing: %s.") % said
    return _("This part finds nothing among the chosen criteria: %s.") % said


def _changed(repair: repairs.Repair) -> str:
    if repair.kind == "parts":
        return _("also as part of a word: %s") % repair.text
    if repair.kind == "unquoted":
        return _("without quotation marks: %s") % repair.text
    return _("without “%(dropped)s”: %(rest)s") % {"dropped": repair.dropped, "rest": repair.text}


def _wider(ask: Ask, now: datetime) -> Iterator[Link]:
    """The same words with one category or the dates less, where that finds something."""
    narrowed = [(str(NAMES[name]), addresses.without(ask, name)) for name, slugs in ask.criteria.items() if slugs]
    if ask.first or ask.last:
        narrowed.append((_("Date"), replace(ask, first=None, last=None, offset=0)))
    for label, wider in narrowed:
        if found := engine.find(wider.query(), now, limit=0).total:
            yield Link(_("without the criterion “%s”") % label, addresses.address(wider), found)


def broken(ask: Ask, error: QueryError) -> Broken:
    """What is wrong with the text and what one click mends."""
    start, end = error.position, error.position + max(error.length, 1)
    return Broken(
        error.message(present.interface_language()),
        ask.q[:start],
        ask.q[start:end],
        ask.q[end:],
        [Link(text, addresses.address(addresses.typed(ask, text))) for text in error.repairs],
    )


def _groups(ask: Ask, now: datetime, page: Page | None) -> Iterator[Group]:
    total = page.total if page else 0
    for category in FACETS:
        found = page.facets[category] if page else present.choices(ask, category, {})
        if page and any(choice.chosen for choice in found):
            # What a further value of this category would add: counted as if none were chosen yet.
            wider = addresses.without(ask, category).query()
            counts = engine.find(wider, now, limit=0, facets=(category,)).facets[category]
            found = present.choices(ask, category, dict(counts))
        # A category is offered where a click changes something.
        if any(choice.chosen or choice.count < total for choice in found):
            yield Group(category, str(NAMES[category]), found)


def _active(ask: Ask) -> Iterator[Link]:
    for category, slugs in ask.criteria.items():
        labels = asking.labels(category) if slugs else {}
        for slug in slugs:
            yield Link(
                f"{NAMES.get(category, category)}: {labels.get(slug, slug)}",
                addresses.address(addresses.without(ask, category, slug)),
            )
    if ask.first:
        yield Link(_("from %s") % day(ask.first), addresses.address(replace(ask, first=None, offset=0)))
    if ask.last:
        yield Link(_("until %s") % day(ask.last), addresses.address(replace(ask, last=None, offset=0)))
