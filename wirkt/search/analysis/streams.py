"""A document's words in three streams: `exact` as written, `stem` aligned with it, `parts` as a set.

`parts` holds the stems and what a word stands for besides: the joined form of hyphened words, the parts between inner
capitals. Whatever else a word may stand for (parts of compounds) is added in `_extras`, and every engine has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from wirkt.search.analysis import english, german
from wirkt.search.analysis.fold import Token, chunks, cut, tokens, write_out
from wirkt.search.document import Document
from wirkt.search.query import TEXT_FIELDS, TextField

Group: TypeAlias = Literal["de", "en", ""]
GROUPS: tuple[Group, ...] = ("de", "en", "")
"""The languages with a stemmer; in all others a token stands for itself."""

_LONG_CHUNK = 100


@dataclass(frozen=True, slots=True)
class Extra:
    """A part that the tokens from `first` to `last` (included) stand for besides their stems."""

    first: int
    last: int
    part: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one chunk of text gives; `extras` count tokens within the chunk."""

    words: tuple[str, ...]
    exact: tuple[str, ...]
    stems: tuple[str, ...]
    extras: tuple[Extra, ...]

    def carried(self) -> Iterator[tuple[str, str]]:
        """Each part with the word, in small letters, that stands for it."""
        yield from zip(self.stems, self.words, strict=True)
        for extra in self.extras:
            yield extra.part, "-".join(self.words[extra.first : extra.last + 1])


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: its words, their stems, and all parts."""

    exact: tuple[str, ...]
    stems: tuple[str, ...]
    parts: frozenset[str]


@dataclass(frozen=True)
class Analysed:
    """A document with its streams, made once and matched often."""

    document: Document
    group: Group
    values: Mapping[TextField, tuple[Value, ...]] = field(default_factory=dict)

    def of(self, name: TextField | None) -> tuple[Value, ...]:
        """The values of one field, or of all."""
        return self._all if name is None else self.values.get(name, ())

    @cached_property
    def _all(self) -> tuple[Value, ...]:
        return tuple(value for values in self.values.values() for value in values)


def group_of(language: str) -> Group:
    """The stemmer for a BCP 47 tag: `de-AT` is German."""
    match language.replace("_", "-").split("-")[0].casefold():
        case "de":
            return "de"
        case "en":
            return "en"
        case _:
            return ""


def stem(word: str, group: Group) -> str:
    """The stem of a folded word; without a stemmer the word as the stream `exact` has it."""
    match group:
        case "de":
            return german.stem(word)
        case "en":
            return english.stem(word)
        case "":
            return write_out(word)


def joined(words: tuple[str, ...], group: Group) -> str:
    """The stem of several words written as one: e, mail -> email."""
    return stem(cut("".join(words)), group)


def analyse(document: Document) -> Analysed:
    """The streams of all text fields, in the order of `TEXT_FIELDS`."""
    group = group_of(document.language)
    values = {
        name: tuple(value(text, group) for text in document.texts[name])
        for name in TEXT_FIELDS
        if document.texts.get(name)
    }
    return Analysed(document, group, values)


def value(text: str, group: Group) -> Value:
    """The streams of one text."""
    exact: list[str] = []
    stems: list[str] = []
    parts: set[str] = set()
    for _, chunk in chunks(text):
        found = row(chunk, group)
        exact += found.exact
        stems += found.stems
        parts.update(extra.part for extra in found.extras)
    parts.update(stems)
    return Value(tuple(exact), tuple(stems), frozenset(parts))


def carried(text: str, group: Group) -> Iterator[tuple[str, str]]:
    """Each part of a text with the word, in small letters, that stands for it."""
    for _, chunk in chunks(text):
        yield from row(chunk, group).carried()


def row(chunk: str, group: Group) -> Row:
    """The streams of one chunk."""
    return (_row_once if len(chunk) <= _LONG_CHUNK else _row)(chunk, group)


def _row(chunk: str, group: Group) -> Row:
    found = tokens(chunk)
    words = tuple(token.word for token in found)
    stems = tuple(stem(word, group) for word in words)
    return Row(words, tuple(token.exact for token in found), stems, tuple(_extras(found, group)))


_row_once = lru_cache(maxsize=1 << 17)(_row)


def _extras(found: tuple[Token, ...], group: Group) -> Iterator[Extra]:
    """All that the tokens of one chunk stand for besides their stems."""
    for place, token in enumerate(found):
        for hump in token.humps:
            yield Extra(place, place, stem(hump, group))
    for first, last in _hyphened(found):
        words = tuple(token.word for token in found[first : last + 1])
        yield Extra(first, last, joined(words, group))


def _hyphened(found: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(1, len(found) + 1):
        if place == len(found) or not found[place].glued:
            if place - 1 > first:
                yield first, place - 1
            first = place
