"""Words that share an end or a beginning: `Innovations- und Netzwerkförderung`, `Holzbau, -handel oder -transport`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wirkt.search.analysis.fold import Token
from wirkt.search.analysis.forms import Form, Row

_BETWEEN = frozenset(
    "und oder bzw beziehungsweise sowie wie als auch noch bis statt u o and or plus respektive resp et weder sondern "
    "nicht nur entweder samt inklusive inkl der die das den dem des".split()
)
_FAR = 3
"""Other words that may stand between: `Film- und digitale Medienförderung`."""

_HYPHEN = "[-\u2010\u2011\u2013]"
_STARTS = re.compile(rf"[\"„“»«(/&]*{_HYPHEN}\w")
_ENDS = re.compile(rf"\w{_HYPHEN}[\"“”»«)]*[,;/&]?$")
_SHARED_END = re.compile(rf"{_HYPHEN}[/&+]|{_HYPHEN}\)[/&+]")
_SHARED_START = re.compile(rf"[/&+]{_HYPHEN}")
_IN_BRACKETS = re.compile(rf"{_HYPHEN}\)")


def starts(chunk: str) -> bool:
    """Whether the beginning of a chunk's first word stands elsewhere."""
    return _STARTS.match(chunk) is not None


def ends(chunk: str) -> bool:
    """Whether the end of a chunk's last word stands elsewhere."""
    return _ENDS.search(chunk) is not None


def within(chunk: str, found: tuple[Token, ...]) -> Iterator[Form]:
    """Ellipses in one chunk: `Innovations-/Netzwerkförderung`, `Holzbau/-handel`, `(Groß-)Handel`."""
    for place in range(1, len(found)):
        before, behind = found[place - 1], found[place]
        between, words = chunk[before.end : behind.start], (before.word, behind.word)
        if _SHARED_END.fullmatch(between):
            yield Form(place - 1, place, "open_end", words)
        elif _IN_BRACKETS.fullmatch(between):
            yield Form(place - 1, place, "joined", words)
        elif _SHARED_START.fullmatch(between) and not behind.word.startswith("in"):
            yield Form(place - 1, place, "open_start", words)


@dataclass
class _Reading:
    """What was read of a text so far."""

    waiting: list[tuple[int, str]] = field(default_factory=list)
    before: tuple[int, tuple[str, ...]] | None = None
    far: int = 0
    since: int = 0


def across(some: Sequence[Row]) -> Iterator[Form]:
    """Ellipses of a whole text, in its own count of tokens."""
    reading, at = _Reading(), 0
    for row in some:
        if row.words:
            yield from _read(reading, row, at)
        at += len(row.words)


def _read(reading: _Reading, row: Row, at: int) -> Iterator[Form]:
    last = at + len(row.words) - 1
    if row.starts and reading.before and len(row.words) == 1:
        first, words = reading.before
        yield Form(first, at, "open_start", (*words, row.words[0]))
    if row.ends:
        if not row.starts:
            reading.waiting.append((last, row.words[-1]))
        reading.far = 0
    elif not row.starts and not _BETWEEN.issuperset(row.words):
        yield from _whole(reading, row, at)


def _whole(reading: _Reading, row: Row, at: int) -> Iterator[Form]:
    """A word that may lend its end to those that wait, and its beginning to those that come."""
    words, last = _compound(row)
    capital = row.capitals[0]
    if capital or not reading.before or reading.since >= _FAR:
        reading.before, reading.since = (at + last, words), 0
    else:
        reading.since += 1
    for place, word in reading.waiting:
        yield Form(place, at + last, "open_end", (word, *words))
    if capital or reading.far >= _FAR:
        reading.waiting.clear()
    reading.far += 1


def _compound(row: Row) -> tuple[tuple[str, ...], int]:
    """The first word of a chunk with what hyphens bind to it, and where it ends."""
    for form in row.forms:
        if form.kind == "joined" and form.first == 0:
            return form.words, form.last
    return row.words[:1], 0
