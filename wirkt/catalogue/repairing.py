"""What the search page offers where nothing was found, or the query cannot be read: why, and one-click repairs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wirkt.catalogue import addresses, engine, present
from wirkt.catalogue.asking import Ask
from wirkt.search import describe, repairs, writing
from wirkt.search.diagnosis import Blame
from wirkt.search.errors import QueryError
from wirkt.search.query import EVERYTHING, And, Query, Since
from wirkt.web.languages import whole

CHANGES = {
    "spelling": gettext_lazy("in another spelling: %s"),
    "split": gettext_lazy("as words of their own: %s"),
    "parts": gettext_lazy("also as part of a word: %s"),
    "unquoted": gettext_lazy("without quotation marks: %s"),
    "dates": gettext_lazy("in a longer time: %s"),
}


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


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing was found, and what finds something."""

    blamed: list[str]
    repairs: list[Link]

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        offered = [{"label": one.label, "total": one.count, "url": whole(one.address)} for one in self.repairs]
        return {"blamed": self.blamed, "repairs": offered}


def nothing(ask: Ask, now: datetime) -> Nothing:
    """The parts to blame and what one click away is found, each with its exact count."""
    words = ask.words()
    style = _style(ask, words)
    found = repairs.diagnose(words, _means(ask, now), style)
    alone = replace(ask, q="").query() == EVERYTHING
    blamed = [_blame(one, alone, style) for one in found.blamed] if words != EVERYTHING else []
    return Nothing(blamed, [*(_link(ask, repair) for repair in found.repairs), *_wider(ask, now)])


def as_json(page: present.Page, now: datetime) -> dict[str, Any]:
    """The page for programs; where nothing was found, with the ways out."""
    return page.as_json() | ({} if page.total else {"nothing": nothing(page.ask, now).as_json()})


def spelt(ask: Ask, now: datetime) -> list[Link]:
    """Other spellings of words that nothing is found for, where the rest of the query finds something."""
    words = ask.words()
    return [_link(ask, repair) for repair in repairs.spellings(words, _means(ask, now), _style(ask, words))]


def broken(ask: Ask, error: QueryError) -> Broken:
    """What is wrong with the text and what one click mends."""
    start, end = error.position, error.position + max(error.length, 1)
    return Broken(
        error.message(present.interface_language()),
        ask.q[:start],
        ask.q[start:end],
        ask.q[end:],
        [
            Link(text or _("All press releases"), addresses.address(addresses.typed(ask, text)))
            for text in error.repairs
        ],
    )


def _means(ask: Ask, now: datetime) -> repairs.Means:
    """What is public now, among the chosen criteria; its lexicon and its words."""
    chosen, public = replace(ask, q="").query(), engine.collection(now)

    def count(query: Query) -> int:
        try:
            return public.search(And((query, chosen)), limit=0).total
        except QueryError:
            return 0  # a repair that the engine refuses is none

    return repairs.Means(count, public.words_like, lambda word: public.index.lexicon.leaves(word, "de"))


def _style(ask: Ask, words: Query) -> writing.Style:
    return writing.style_of(words, ask.q, present.interface_language())


def _link(ask: Ask, repair: repairs.Repair) -> Link:
    mended = replace(ask, q=repair.text, match="words", offset=0)
    return Link(_changed(repair), addresses.address(mended), repair.count)


def _changed(repair: repairs.Repair) -> str:
    if repair.kind != "dropped":
        return str(CHANGES[repair.kind]) % repair.text
    return _("without “%(dropped)s”: %(rest)s") % {"dropped": repair.dropped, "rest": repair.text}


def _blame(one: Blame, alone: bool, style: writing.Style) -> str:
    said = _said(one.part, style)
    if one.without:
        return ngettext(
            "Without this part there is %(count)d release: %(part)s.",
            "Without this part there are %(count)d releases: %(part)s.",
            one.without,
        ) % {"count": one.without, "part": said}
    if alone:
        return _("This part finds nothing: %s.") % said
    return _("This part finds nothing among the chosen criteria: %s.") % said


def _said(part: Query, style: writing.Style = writing.PLAIN) -> str:
    return describe.describe(part, present.interface_language(), style=style).partition(": ")[2].rstrip(".")


def _wider(ask: Ask, now: datetime) -> Iterator[Link]:
    """The same words in a longer time, or with one category or the dates less, where that finds something."""
    yield from _longer(ask, now)
    narrowed = [
        (str(present.NAMES[name]), addresses.without(ask, name)) for name, slugs in ask.criteria.items() if slugs
    ]
    if ask.first or ask.last:
        narrowed.append((_("Date"), replace(ask, first=None, last=None, offset=0)))
    for label, wider in narrowed:
        if found := engine.find(wider.query(), now, limit=0).total:
            yield Link(_("without the criterion “%s”") % label, addresses.address(wider), found)


def _longer(ask: Ask, now: datetime) -> Iterator[Link]:
    periods: list[tuple[date | None, date | None]] = []
    if ask.first or ask.last:
        periods = [*repairs.wider_dates(ask.first, ask.last)]
    for first, last in periods:
        wider = replace(ask, first=first, last=last, offset=0)
        if found := engine.find(wider.query(), now, limit=0).total:
            label = str(CHANGES["dates"]) % _said(Since(first, last))
            yield Link(label, addresses.address(wider), found)
            return
