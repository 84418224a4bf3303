"""The passage of a text that shows best why it was found, its words marked at their exact places."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.analysis.rows import group_of
from wirkt.search.document import Document
from wirkt.search.marking import Mark, marks, merged, place
from wirkt.search.query import Query, TextField
from wirkt.search.tree import worded

_SHOWN: tuple[TextField, ...] = ("lead", "body")
_BEFORE = 80
_SENTENCE = re.compile(r"[.!?:]\s+|\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is marked as a whole or not at all."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of a text; the more of the query's parts it shows, the better, then the more marks."""

    rank: tuple[int, int]
    text: str
    start: int
    end: int
    places: Sequence[tuple[int, int]]


def marked(
    query: Query, text: str, field: TextField | None, language: str, lexicon: Lexicon | None = None
) -> tuple[Piece, ...]:
    """A whole text of a field, such as a title, in pieces. Nothing under `not` is marked."""
    places = merged((mark.start, mark.end) for _, mark in _marks(query, text, field, language, lexicon))
    return tuple(_pieces(text, 0, len(text), places))


def snippet(
    query: Query, document: Document, lexicon: Lexicon | None = None, *, length: int = 240
) -> tuple[Piece, ...]:
    """The best passage of lead or body, at most `length` code points and dots where it was cut; without words the
    beginning."""
    best: _Passage | None = None
    for field in _SHOWN:
        for text in document.texts.get(field, ()):
            for passage in _passages(query, text, field, document.language, length, lexicon):
                if best is None or passage.rank > best.rank:
                    best = passage
    if best is None:
        return ()
    before = [Piece("… ")] if best.start else []
    after = [Piece(" …")] if best.end < len(best.text.rstrip()) else []
    return (*before, *_pieces(best.text, best.start, best.end, best.places), *after)


def _passages(
    query: Query, text: str, field: TextField, language: str, length: int, lexicon: Lexicon | None
) -> Iterator[_Passage]:
    """A passage at the beginning and one for each mark."""
    if not text.strip():
        return
    found = sorted(_marks(query, text, field, language, lexicon), key=lambda one: (one[1].start, one[1].end))
    places = merged((mark.start, mark.end) for _, mark in found)
    starts = [mark.start for _, mark in found]
    for wanted in dict.fromkeys((0, *starts)):
        start = _beginning(text, wanted, length)
        end = _ending(text, start, length)
        shown = [
            (leaf, mark)
            for leaf, mark in found[bisect_left(starts, start) : bisect_left(starts, end)]
            if mark.end <= end
        ]
        rank = (len({leaf for leaf, _ in shown}), len({mark.start for _, mark in shown}))
        yield _Passage(rank, text, start, end, places)


def _marks(
    query: Query, text: str, field: TextField | None, language: str, lexicon: Lexicon | None
) -> Iterator[tuple[int, Mark]]:
    """Each mark with the number of the part it belongs to."""
    sought = [leaf for leaf in worded(query) if leaf.field in (None, field)]
    if sought:
        placed = place(text, group_of(language), lexicon)
        for number, leaf in enumerate(sought):
            yield from ((number, mark) for mark in marks(leaf, placed))


def _beginning(text: str, wanted: int, length: int) -> int:
    """A little before the mark: where its sentence begins, else a word."""
    earliest = max(0, wanted - min(_BEFORE, length // 3))
    if earliest == 0:
        return len(text) - len(text.lstrip())
    sentences = [found.end() for found in _SENTENCE.finditer(text, earliest, wanted)]
    if sentences:
        return sentences[0]
    blank = re.compile(r"\s+").search(text, earliest, wanted)
    return blank.end() if blank else wanted


def _ending(text: str, start: int, length: int) -> int:
    """The last blank within the length, else the length."""
    whole = len(text.rstrip())
    if whole <= start + length:
        return whole
    blanks = [found.start() for found in re.finditer(r"\s+", text[start : start + length + 1])]
    return start + (blanks[-1] if blanks and blanks[-1] else length)


def _pieces(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in places:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], True)
        at = last
    if at < end:
        yield Piece(text[at:end])
