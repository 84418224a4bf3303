"""Which words of a segment a pattern stands for."""

import re

import numpy as np

from wirkt.search.analysis.patterns import SIGNS, Pattern, pattern
from wirkt.search.engines.grams import END, LENGTH, Spend
from wirkt.search.engines.segment import Segment
from wirkt.search.files.mapped import Numbers

_FEW = 1_000
_LINE = 8  # entries of lists that are read in the time one word is compared


def words_of(text: str, segment: Segment, spend: Spend = lambda _: None) -> Numbers:
    """The numbers of all words that fit, ascending. `spend` is told what it takes before it is done."""
    sought = pattern(text)
    if sought.text == f"{sought.prefix}*":
        found = segment.exact.beginning(sought.prefix.encode())
        spend(len(found))
        return np.arange(found.start, found.stop)
    literals = _literals(sought)
    literal = max(literals, key=len, default=b"")
    if sought.plain and not sought.prefix and len(literals) == 1 and len(literal) <= LENGTH and _is_told(literal):
        # A literal of up to three bytes behind a star is held by just these words.
        return segment.grams.holding(literal, spend)
    candidates = _candidates(literal, sought.prefix.encode(), segment, spend)
    spend(len(candidates) * _LINE)
    return candidates[_fits(sought, candidates, segment)]


def _literals(sought: Pattern) -> list[bytes]:
    """The runs of letters behind the first sign, the last with the end of the word."""
    _, *runs = (run.encode() for run in SIGNS.split(sought.text))
    if runs:
        runs[-1] += END
    return [run for run in runs if run and run != END]


def _is_told(literal: bytes) -> bool:
    """A single letter before the end is missing where it is the whole word."""
    return len(literal.removesuffix(END)) > 1


def _candidates(literal: bytes, prefix: bytes, segment: Segment, spend: Spend) -> Numbers:
    """Few words that may fit, none left out that does."""
    span = segment.exact.beginning(prefix)
    if len(span) < _FEW or not _is_told(literal):
        return np.arange(span.start, span.stop)
    found = segment.grams.holding(literal, spend)
    return found[(found >= span.start) & (found < span.stop)] if prefix else found


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
