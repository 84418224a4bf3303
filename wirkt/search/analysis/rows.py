"""What a text holds before any word list is asked: its tokens, and the forms several of them make together."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from wirkt.search.analysis import ellipses, gender
from wirkt.search.analysis.fold import Token, chunks, tokens, write_out
from wirkt.search.analysis.forms import Form, Row

__all__ = ["GROUPS", "Form", "Group", "Row", "across", "forms", "group_of", "row", "rows"]

Group: TypeAlias = Literal["de", "en", ""]
GROUPS: tuple[Group, ...] = ("de", "en", "")
"""The languages with a stemmer; in all others a token stands for itself."""

_LONG_CHUNK = 100
# Nine chunks of ten: a word in small letters or with one capital, and signs that end a sentence or quote.
_PLAIN = re.compile(r"[\"„“»«(]*([A-ZÄÖÜ]?[a-zäöüß]{1,28})[.,;!?\"“”»«)]*")


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
    return ellipses.across(some) if group == "de" else iter(())


def _row(chunk: str, group: Group) -> Row:
    if plain := _PLAIN.fullmatch(chunk):
        written = plain[1]
        word = written.lower().replace("ß", "ss")
        return Row((word,), (write_out(word),), (written[0].isupper(),), ())
    found = tokens(chunk)
    words, marked = gender.read(chunk, found) if group == "de" else (tuple(token.word for token in found), ())
    return Row(
        words=words,
        exact=tuple(token.exact for token in found),
        capitals=tuple(chunk[token.start].isupper() for token in found),
        forms=(*_forms(found), *marked, *(ellipses.within(chunk, found) if group == "de" else ())),
        starts=bool(found) and found[0].word.isalpha() and ellipses.starts(chunk),
        ends=bool(found) and found[-1].word[-1].isalnum() and ellipses.ends(chunk),
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
