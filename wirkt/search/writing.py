"""A query as text that parses to the same tree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import assert_never

from wirkt.search.errors import QueryError
from wirkt.search.gendered import readings
from wirkt.search.lexer import OPERATORS, QUOTES
from wirkt.search.parser import parse
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, TextField, Wildcard
from wirkt.search.tree import Leaf, Worded, leaves

_QUOTED = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
_GERMAN_FIELDS: dict[TextField, str] = {
    "title": "titel",
    "lead": "vorspann",
    "body": "text",
    "organisation": "einrichtung",
    "place": "ort",
    "caption": "bildunterschrift",
    "contact": "kontakt",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How somebody writes: leaves the way they were typed, operators and fields in German or English."""

    written: Mapping[Query, str] = field(default_factory=dict)
    german: bool = False

    def where_typed(self, leaf: Worded, typed: str) -> str:
        """A word, phrase or pattern as it stands in the text, with its field; what was not typed as it is printed."""
        if leaf.span.end == 0:
            return print_query(leaf, self)
        return in_field(leaf.field, self.german) + typed[leaf.span.start : leaf.span.end]

    def words_of(self, leaf: Leaf) -> str | None:
        """What was typed between the quotation marks, or without field and signs; None if it was not typed."""
        text = self.written.get(leaf)
        if text is None or isinstance(leaf, Criterion | Keys | Since):
            return None
        text = text if leaf.field is None else text.partition(":")[2]
        quoted = _QUOTED.match(text)
        return quoted[1].strip() if quoted else text


PLAIN = Style()


@lru_cache(maxsize=64)
def style_of(query: Query, typed: str, language: str = "en") -> Style:
    """The style in which a query was typed, in whatever mode: what is kept of it is kept as it was.

    Remembered, since one page asks for it several times.
    """
    german = language.casefold().startswith("de")
    written: dict[Query, str] = {leaf: found for leaf, _ in leaves(query) if (found := _as_typed(leaf, typed, german))}
    return Style(written, german)


def print_query(query: Query, style: Style = PLAIN) -> str:
    """The shortest text that parses to this tree (mode `words`), with no more brackets than were typed.

    Raises ValueError for what cannot be typed: criteria, keys, an `Or` of nothing.
    """
    conjunction, disjunction, negation = (" und ", " oder ", "nicht ") if style.german else (" and ", " or ", "not ")
    match query:
        case And(()):
            return ""
        case And(parts):
            return conjunction.join(_bracketed(part, isinstance(part, And | Or), style) for part in parts)
        case Or(parts) if parts:
            return disjunction.join(_bracketed(part, isinstance(part, Or), style) for part in parts)
        case Not(part):
            return negation + _bracketed(part, isinstance(part, And | Or), style)
        case Or():
            raise ValueError("nothing cannot be typed")
        case _:
            return style.written.get(query) or _print_leaf(query, style.german)


def reads_as(text: str, query: Query) -> bool:
    """Does the text ask exactly this?"""
    try:
        return parse(text) == query
    except QueryError:
        return False


def _as_typed(leaf: Leaf, typed: str, german: bool) -> str | None:
    """The leaf in the typed letters, if that is how it is read."""
    if isinstance(leaf, Criterion | Keys) or leaf.span.end == 0:
        return None
    text = typed[leaf.span.start : leaf.span.end]
    before = "" if isinstance(leaf, Since) else in_field(leaf.field, german)
    return next((before + one for one in _forms(text) if reads_as(before + one, leaf)), None)


def _forms(text: str) -> Iterator[str]:
    """As typed; in the modes `exact` and `parts` a bare word is what in `words` these are."""
    yield text
    yield f'"{text}"'
    yield f"*{text}*"


def _print_leaf(leaf: Leaf, german: bool) -> str:
    match leaf:
        case Term(word, field):
            # A comma keeps a word that looks like an operator a word.
            return in_field(field, german) + word + ("," if word in OPERATORS else "")
        case Phrase(words, near, stems, field):
            typed = "-".join(words) if stems else f'"{" ".join(map(_unmarked, words))}"'
            return in_field(field, german) + typed + ("" if near is None else f"~{near}")
        case Wildcard(pattern, field):
            return in_field(field, german) + _unmarked(pattern)
        case Since(first, last):
            return _print_days(first, last, "datum" if german else "date")
        case Criterion() | Keys():
            raise ValueError(f"{leaf} cannot be typed")
    assert_never(leaf)


def _bracketed(part: Query, needed: bool, style: Style) -> str:
    text = print_query(part, style)
    return f"({text})" if needed else text


def _unmarked(pattern: str) -> str:
    """Two stars keep a pattern a pattern that one would make a word marked for both genders."""
    return pattern if readings(pattern) is None else pattern.replace("*", "**")


def in_field(name: TextField | None, german: bool) -> str:
    """`title:` before what is sought in it."""
    return "" if name is None else f"{_GERMAN_FIELDS[name] if german else name}:"


def _print_days(first: date | None, last: date | None, name: str) -> str:
    if first is None and last is None:
        raise ValueError("a date without an end cannot be typed")
    if first == last:
        return f"{name}:{first}"
    return f"{name}:{first or ''}..{last or ''}"
