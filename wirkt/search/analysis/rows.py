"""What a text holds before any word list is asked: its tokens, and the forms several of them make together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from wirkt.search.analysis.fold import Token, chunks, tokens, write_out

Group: TypeAlias = Literal["de", "en", ""]
GROUPS: tuple[Group, ...] = ("de", "en", "")
"""The languages with a stemmer; in all others a token stands for itself."""

Kind: TypeAlias = Literal["joined", "humps"]

_LONG_CHUNK = 100
# Nine chunks of ten: a word in small letters or with one capital, and signs that end a sentence or quote.
_PLAIN = re.compile(r"[\"„“»«(]*([A-ZÄÖÜ]?[a-zäöüß]{1,28})[.,;!?\"“”»«)]*")


@dataclass(frozen=True, slots=True)
class Form:
    """The tokens from `first` to `last` (included) stand for something besides what each of them stands for.

    `joined`: words with a hyphen between (`E-Mail`) also mean the word written as one. `humps`: a word with inner
    capitals (`AgiHolz`) also means its parts.
    """

    first: int
    last: int
    kind: Kind
    words: tuple[str, ...]

    @property
    def carrier(self) -> str:
        """How it is shown to a reader."""
        return "-".join(self.words) if self.kind == "joined" else "".join(self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """What one chunk of text gives: token by token the word, how it is written, whether with a capital.

    `open`: a hyphen at the beginning or end asks for the neighbours.
    """

    words: tuple[str, ...]
    exact: tuple[str, ...]
    capitals: tuple[bool, ...]
    forms: tuple[Form, ...]
    open: bool = False


def group_of(language: str) -> Group:
    """The stemmer for a BCP 47 tag: `de-AT` is German."""
    match language.replace("_", "-").split("-")[0].casefold():
        case "de":
            return "de"
        case "en":
            return "en"
        case _:
            return ""


def rows(text: str, group: Group) -> list[Row]:
    """Chunk by chunk."""
    return [row(chunk, group) for _, chunk in chunks(text)]


def row(chunk: str, group: Group) -> Row:
    """What one chunk gives; chunks repeat, so each is analysed once."""
    return (_row_once if len(chunk) <= _LONG_CHUNK else _row)(chunk, group)


def forms(some: Sequence[Row], group: Group) -> Iterator[Form]:
    """All forms of a text, in its own count of tokens."""
    at = 0
    for one in some:
        for form in one.forms:
            yield Form(at + form.first, at + form.last, form.kind, form.words)
        at += len(one.words)
    if any(one.open for one in some):
        yield from across(some, group)


def across(some: Sequence[Row], group: Group) -> Iterator[Form]:
    """Forms that reach over chunks, in the text's own count of tokens."""
    yield from ()


def _row(chunk: str, group: Group) -> Row:
    if plain := _PLAIN.fullmatch(chunk):
        written = plain[1]
        word = written.lower().replace("ß", "ss")
        return Row((word,), (write_out(word),), (written[0].isupper(),), ())
    found = tokens(chunk)
    return Row(
        words=tuple(token.word for token in found),
        exact=tuple(token.exact for token in found),
        capitals=tuple(chunk[token.start].isupper() for token in found),
        forms=tuple(_forms(found)),
    )


_row_once = lru_cache(maxsize=1 << 17)(_row)


def _forms(found: tuple[Token, ...]) -> Iterator[Form]:
    for place, token in enumerate(found):
        if token.humps:
            yield Form(place, place, "humps", token.humps)
    for first, last in _hyphened(found):
        yield Form(first, last, "joined", tuple(token.word for token in found[first : last + 1]))


def _hyphened(found: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(1, len(found) + 1):
        if place == len(found) or not found[place].glued:
            if place - 1 > first:
                yield first, place - 1
            first = place
