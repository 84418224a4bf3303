"""Byte strings in sorted order, found by number, by name and by beginning; mapped, not held in memory."""

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from wirkt.search.files.mapped import Mapped, Numbers, Writing, narrow, single


def write(writing: Writing, name: str, words: Sequence[bytes]) -> None:
    """Write sorted, distinct words: their bytes, where each begins, and a table to find one by its checksum."""
    ends = np.cumsum(np.fromiter(map(len, words), np.uint64, len(words)), dtype=np.uint64)
    writing.put_bytes(f"{name}.bytes", b"".join(words))
    writing.put(f"{name}.starts", narrow(np.concatenate([np.zeros(1, np.uint64), ends])))
    bits = max(1, (len(words) - 1).bit_length())
    sums = np.fromiter(map(zlib.crc32, words), np.uint32, len(words)) & np.uint32((1 << bits) - 1)
    writing.put(f"{name}.sorted", np.argsort(sums, kind="stable").astype(np.uint32))
    counts = np.bincount(sums, minlength=1 << bits)
    writing.put(f"{name}.slots", np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32))


class Dictionary:
    """The words written under a name."""

    def __init__(self, mapped: Mapped, name: str) -> None:
        self.bytes = mapped.array(f"{name}.bytes")
        self.starts = mapped.array(f"{name}.starts")
        self._content = single(self.bytes)
        self._starts = single(self.starts)
        self._sorted = mapped.view(f"{name}.sorted")
        self._slots = mapped.view(f"{name}.slots")
        self._mask = len(self._slots) - 2

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._content[self._starts[number] : self._starts[number + 1]])

    def __iter__(self) -> Iterator[bytes]:
        content, starts = self.bytes.tobytes(), self.starts.tolist()
        return (content[starts[number] : starts[number + 1]] for number in range(len(self)))

    def number(self, word: bytes) -> int:
        """The number of a word, -1 if it is not there."""
        slot = zlib.crc32(word) & self._mask
        starts, content = self._starts, self._content
        for place in range(self._slots[slot], self._slots[slot + 1]):
            number: int = self._sorted[place]
            if content[starts[number] : starts[number + 1]] == word:
                return number
        return -1

    def beginning(self, prefix: bytes) -> range:
        """The numbers of all words that begin so."""
        return range(self._first(prefix), self._first(prefix + b"\xff"))

    def _first(self, word: bytes) -> int:
        """The number of the first word not before this one."""
        low, high = 0, len(self)
        starts, content = self._starts, self._content
        while low < high:
            middle = (low + high) // 2
            if bytes(content[starts[middle] : starts[middle + 1]]) < word:
                low = middle + 1
            else:
                high = middle
        return low

    def joined(self, numbers: Numbers) -> bytes:
        """These words, each with a line feed behind it."""
        starts = self.starts[numbers].astype(np.int64)
        lengths = self.starts[numbers + 1].astype(np.int64) - starts
        ends = np.cumsum(lengths + 1)
        copied = np.full(int(ends[-1]) if len(ends) else 0, ord("\n"), np.uint8)
        inside = np.ones(len(copied), bool)
        inside[ends - 1] = False
        copied[inside] = self.bytes[ranges(starts, lengths)]
        return copied.tobytes()


def ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """The numbers starts[0] .. starts[0]+lengths[0]-1, then those of the next, and so on; int64."""
    total = int(lengths.sum())
    if total == 0:
        return np.empty(0, np.int64)
    before = np.cumsum(lengths) - lengths
    found: Numbers = np.arange(total, dtype=np.int64) + np.repeat(starts.astype(np.int64) - before, lengths)
    return found
