"""What a half-typed word could become: a value of a criterion, an institution, the name of a field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirkt.catalogue import addresses, asking, engine, explaining, present
from wirkt.catalogue.asking import Ask
from wirkt.catalogue.engine import Collection
from wirkt.catalogue.keeping import Kept
from wirkt.criteria.models import Criterion
from wirkt.organisations.models import Organisation
from wirkt.search.analysis.fold import tokenise
from wirkt.search.errors import QueryError
from wirkt.search.lexer import OPERATORS, QUOTES
from wirkt.search.query import EVERYTHING, TEXT_FIELDS
from wirkt.search.writing import in_field

MOST = 8
MOST_COUNTED = 24  # values whose hits are counted; the best of them are shown
LONGEST = 5  # words that one label may be completed from
SHORTEST = 2
OPENED = "(\u00ab\u201e"


@dataclass(frozen=True, slots=True)
class Value:
    """A value that public releases carry: its label, and the words by which it may be found."""

    category: str
    slug: str
    label: str
    names: tuple[tuple[str, ...], ...]
    count: int

    def fits(self, words: Sequence[str]) -> bool:
        """Does each word begin another word of one of its names?"""
        return any(_begin(words, name) for name in self.names)

    def begins(self, words: Sequence[str]) -> bool:
        """Is that how one of its names begins?"""
        return any(name[0].startswith(words[0]) for name in self.names)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list: a search to go to, or a text to go on with."""

    label: str
    group: str
    category: str
    count: int | None = None
    address: str = ""
    insert: str = ""

    def as_json(self) -> dict[str, Any]:
        """The suggestion for programs and for the list on the page."""
        return {
            "label": self.label, "group": self.group, "category": self.category, "count": self.count,
            "url": self.address or None, "insert": self.insert or None, "unit": self._unit(),
        }  # fmt: skip

    def _unit(self) -> str:
        """What the number counts, for those who hear it."""
        return "" if self.count is None else ngettext("press release", "press releases", self.count)


def suggestions(ask: Ask, now: datetime) -> list[Suggestion]:
    """At most eight, fields first, then what most is found with; nothing behind a blank or within quotation marks."""
    public = engine.collection(now)
    values = _kept.get(present.interface_language(), now, lambda: list(_values(public)))
    for rest, words in _endings(ask.q):
        found = [*_fields(rest, words), *_counted(ask, rest, words, values, public)]
        if found:
            return found[:MOST]
    return []


def _endings(text: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before the words that are completed, and these words: as many as possible first."""
    if text[-1:].isspace() or sum(sign in QUOTES for sign in text) % 2:
        return
    chunks = text.split()
    for count in range(min(LONGEST, len(chunks)), 0, -1):
        typed = chunks[-count:]
        opened = typed[0][: len(typed[0]) - len(typed[0].lstrip(OPENED))]
        words = [word for chunk in typed for word in _folded(chunk)]
        if any(":" in chunk or chunk.casefold() in OPERATORS or not _folded(chunk) for chunk in typed):
            continue
        if sum(map(len, words)) >= SHORTEST:
            yield f"{' '.join(chunks[:-count])} {opened}".strip(), words


def _begin(words: Sequence[str], name: Sequence[str]) -> bool:
    rest = list(name)
    for word in words:
        found = next((place for place, other in enumerate(rest) if other.startswith(word)), None)
        if found is None:
            return False
        del rest[found]
    return True


def _fields(rest: str, words: Sequence[str]) -> Iterator[Suggestion]:
    german = present.interface_language() == "de"
    for name in TEXT_FIELDS:
        typed = in_field(name, german)
        if len(words) == 1 and typed.startswith(words[0]):
            group = _("only in: %s") % explaining.FIELDS[name]
            blank = " " if rest and rest[-1] not in OPENED else ""
            yield Suggestion(typed, group, "field", insert=f"{rest}{blank}{typed}")


def _counted(
    ask: Ask, rest: str, words: Sequence[str], values: Sequence[Value], public: Collection
) -> Iterator[Suggestion]:
    fitting = [
        value for value in values if value.fits(words) and value.slug not in ask.criteria.get(value.category, ())
    ]
    kept = _without_and(rest)
    fitting.sort(key=lambda value: (not value.begins(words), -value.count, value.label))
    for value in fitting[:MOST_COUNTED]:
        slugs = (*ask.criteria.get(value.category, ()), value.slug)
        narrowed = replace(ask, q=kept, criteria={**ask.criteria, value.category: slugs}, offset=0)
        if count := _total(narrowed, public):
            group = str(present.NAMES[value.category])
            yield Suggestion(value.label, group, value.category, count, addresses.address(narrowed))


def _without_and(rest: str) -> str:
    """Criteria are joined by and: it need not be said. Behind or and not, no value can be chosen."""
    words = rest.rsplit(maxsplit=1)
    return " ".join(words[:-1]) if words and OPERATORS.get(words[-1].casefold()) == "and" else rest


def _total(ask: Ask, public: Collection) -> int:
    """What choosing it finds; nothing while the rest cannot be read."""
    try:
        return public.search(ask.query(), limit=0).total
    except QueryError:
        return 0


def _values(public: Collection) -> Iterator[Value]:
    """All values that some but not all public releases carry, by both languages' labels and other spellings."""
    everything = public.search(EVERYTHING, limit=0, facets=asking.CATEGORIES)
    counts = everything.facets
    criteria = {(one.category, one.slug): one for one in Criterion.objects.all()}
    houses = {one.slug: one for one in Organisation.objects.filter(slug__in=counts["organisation"])}
    for category in asking.CATEGORIES:
        labels = asking.labels(category) if counts[category] else {}
        for slug, count in counts[category].items():
            if count == everything.total:
                continue
            known = criteria.get((category, slug))
            names = [known.de, known.en, *known.aliases] if known else [labels.get(slug, slug)]
            if category == "organisation" and slug in houses:
                names.append(houses[slug].short_name)
            yield Value(category, slug, labels.get(slug, slug), tuple(filter(None, map(_folded, names))), count)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(token.exact for token in tokenise(name))


_kept: Kept[list[Value]] = Kept(lambda values: 400 * len(values))
