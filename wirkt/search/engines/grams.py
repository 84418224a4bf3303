"""Which words hold three letters in a row, the end of the word being one: how patterns find their words."""

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from wirkt.search.engines.lists import distinct
from wirkt.search.files.mapped import Mapped, Numbers, Writing

LENGTH = 3
END = b"\n"

Spend: TypeAlias = Callable[[int], None]
"""Told before work is done how much it is, in entries of a list; raises where that is too much."""

_BLOCK = 4_000_000
# First bytes, in turns of about the same number of words: a fifth of the memory.
_TURNS = (0, ord("e"), ord("i"), ord("n"), ord("s"), 256)


def write(writing: Writing, words: list[bytes]) -> None:
    """For each three bytes in a row the numbers of the words that hold them; a word ends with a line feed."""
    content = np.frombuffer(b"\n".join([*words, b""]), np.uint8)
    lengths = np.fromiter(map(len, words), np.int64, len(words)) + 1
    owners = np.repeat(np.arange(len(words), dtype=np.uint32), lengths)
    codes, counts, numbers = [], [], []
    for first, after in pairwise(_TURNS):
        keys = _keys(content, owners, first, after)
        some = (keys >> np.uint64(32)).astype(np.uint32)
        begins = np.flatnonzero(np.concatenate([[True], some[1:] != some[:-1]])) if len(some) else np.empty(0, np.int64)
        codes.append(some[begins])
        counts.append(np.diff(np.append(begins, len(some))))
        numbers.append((keys & np.uint64(0xFFFFFFFF)).astype(np.uint32))
    writing.put("grams.codes", np.concatenate(codes))
    writing.put("grams.starts", np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.uint64))
    writing.put("grams.words", np.concatenate(numbers))


def _keys(content: Numbers, owners: Numbers, first: int, after: int) -> Numbers:
    """Three bytes and a word in one number each, sorted, of all that begin with a byte in between."""
    found = [np.empty(0, np.uint64)]
    for start in range(0, len(content) - LENGTH + 1, _BLOCK):
        some = content[start : start + _BLOCK + 2]
        owner = owners[start : start + _BLOCK + 2]
        here = np.flatnonzero((owner[:-2] == owner[2:]) & (some[:-2] >= first) & (some[:-2] < after))
        code = some[here].astype(np.uint64) << np.uint64(16) | some[here + 1].astype(np.uint64) << np.uint64(8)
        code |= some[here + 2]
        found.append(code << np.uint64(32) | owner[here])
    keys = np.concatenate(found)
    keys.sort()
    return distinct(keys)


class Grams:
    """The lists written with a segment."""

    def __init__(self, mapped: Mapped) -> None:
        self._codes = mapped.array("grams.codes")
        self._starts = mapped.array("grams.starts")
        self._words = mapped.array("grams.words")

    def holding(self, literal: bytes, spend: Spend) -> Numbers:
        """The words, ascending, that hold all runs of three of a literal, END at its end being the word's end.

        For two or three bytes just the words that hold them, for more a few others. `spend` is asked before each step.
        """
        if len(literal) < LENGTH:
            return self._beginning(literal, spend)
        lists = sorted((self._of(literal[at : at + LENGTH]) for at in range(len(literal) - LENGTH + 1)), key=len)
        found = lists[0]
        spend(len(found) * len(lists))
        for other in lists[1:]:
            if not len(found):
                break
            at = np.minimum(np.searchsorted(other, found), len(other) - 1)
            found = found[other[at] == found]
        return found

    def _beginning(self, literal: bytes, spend: Spend) -> Numbers:
        """One or two bytes are the beginning of whatever three follow."""
        low = int.from_bytes(literal.ljust(LENGTH, b"\0"), "big")
        high = int.from_bytes(literal.ljust(LENGTH, b"\xff"), "big")
        first = int(self._starts[int(np.searchsorted(self._codes, np.uint32(low)))])
        after = int(self._starts[int(np.searchsorted(self._codes, np.uint32(high), side="right"))])
        spend(after - first)
        return distinct(np.sort(self._words[first:after]))

    def _of(self, three: bytes) -> Numbers:
        code = int.from_bytes(three, "big")
        at = int(np.searchsorted(self._codes, np.uint32(code)))
        if at == len(self._codes) or self._codes[at] != code:
            return self._words[:0]
        return self._words[int(self._starts[at]) : int(self._starts[at + 1])]
