"""A query said back: a sentence for readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from wirkt.search.query import (
    And,
    Criterion,
    Keys,
    Not,
    Or,
    Phrase,
    Query,
    Since,
    Term,
    TextField,
    Wildcard,
)
from wirkt.search.tree import Leaf
from wirkt.search.writing import PLAIN, Style

Labels: TypeAlias = Mapping[tuple[str, str], str]
"""(category, slug) to the label of a value; (category, "") to that of the category."""


def describe(query: Query, language: str = "en", labels: Labels | None = None, style: Style = PLAIN) -> str:
    """One sentence with every bracket said, German for `de…`, else English; words as they were typed, if that is
    known."""
    said = _GERMAN if language.casefold().startswith("de") else _ENGLISH
    if query == And():
        return said.everything
    if query == Or():
        return said.nothing
    return f"{said.searched} {_Teller(said, labels or {}, style).tell(query)}."


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of one language; `{}` is what is searched for."""

    searched: str
    everything: str
    nothing: str
    conjunction: str
    disjunction: str
    negation: str
    forms: str
    exact: str
    phrase: str
    joined: str
    near: str
    beginning: str
    ending: str
    containing: str
    pattern: str
    on: str
    between: str
    since: str
    until: str
    keys: str
    quotes: str
    day: str
    fields: Mapping[TextField, str]


_GERMAN = _Said(
    searched="Gesucht:",
    everything="Gesucht: alles.",
    nothing="Gesucht: nichts.",
    conjunction=" und ",
    disjunction=" oder ",
    negation="nicht ",
    forms="{} in allen Formen",
    exact="genau {}",
    phrase="die Wortfolge {}",
    joined="{} in allen Formen, auch zusammengeschrieben",
    near="{}, in beliebiger Folge innerhalb von {width} Wörtern",
    beginning="Wörter, die mit {} beginnen",
    ending="Wörter, die auf {} enden",
    containing="Wörter, die {} enthalten",
    pattern="Wörter nach dem Muster {}",
    on="veröffentlicht am {first}",
    between="veröffentlicht vom {first} bis {last}",
    since="veröffentlicht ab {first}",
    until="veröffentlicht bis {last}",
    keys="{count} bestimmte Einträge",
    quotes="„{}“",
    day="%d.%m.%Y",
    fields={
        "title": " im Titel",
        "lead": " im Vorspann",
        "body": " im Text",
        "organisation": " in der Einrichtung",
        "place": " im Ort",
        "caption": " in der Bildunterschrift",
        "contact": " im Kontakt",
    },
)

_ENGLISH = _Said(
    searched="Searching for:",
    everything="Searching for: everything.",
    nothing="Searching for: nothing.",
    conjunction=" and ",
    disjunction=" or ",
    negation="not ",
    forms="{} in all its forms",
    exact="exactly {}",
    phrase="the phrase {}",
    joined="{} in all its forms, also written as one word",
    near="{}, in any order within {width} words",
    beginning="words beginning with {}",
    ending="words ending with {}",
    containing="words containing {}",
    pattern="words of the pattern {}",
    on="published on {first}",
    between="published from {first} to {last}",
    since="published from {first} on",
    until="published until {last}",
    keys="{count} certain entries",
    quotes="“{}”",
    day="%Y-%m-%d",
    fields={
        "title": " in the title",
        "lead": " in the lead",
        "body": " in the text",
        "organisation": " in the organisation",
        "place": " in the place",
        "caption": " in the caption",
        "contact": " in the contact",
    },
)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells a query in one language, with the labels of its criteria."""

    said: _Said
    labels: Labels
    style: Style

    def tell(self, query: Query) -> str:
        match query:
            case And(parts) if len(parts) == 1:
                return self.tell(parts[0])
            case Or(parts) if len(parts) == 1:
                return self.tell(parts[0])
            case And(parts):
                return self.said.conjunction.join(map(self._inside, parts)) or self._alone(self.said.everything)
            case Or(parts):
                return self.said.disjunction.join(map(self._inside, parts)) or self._alone(self.said.nothing)
            case Not(part):
                return self.said.negation + self._inside(part)
            case _:
                return self._leaf(query)

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Term(word, field):
                return self.said.forms.format(self._quoted(self._typed(leaf, word))) + self._where(field)
            case Phrase():
                return self._phrase(leaf) + self._where(leaf.field)
            case Wildcard(pattern, field):
                return self._pattern(self._typed(leaf, pattern)) + self._where(field)
            case Criterion(category, values):
                return self._criterion(category, values)
            case Since(first, last):
                return self._days(first, last)
            case Keys(keys):
                return self.said.keys.format(count=len(keys))
        assert_never(leaf)

    def _inside(self, part: Query) -> str:
        return _wrap(self.tell(part), isinstance(part, And | Or) and len(part.parts) > 1)

    def _alone(self, sentence: str) -> str:
        return sentence.removeprefix(self.said.searched).strip(" .")

    def _phrase(self, phrase: Phrase) -> str:
        words = self._typed(phrase, " ".join(phrase.words))
        if phrase.stems:
            return self.said.joined.format(self._quoted(words))
        if len(phrase.words) == 1:
            return self.said.exact.format(self._quoted(words))
        if phrase.near is None:
            return self.said.phrase.format(self._quoted(words))
        listed = ", ".join(
            map(self._quoted, words.split() if len(words.split()) == len(phrase.words) else phrase.words)
        )
        return self.said.near.format(listed, width=len(phrase.words) + phrase.near)

    def _pattern(self, pattern: str) -> str:
        letters = pattern.strip("*")
        if "*" in letters or "?" in letters or letters == pattern:
            return self.said.pattern.format(self._quoted(pattern))
        both = pattern.startswith("*") and pattern.endswith("*")
        one = self.said.ending if pattern.startswith("*") else self.said.beginning
        return (self.said.containing if both else one).format(self._quoted(letters))

    def _criterion(self, category: str, values: frozenset[str]) -> str:
        name = self.labels.get((category, ""), category)
        listed = sorted(self.labels.get((category, value), value) for value in values)
        return f"{name}: {self.said.disjunction.join(listed) or self._alone(self.said.nothing)}"

    def _days(self, first: date | None, last: date | None) -> str:
        days = {name: day and self._day(day) for name, day in (("first", first), ("last", last))}
        if first is None and last is None:
            return self._alone(self.said.everything)
        if last is None:
            return self.said.since.format(**days)
        if first is None:
            return self.said.until.format(**days)
        return (self.said.on if first == last else self.said.between).format(**days)

    def _day(self, day: date) -> str:
        # strftime does not pad years before 1000 everywhere.
        year = f"{day.year:04}"
        return self.said.day.replace("%Y", year).replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}")

    def _typed(self, leaf: Leaf, folded: str) -> str:
        return self.style.words_of(leaf) or folded

    def _where(self, field: TextField | None) -> str:
        return "" if field is None else self.said.fields[field]

    def _quoted(self, word: str) -> str:
        return self.said.quotes.format(word)


def _wrap(text: str, needed: bool) -> str:
    return f"({text})" if needed else text
