"""A query's text to lexemes: brackets, operators, fields, phrases, words, dates. Never recursive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wirkt.search.analysis.fold import letters, tokens
from wirkt.search.errors import Problem
from wirkt.search.gendered import BRACKETED
from wirkt.search.query import TextField

Kind: TypeAlias = Literal["(", ")", "and", "or", "not", "field", "date", "phrase", "word"]

QUOTES = '"\u201e\u201c\u201d\u201f\u00ab\u00bb\uff02'

OPERATORS: dict[str, Literal["and", "or", "not"]] = {
    "and": "and",
    "und": "and",
    "or": "or",
    "oder": "or",
    "not": "not",
    "nicht": "not",
}

FIELDS: dict[str, TextField] = {
    "title": "title",
    "titel": "title",
    "lead": "lead",
    "vorspann": "lead",
    "body": "body",
    "text": "body",
    "organisation": "organisation",
    "einrichtung": "organisation",
    "place": "place",
    "ort": "place",
    "caption": "caption",
    "bildunterschrift": "caption",
    "contact": "contact",
    "kontakt": "contact",
}

DATE_FIELDS = {"date": "date", "datum": "date", "from": "from", "von": "from", "to": "to", "bis": "to"}

_CHUNK = re.compile(rf"[^\s(){QUOTES}]+")
_QUOTE = re.compile(f"[{QUOTES}]")
_NEAR = re.compile(r"~([0-9]+)")
_SPACE = re.compile(r"\s*")
_FURTHEST = 1_000_000
_BEYOND_ENDINGS = 40
_GENDER_ENDINGS = frozenset({"in", "r", "n"})


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the query from `start` to `end`; `value` is what counts of it: a phrase without its quotes."""

    kind: Kind
    start: int
    end: int
    value: str
    near: int | None = None


def lexemes(text: str) -> Iterator[Lexeme]:
    """All lexemes from left to right; raises `Problem` where one cannot be read."""
    quotes = [found.start() for found in _QUOTE.finditer(text)]
    if len(quotes) % 2:
        raise Problem("unbalanced_quote", quotes[-1], quotes[-1] + 1)
    at = _skip(text, 0)
    while at < len(text):
        lexeme = _lexeme(text, at)
        yield lexeme
        at = _skip(text, lexeme.end)


def _lexeme(text: str, at: int) -> Lexeme:
    if text[at] == "(":
        return Lexeme("(", at, at + 1, "(")
    if text[at] == ")":
        return Lexeme(")", at, at + 1, ")")
    if text[at] in QUOTES:
        return _phrase(text, at)
    return _word(text, at)


def _phrase(text: str, at: int) -> Lexeme:
    closing = _QUOTE.search(text, at + 1)
    assert closing, "quotes were counted"  # noqa: S101 -- told to the type checker, checked in `lexemes`
    inside = text[at + 1 : closing.start()]
    near = _NEAR.match(text, closing.end())
    if not near:
        return Lexeme("phrase", at, closing.end(), inside)
    return Lexeme("phrase", at, near.end(), inside, min(int(near[1]), _FURTHEST))


def _word(text: str, at: int) -> Lexeme:
    chunk = chunk_at(text, at)
    name, colon, rest = chunk.partition(":")
    if colon and _is_name(name) and not rest.startswith("//"):
        key, after = tokens(name)[0].exact, at + len(name) + 1
        if key in FIELDS:
            return Lexeme("field", at, after, FIELDS[key])
        if key in DATE_FIELDS:
            return _date(text, at, after, key)
        if not _is_gendered(rest):
            raise Problem("unknown_field", at, at + len(name))
    end = at + len(chunk)
    if operator := OPERATORS.get(letters(chunk)):
        return Lexeme(operator, at, end, chunk)
    while found := BRACKETED.match(text, end):
        end = found.end() + len(chunk_at(text, found.end()))
    return Lexeme("word", at, end, text[at:end])


def _date(text: str, at: int, after: int, key: str) -> Lexeme:
    """`date:2024` and `date: 2024`; the value is told apart from its name by `:`."""
    start = _skip(text, after)
    chunk = chunk_at(text, start)
    end = start + len(chunk) if chunk else after
    return Lexeme("date", at, end, f"{DATE_FIELDS[key]}:{chunk}")


def chunk_at(text: str, at: int) -> str:
    """What stands from here to the next blank, bracket or quotation mark."""
    found = _CHUNK.match(text, at)
    return found.group() if found else ""


def _is_name(name: str) -> bool:
    """One token and nothing else, beginning with a letter: `10:30` names no field."""
    found = tokens(name)
    return len(found) == 1 and found[0].end - found[0].start == len(name) and name[0].isalpha()


def _is_gendered(rest: str) -> bool:
    """`Leiter:in`, `Leiter:innen-Treffen`, `Bürger:innenrat`"""
    found = tokens(rest[:_BEYOND_ENDINGS])
    return (
        bool(found) and found[0].start == 0 and (found[0].word in _GENDER_ENDINGS or found[0].word.startswith("innen"))
    )


def _skip(text: str, at: int) -> int:
    blanks = _SPACE.match(text, at)
    return blanks.end() if blanks else at
