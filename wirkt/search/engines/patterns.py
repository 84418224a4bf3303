"""Which words of a segment a pattern stands for."""

import re

import numpy as np

from wirkt.search.analysis.patterns import SIGNS, Pattern, pattern
from wirkt.search.engines.grams import LENGTH
from wirkt.search.engines.segment import Segment
from wirkt.search.files.mapped import Numbers


def words_of(text: str, segment: Segment) -> Numbers:
    """The numbers of all words that fit, ascending."""
    sought = pattern(text)
    prefix = sought.prefix.encode()
    runs = [run.encode() for run in SIGNS.split(sought.text)]
    if sought.text == f"{sought.prefix}*":
        found = segment.exact.beginning(prefix)
        return np.arange(found.start, found.stop)
    if sought.plain is not None and len(runs) == 2 and not prefix:
        return _ending(runs[1], _candidates(runs[1], b"", segment), segment)
    candidates = _candidates(max(runs, key=len), prefix, segment)
    if sought.plain is not None and len(runs) == 3 and not runs[0] and not runs[2] and len(runs[1]) <= LENGTH:
        return candidates
    return candidates[_fits(sought, candidates, segment)]


def _candidates(literal: bytes, prefix: bytes, segment: Segment) -> Numbers:
    """Few words that may fit, none left out that does."""
    if prefix:
        span = segment.exact.beginning(prefix)
        if len(span) < 1_000 or len(literal) < LENGTH:
            return np.arange(span.start, span.stop)
    found = segment.grams.holding(literal) if len(literal) >= LENGTH else _scanned(literal, segment)
    return found[(found >= span.start) & (found < span.stop)] if prefix else found


def _scanned(literal: bytes, segment: Segment) -> Numbers:
    """The words that hold one or two bytes in a row, or none: by reading all."""
    if not literal:
        return np.arange(len(segment.exact))
    content, starts = segment.exact.bytes, segment.exact.starts
    at = np.flatnonzero(content == literal[0]) if len(literal) == 1 else _two(content, literal)
    words = np.searchsorted(starts, at, side="right") - 1
    if len(literal) == 2:
        words = words[at + 1 < starts[words + 1]]
    return words[np.concatenate([[True], words[1:] != words[:-1]])] if len(words) else words


def _two(content: Numbers, literal: bytes) -> Numbers:
    return np.flatnonzero((content[:-1] == literal[0]) & (content[1:] == literal[1]))


def _ending(literal: bytes, candidates: Numbers, segment: Segment) -> Numbers:
    starts, content = segment.exact.starts, segment.exact.bytes
    ends = starts[candidates + 1].astype(np.int64)
    long = ends - starts[candidates].astype(np.int64) >= len(literal)
    candidates, ends = candidates[long], ends[long]
    fits = np.ones(len(candidates), bool)
    for place, byte in enumerate(reversed(literal), 1):
        fits &= content[ends - place] == byte
    return candidates[fits]


def _fits(sought: Pattern, candidates: Numbers, segment: Segment) -> Numbers:
    words = segment.exact.joined(candidates)
    if sought.plain is None:
        fitting = [sought.matches(word.decode()) for word in words.split(b"\n")[:-1]]
        return np.array(fitting, bool)
    # Words are lines; each line that fits is a match that begins where the line does.
    lines = re.compile(rb"^(?:" + _bytes_of(sought) + rb")$", re.MULTILINE)
    begins = np.array([found.start() for found in lines.finditer(words)], np.int64)
    breaks = np.flatnonzero(np.frombuffer(words, np.uint8) == ord("\n"))
    firsts = np.concatenate([[0], breaks[:-1] + 1]) if len(breaks) else breaks
    return np.isin(firsts, begins, assume_unique=True)


def _bytes_of(sought: Pattern) -> bytes:
    first, *runs = (re.escape(run.encode()) for run in sought.text.split("*"))
    if not runs:
        return first
    *inner, last = runs
    return first + b"".join(rb"(?>[^\n]*?" + run + rb")" for run in inner) + rb"[^\n]*" + last
