"""Which words hold three letters in a row: how patterns that begin with a sign find their words."""

import numpy as np

from wirkt.search.engines.lists import distinct
from wirkt.search.engines.mapped import Mapped, Numbers, Writing

LENGTH = 3
_BLOCK = 4_000_000


def write(writing: Writing, words: list[bytes]) -> None:
    """For each three bytes in a row the numbers of the words that hold them."""
    content = np.frombuffer(b"".join(words), np.uint8).astype(np.uint64)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    owners = np.repeat(np.arange(len(words), dtype=np.uint64), lengths)
    found = [np.empty(0, np.uint64)]
    for first in range(0, len(content) - LENGTH + 1, _BLOCK):
        some, owner = content[first : first + _BLOCK + 2], owners[first : first + _BLOCK + 2]
        inside = owner[:-2] == owner[2:]
        codes = some[:-2] << np.uint64(16) | some[1:-1] << np.uint64(8) | some[2:]
        found.append(distinct(np.sort((codes << np.uint64(32) | owner[:-2])[inside])))
    keys = distinct(np.sort(np.concatenate(found)))
    codes = keys >> np.uint64(32)
    begins = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(keys) else np.empty(0, np.int64)
    writing.put("grams.codes", codes[begins].astype(np.uint32))
    writing.put("grams.starts", np.append(begins, len(keys)).astype(np.uint64))
    writing.put("grams.words", (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32))


class Grams:
    """The lists written with a segment."""

    def __init__(self, mapped: Mapped) -> None:
        self._codes = mapped.array("grams.codes")
        self._starts = mapped.array("grams.starts")
        self._words = mapped.array("grams.words")

    def holding(self, literal: bytes) -> Numbers:
        """The words that hold all runs of three of a literal of three or more bytes: few others than holders of it."""
        lists = sorted((self._of(literal[at : at + LENGTH]) for at in range(len(literal) - LENGTH + 1)), key=len)
        found = lists[0]
        for other in lists[1:]:
            if not len(found):
                break
            at = np.minimum(np.searchsorted(other, found), len(other) - 1)
            found = found[other[at] == found]
        return found

    def _of(self, three: bytes) -> Numbers:
        code = int.from_bytes(three, "big")
        at = int(np.searchsorted(self._codes, np.uint32(code)))
        if at == len(self._codes) or self._codes[at] != code:
            return self._words[:0]
        return self._words[int(self._starts[at]) : int(self._starts[at + 1])]
