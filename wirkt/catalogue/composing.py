"""A search put together from the boxes of a form: boxes to query text, and what fits of a query back to boxes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wirkt.search import tree, writing
from wirkt.search.errors import QueryError
from wirkt.search.lexer import OPERATORS, QUOTES
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING, TEXT_FIELDS, And, Not, Or, Phrase, Query, Term, Wildcard
from wirkt.search.writing import Style

BOXES = ("all", "phrase", "any", "near", "parts", "none")
WITHIN = 5  # how many other words may stand between words near each other if nothing is said

_CHUNK = re.compile(rf"[^\s{QUOTES}]*[{QUOTES}][^{QUOTES}]*[{QUOTES}](?:~\d+)?|\S+")
_QUOTES = re.compile(f"[{QUOTES}]")
_INNER = re.compile(r"\*([^*?]+)\*")


@dataclass(frozen=True, slots=True)
class Boxes:
    """What stands in the form: a text for each box, how near is near, and the one field to search in."""

    texts: Mapping[str, str] = field(default_factory=dict)
    within: int = WITHIN
    name: str = ""


class Mistake(Exception):
    """A box that cannot be read: the error, its place in the text, and how the box could be filled instead."""

    def __init__(self, error: QueryError, text: str, at: int = 0, repairs: tuple[str, ...] = ()) -> None:
        super().__init__(str(error))
        self.error = error
        self.text = text
        self.start = at + error.position
        self.end = self.start + max(1, error.length)
        self.repairs = repairs


def compose(boxes: Boxes, *, german: bool) -> tuple[str, dict[str, Mistake]]:
    """The query text in which all boxes hold, and the boxes that had to be left out."""
    mistakes: dict[str, Mistake] = {}
    pieces: list[str] = []
    for box in BOXES:
        try:
            pieces += _pieces(box, boxes.texts.get(box, ""), boxes.within, german)
        except Mistake as mistake:
            mistakes[box] = mistake
    return _in_field(boxes.name, pieces, german), mistakes


def read_back(query: Query, typed: str, language: str) -> Boxes | None:
    """The boxes that compose to this query; None where the form cannot say it."""
    fields = {leaf.field for leaf, _ in tree.leaves(query) if isinstance(leaf, Term | Phrase | Wildcard)}
    if len(fields) > 1:
        return None
    style = writing.style_of(query, typed, language)
    texts: dict[str, list[str]] = {}
    for part in _parts(query):
        box, text = _box(part, style)
        texts.setdefault(box, []).append(text)
    within = next((part.near for part in _parts(query) if isinstance(part, Phrase) and part.near is not None), WITHIN)
    name = next(iter(fields), None) or ""
    boxes = Boxes({box: " ".join(found) for box, found in texts.items()}, within, name)
    # The form has one box each for a phrase, for alternatives and for words near each other, and none for the rest.
    said, mistakes = compose(boxes, german=style.german)
    return boxes if not mistakes and set(_parts(parse(said))) == set(_parts(query)) else None


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _pieces(box: str, text: str, within: int, german: bool) -> list[str]:
    match box:
        case "phrase":
            return _quoted(text, "")
        case "near":
            return _quoted(text, f"~{within}")
        case "parts":
            return [_part(chunk.group(), text, chunk.start()) for chunk in _CHUNK.finditer(text)]
        case "none":
            return [f"{_negation(german)}{_bracketed(chunk, read)}" for chunk, read in _words(text)]
    words = [chunk for chunk, _ in _words(text)]
    if box == "any" and len(words) > 1:
        return [f"({(' oder ' if german else ' or ').join(words)})"]
    return words


def _bracketed(chunk: str, read: Query) -> str:
    return f"({chunk})" if isinstance(read, And) else chunk


def _words(text: str) -> Iterator[tuple[str, Query]]:
    """Each word or quoted phrase of a box; a word that looks like an operator stays a word."""
    for found in _CHUNK.finditer(text):
        chunk, at = found.group(), found.start()
        try:
            read = parse(chunk + "," if chunk.casefold() in OPERATORS else chunk)
        except QueryError as error:
            repairs = (f"{text[:at]}{repaired}{text[found.end() :]}".strip() for repaired in error.repairs)
            raise Mistake(error, text, at, tuple(filter(None, repairs))) from error
        if read != EVERYTHING:
            yield (chunk + "," if chunk.casefold() in OPERATORS else chunk), read


def _quoted(text: str, suffix: str) -> list[str]:
    words = _QUOTES.sub(" ", text).strip()
    piece = f'"{words}"{suffix}'
    if not words:
        return []
    try:
        parse(piece)
    except QueryError as error:
        raise Mistake(error, piece) from error
    return [piece]


def _part(chunk: str, text: str, at: int) -> str:
    piece = f"*{chunk.strip('*')}*"
    try:
        parse(piece)
    except QueryError as error:
        raise Mistake(QueryError(error.code, 0, len(chunk), (), chunk), text, at) from error
    return piece


def _in_field(name: str, pieces: list[str], german: bool) -> str:
    text = " ".join(pieces)
    prefix = next((writing.in_field(known, german) for known in TEXT_FIELDS if known == name), "")
    if not prefix or not text:
        return text
    needs_brackets = len(pieces) > 1 or ":" in text or text.startswith(_negation(german))
    return f"{prefix}({text})" if needs_brackets else prefix + text


def _negation(german: bool) -> str:
    return "nicht " if german else "not "


def _box(part: Query, style: Style) -> tuple[str, str]:
    """Where in the form a part of a query belongs, and what is typed there; nowhere: two empty texts."""
    match part:
        case Not(Term() | Phrase(near=None) | Wildcard() as leaf):
            return "none", _leaf(leaf, style)
        case Or(parts) if all(isinstance(leaf, Term | Phrase | Wildcard) for leaf in parts):
            return "any", " ".join(_leaf(leaf, style) for leaf in parts)
        case Phrase(words, near, stems) if not stems and len(words) > 1:
            return ("phrase" if near is None else "near"), " ".join(words)
        case Wildcard(pattern) if _INNER.fullmatch(pattern):
            return "parts", pattern.strip("*")
        case Term() | Phrase() | Wildcard():
            return "all", _leaf(part, style)
        case _:
            return "", ""


def _leaf(leaf: Query, style: Style) -> str:
    return writing.print_query(leaf, style).rpartition(":")[2]
