"""What the search page offers beside its results: ways to narrow and to widen, feeds, help."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wirkt.catalogue import addresses, asking, present, repairing
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.present import FACETS, NAMES, Choice, Page
from wirkt.catalogue.repairing import Link
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
    (gettext_lazy("timber build"), gettext_lazy("both words, each in all its forms; “and” is understood")),
    (gettext_lazy("forest or peat"), gettext_lazy("one of the two is enough")),
    (gettext_lazy("energy not solar"), gettext_lazy("without releases in which the second word occurs")),
    (gettext_lazy("(timber or clay) and build"), gettext_lazy("brackets say what belongs together")),
    (gettext_lazy("“change through innovation”"), gettext_lazy("a phrase, word for word; a single word exactly so")),
    (gettext_lazy("“hydrogen storage”~5"), gettext_lazy("both words near each other, in any order")),
    (gettext_lazy("build*"), gettext_lazy("words that begin so; *logy: that end so; *timber*: that hold it")),
    (gettext_lazy("M?ller"), gettext_lazy("? stands for one letter")),
    (gettext_lazy("Leiter:in"), gettext_lazy("either form of a word marked for both genders")),
    (
        gettext_lazy("title:hydrogen"),
        gettext_lazy("only in the title; also lead, body, place, caption, organisation, contact"),
    ),
    (gettext_lazy("title:(timber or clay)"), gettext_lazy("a field before a bracket holds for all in it")),
    (gettext_lazy("date:2024-05..2025"), gettext_lazy("by date: a year, a month, a day or from one to another")),
    (gettext_lazy("from:2025-01-01"), gettext_lazy("published on that day or later; to: on that day or before")),
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


def context(ask: Ask, now: datetime, page: Page | None = None) -> dict[str, Any]:
    """All that the search page draws; without results where the query could not be read."""
    return {
        "area": "find",
        "ask": ask,
        "q": ask.q,
        "page": page,
        "groups": list(_groups(ask, page)),
        "active": list(_active(ask)),
        "first_page": addresses.address(addresses.at_page(ask, 1)),
        "cleared": addresses.address(replace(ask, criteria={}, first=None, last=None, offset=0)),
        "feeds": present.feeds(ask) if page else [],
        "tables": [Link(form.upper(), addresses.address(addresses.at_page(ask, 1), form)) for form in ("csv", "jsonl")],
        "advanced": addresses.advanced(ask),
        "modes": MODES.items(),
        "sorts": SORTS.items(),
        "nothing": repairing.nothing(ask, now) if page and not page.total else None,
        "spelt": repairing.spelt(ask, now) if page and page.total else [],
        "examples": [(text, addresses.address(Ask(q=str(text))), about) for text, about in EXAMPLES],
    }


def all_groups(ask: Ask, counts: Mapping[str, Mapping[str, int]]) -> Iterator[Group]:
    """Every category that has values, whatever else is asked."""
    for category in FACETS:
        if found := present.choices(ask, category, counts[category]):
            yield Group(category, str(NAMES[category]), found)


def _groups(ask: Ask, page: Page | None) -> Iterator[Group]:
    total = page.total if page else 0
    for category in FACETS:
        found = page.facets[category] if page else present.choices(ask, category, {})
        if page and any(choice.chosen for choice in found):
            # What a further value of this category would add: counted as if none were chosen yet.
            wider = addresses.without(ask, category).query()
            counts = page.public.search(wider, limit=0, facets=(category,)).facets[category]
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
