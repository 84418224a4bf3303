"""For each word of a dictionary the documents that hold it: short lists as they are, long ones as bitmaps.

Layout under a name: `bounds` (t+1) counts all entries before a word; `weights` has one byte an entry for each column;
`at` (t) is the place in `docs` where a list is short, else that in `maps`.
"""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from pyroaring import BitMap

from wirkt.search.files.dictionary import ranges
from wirkt.search.files.mapped import Mapped, Numbers, Spool, Writing, narrow, single

LONG = 1_024
"""Documents from which on a list is a bitmap."""

_DENSE = 24
_OPENED = 300  # entries of short lists that are read in the time one bitmap is opened


def bitmap(numbers: Numbers) -> BitMap:
    """A bitmap of numbers in any order; ascending ones are faster."""
    return BitMap(array("I", numbers.astype(np.uint32, copy=False).tobytes()))


def mapped_bitmap(maps: Any, at: int) -> BitMap:
    """The bitmap that begins there."""
    return BitMap.deserialize(maps[at:])


def distinct(ascending: Numbers) -> Numbers:
    """Each number once."""
    return ascending[np.concatenate([[True], ascending[1:] != ascending[:-1]])] if len(ascending) else ascending


def numbers_of(found: BitMap) -> Numbers:
    """The numbers of a bitmap, ascending."""
    return np.frombuffer(found.to_array(), dtype=np.uint32)


class ListWriting:
    """Lists written word by word, in the order of the dictionary."""

    def __init__(self, writing: Writing, name: str, columns: Sequence[str]) -> None:
        self._writing, self._name = writing, name
        folder = writing.path.parent
        self._docs, self._maps = Spool(np.uint32, folder), Spool(np.uint8, folder)
        self._weights = {column: Spool(np.uint8, folder) for column in columns}
        self._counts: list[Numbers] = []
        self._at: list[Numbers] = []

    def put(self, counts: Numbers, docs: Numbers, weights: Sequence[Numbers]) -> None:
        """The lists of the next words: how long each is, then all their documents and weights."""
        ends = np.cumsum(counts, dtype=np.int64)
        short = counts < LONG
        at = np.cumsum(np.where(short, counts, 0), dtype=np.int64)
        at = at - np.where(short, counts, 0) + self._docs.size
        for number in np.flatnonzero(~short).tolist():
            at[number] = self._maps.size
            self._maps.add_bytes(bitmap(docs[ends[number] - counts[number] : ends[number]]).serialize())
        self._docs.add(docs if short.all() else docs[np.repeat(short, counts)])
        self._counts.append(counts.astype(np.uint32))
        self._at.append(at.astype(np.uint64))
        for spool, new in zip(self._weights.values(), weights, strict=True):
            spool.add(np.minimum(new, 255))

    def finish(self) -> None:
        """Append everything to the file."""
        counts = np.concatenate([np.empty(0, np.uint32), *self._counts])
        starts = np.concatenate([np.zeros(1, np.uint64), np.cumsum(counts, dtype=np.uint64)])
        self._writing.put(f"{self._name}.bounds", narrow(starts))
        self._writing.put(f"{self._name}.at", narrow(np.concatenate([np.empty(0, np.uint64), *self._at])))
        self._writing.put_spool(f"{self._name}.docs", self._docs)
        self._writing.put_spool(f"{self._name}.maps", self._maps)
        for column, spool in self._weights.items():
            self._writing.put_spool(f"{self._name}.{column}", spool)


class Lists:
    """The lists written under a name."""

    def __init__(self, mapped: Mapped, name: str, columns: Sequence[str]) -> None:
        self.starts = mapped.array(f"{name}.bounds")
        self._docs = mapped.array(f"{name}.docs")
        self._at_array = mapped.array(f"{name}.at")
        self.columns = {column: mapped.array(f"{name}.{column}") for column in columns}
        self._starts, self._at = single(self.starts), single(self._at_array)
        self._raw = single(self._docs).cast("B")
        self._maps = mapped.view(f"{name}.maps")

    def length(self, number: int) -> int:
        """How many documents hold the word."""
        held: int = self._starts[number + 1] - self._starts[number]
        return held

    def entries_between(self, first: int, after: int) -> int:
        """How many entries the lists of neighbouring words have together."""
        held: int = self._starts[after] - self._starts[first]
        return held

    def found(self, number: int) -> BitMap:
        """The documents that hold the word."""
        at = self._at[number]
        count = self._starts[number + 1] - self._starts[number]
        if count >= LONG:
            return mapped_bitmap(self._maps, at)
        return BitMap(array("I", bytes(self._raw[at * 4 : (at + count) * 4])))

    def docs(self, number: int) -> Numbers:
        """The same as ascending numbers."""
        at, count = self._at[number], self.length(number)
        held: Numbers = numbers_of(self.found(number)) if count >= LONG else self._docs[at : at + count]
        return held

    def weights(self, number: int, column: str) -> Numbers:
        """How often each of these documents holds the word, at most 255."""
        held: Numbers = self.columns[column][self._starts[number] : self._starts[number + 1]]
        return held

    def lengths(self, numbers: Numbers) -> Numbers:
        """How many documents hold each of these words."""
        held: Numbers = (self.starts[numbers + 1] - self.starts[numbers]).astype(np.int64)
        return held

    def gathered(self, numbers: Numbers) -> Numbers:
        """The lists of these words one behind the other, the short ones first."""
        rare, long = self._parted(numbers)
        return np.concatenate([rare, *map(self.docs, long)]) if long else rare

    def cost(self, numbers: Numbers) -> int:
        """What it takes to unite the lists of these words, in entries of short lists."""
        lengths = self.lengths(numbers)
        short = lengths < LONG
        return int(lengths[short].sum()) + _OPENED * int((~short).sum())

    def any_of(self, numbers: Numbers, size: int) -> BitMap:
        """The documents below `size` that hold any of these words."""
        rare, long = self._parted(numbers)
        if len(rare) > size // _DENSE:
            held = np.zeros(size, bool)
            held[rare] = True
            found = bitmap(np.flatnonzero(held))
        else:
            found = bitmap(np.sort(rare))
        for number in long:
            found |= mapped_bitmap(self._maps, self._at[number])
        return found

    def _parted(self, numbers: Numbers) -> tuple[Numbers, list[int]]:
        """The short lists of these words one behind the other, and the words with long ones."""
        lengths = self.lengths(numbers)
        short = lengths < LONG
        at = self._at_array[numbers[short]].astype(np.int64)
        return self._docs[ranges(at, lengths[short])], numbers[~short].tolist()
