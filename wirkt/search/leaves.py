"""A word, phrase or date as typed to its part of the tree; here the mode ends."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from wirkt.search.analysis.fold import LONGEST, Token, chunks, tokens
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.dates import read_range
from wirkt.search.errors import Problem
from wirkt.search.gendered import readings
from wirkt.search.lexer import Lexeme
from wirkt.search.query import Mode, Or, Phrase, Since, Span, Term, TextField, Wildcard
from wirkt.search.tree import Worded

_LITERALS = 2
_PART_LETTERS = 2
_LONGEST_PATTERN = LONGEST - 4
_STARS = re.compile(r"\*+")

Typed: TypeAlias = Worded | Since | Or


def leaf(lexeme: Lexeme, field: TextField | None, mode: Mode) -> Typed | None:
    """A word, phrase or date as a node, an `Or` where it has several readings; None for a sign that counts as not
    typed."""
    if lexeme.kind == "date":
        return _since(lexeme)
    quoted = lexeme.kind == "phrase"
    found = _tokens(lexeme.value)
    for token in found:
        _check(token, lexeme, lexeme.start + quoted)
    if not found and quoted:
        raise Problem("empty_phrase", lexeme.start, lexeme.end)
    read = dict.fromkeys(_read(text, lexeme, field, mode) for text in _texts(lexeme, mode)) if found else ()
    several = tuple(read)
    return Or(several) if len(several) > 1 else several[0] if several else None


def _texts(lexeme: Lexeme, mode: Mode) -> Iterator[str]:
    """What was typed, or what a word marked for both genders stands for."""
    marked = readings(lexeme.value)
    if marked is None:
        yield lexeme.value
        return
    if lexeme.kind == "word" and mode == "words":
        yield from (marked.base, marked.joined)
    else:
        yield marked.apart
        if marked.pattern is None:
            yield marked.joined
    if marked.pattern is not None:
        yield marked.pattern


def _read(text: str, lexeme: Lexeme, field: TextField | None, mode: Mode) -> Worded:
    span = Span(lexeme.start, lexeme.end)
    found = _tokens(_STARS.sub("*", text))
    # Once more: what is folded away may have stood between two stars.
    words = tuple(_STARS.sub("*", token.exact) for token in found)
    if len(words) == 1 and is_pattern(words[0]):
        return Wildcard(words[0], field, span)
    if lexeme.kind == "phrase":
        return Phrase(words, lexeme.near if len(words) > 1 else None, field=field, span=span)
    if mode == "words" and not any(map(is_pattern, words)):
        return _in_all_forms(tuple(token.word for token in found), field, span)
    if mode == "parts" and len(words) == 1 and _fits_inside(words[0]):
        return Wildcard(f"*{words[0]}*", field, span)
    return Phrase(words, field=field, span=span)


def _fits_inside(word: str) -> bool:
    """Long enough to be looked for inside others, and short enough for there to be longer ones."""
    return len(word) >= _PART_LETTERS and len(word.encode()) <= _LONGEST_PATTERN - 2


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Token, ...]:
    """Chunk by chunk, as documents are read; kept, since a broken query is read once for each repair."""
    return tuple(
        replace(token, start=at + token.start, end=at + token.end)
        for at, chunk in chunks(text)
        for token in tokens(chunk, wild=True)
    )


def _in_all_forms(words: tuple[str, ...], field: TextField | None, span: Span) -> Term | Phrase:
    if len(words) == 1:
        return Term(words[0], field, span)
    return Phrase(words, stems=True, field=field, span=span)


def _check(token: Token, lexeme: Lexeme, shift: int) -> None:
    """A pattern needs two letters beside the signs, as typed: `ä*` has one, however it is folded. One that would be
    cut, as words are, is refused: what is left asks for something else."""
    typed = unicodedata.normalize("NFC", lexeme.value[token.start : token.end])
    if not is_pattern(typed):
        return
    if sum(unicodedata.category(letter)[0] in "LN" for letter in typed) < _LITERALS:
        raise Problem("wildcard_too_short", shift + token.start, shift + token.end)
    if any(len(one.exact.encode()) > _LONGEST_PATTERN for one in _tokens(_STARS.sub("*", typed))):
        raise Problem("too_long", shift + token.start, shift + token.end)


def _since(lexeme: Lexeme) -> Since:
    name, _, typed = lexeme.value.partition(":")
    try:
        first, last = read_range(name, typed)
    except ValueError:
        raise Problem("bad_date", lexeme.end - len(typed), lexeme.end) from None
    return Since(first, last, Span(lexeme.start, lexeme.end))
