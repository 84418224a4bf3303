"""What was asked, as plain values: a frozen, n-ary, flat tree that knows nothing of any engine.

A query is data. Each use of it is one function in its own file: `parser` writes it, `describe` says it,
`match` gives it its meaning, engines find what `match` accepts.
"""

from dataclasses import dataclass
from dataclasses import field as value
from datetime import date
from typing import Literal, TypeAlias

TextField: TypeAlias = Literal["title", "lead", "body", "organisation", "place", "caption", "contact"]
TEXT_FIELDS: tuple[TextField, ...] = ("title", "lead", "body", "organisation", "place", "caption", "contact")

Mode: TypeAlias = Literal["words", "parts", "exact"]
MODES: tuple[Mode, ...] = ("words", "parts", "exact")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text as typed: `start` and `end` in code points from 0, `end` excluded."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Term:
    """One word in mode `words`: found in its inflected forms.

    `word` is the token as typed, composed (NFKC) and case-folded but not yet stemmed, since each document
    stems it in its own language.
    """

    word: str
    field: TextField | None = None
    span: Span = value(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other in one value of a field; a single word is just that word, exactly as written.

    `words` are exact tokens (`analysis.fold`) or patterns holding `*` or `?`. With `near` = n all words stand in any
    order in a window of `len(words) + n` tokens, each at its own place. With `stems` the words, still as typed, are
    compared stem by stem in the document's language, or all together as one joined word (`E-Mail` finds Email).
    """

    words: tuple[str, ...]
    near: int | None = None
    stems: bool = False
    field: TextField | None = None
    span: Span = value(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A pattern for one exact token: `*` any run, `?` one letter."""

    pattern: str
    field: TextField | None = None
    span: Span = value(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One value, at least, of a category; values are slugs."""

    category: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Since:
    """Published on `first`, on `last`, or between; either end may be open, both are included."""

    first: date | None = None
    last: date | None = None
    span: Span = value(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """Documents by key: how a caller leaves out what the index does not yet hold in its newest form."""

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Not:
    """All documents but those that `part` finds."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """What every part finds; without parts: everything."""

    parts: tuple["Query", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds; without parts: nothing."""

    parts: tuple["Query", ...] = ()


Query: TypeAlias = Term | Phrase | Wildcard | Criterion | Since | Keys | Not | And | Or

EVERYTHING = And()
