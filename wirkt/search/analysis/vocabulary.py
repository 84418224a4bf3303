"""Known German words with their occurrences: held in memory, or mapped from a file, which costs next to nothing."""

import gzip
import hashlib
import shutil
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from wirkt.search.analysis.pieces import OWN, Counted, Pieces, Ranked, made, ranked
from wirkt.search.files import dictionary
from wirkt.search.files.dictionary import Dictionary
from wirkt.search.files.mapped import Mapped, Writing

RULES = "1"
"""Goes up with each change of how words are stemmed or split."""

_LAWS = Path(__file__).parent / "words" / "laws.tsv.gz"
_LONGEST = 40
_LEAST = 2


@cache
def rules() -> str:
    """A digest of how words are stemmed and split besides counting: the rules' number and our own list."""
    return hashlib.sha256(RULES.encode() + OWN.read_bytes()).hexdigest()[:8]


class Vocabulary(Protocol):
    """Words, folded, and how often each occurs."""

    @property
    def version(self) -> str:
        """The same for two that know the same."""

    @property
    def pieces(self) -> Pieces:
        """What compounds are made of."""

    def count(self, word: str) -> tuple[int, int]:
        """Occurrences, and how many of them have a capital; (0, 0) for an unknown word."""

    def save(self, file: Path) -> None:
        """Write it to a file for `Stored`."""


class Held:
    """In memory."""

    def __init__(self, counts: Mapping[str, tuple[int, int]]) -> None:
        self.counts = counts
        self._ranked = ranked((word, *both) for word, both in counts.items())

    @cached_property
    def version(self) -> str:
        """A digest of all words and of the rules."""
        return f"{self._digest}-{rules()}"

    @cached_property
    def _digest(self) -> str:
        digest = hashlib.sha256()
        for word, both in sorted(self.counts.items()):
            digest.update(f"{word} {both} ".encode())
        return digest.hexdigest()[:16]

    @cached_property
    def pieces(self) -> Pieces:
        """What compounds are made of."""
        return made(self._ranked)

    def count(self, word: str) -> tuple[int, int]:
        """See `Vocabulary`."""
        return self.counts.get(word, (0, 0))

    def save(self, file: Path) -> None:
        """See `Vocabulary`."""
        words = sorted((word.encode(), both) for word, both in self.counts.items())
        with Writing(file) as writing:
            dictionary.write(writing, "words", [word for word, _ in words])
            writing.put("counts", np.array([both[0] for _, both in words], np.uint32))
            writing.put("capitals", np.array([both[1] for _, both in words], np.uint32))
            for name, counts in (("nouns", self._ranked.nouns), ("others", self._ranked.others)):
                writing.put_bytes(name, "\n".join(counts).encode())
                writing.put(f"{name}.counts", np.fromiter(counts.values(), np.uint32, len(counts)))
            writing.finish({"words": self._digest})


class Stored:
    """Mapped from a file. Raises `Damaged`, or `FileNotFoundError`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._mapped = Mapped(file)
        self._words = Dictionary(self._mapped, "words")
        self._counts, self._capitals = self._mapped.view("counts"), self._mapped.view("capitals")
        # By newer rules the same words are split otherwise.
        self.version = f"{self._mapped.facts['words']}-{rules()}"

    @cached_property
    def pieces(self) -> Pieces:
        """Read when the first word is split."""
        return made(Ranked(self._read("nouns"), self._read("others")))

    def _read(self, name: str) -> dict[str, int]:
        words = self._mapped.array(name).tobytes().decode()
        return dict(zip(words.split("\n"), self._mapped.array(f"{name}.counts").tolist(), strict=True)) if words else {}

    def count(self, word: str) -> tuple[int, int]:
        """See `Vocabulary`."""
        number = self._words.number(word.encode())
        return (self._counts[number], self._capitals[number]) if number >= 0 else (0, 0)

    def save(self, file: Path) -> None:
        """See `Vocabulary`."""
        shutil.copyfile(self._file, file)


def counted_in_laws() -> dict[str, tuple[int, int]]:
    """The words that come with wirkt: those of German federal laws and of our own sample releases."""
    counts: dict[str, tuple[int, int]] = {}
    with gzip.open(_LAWS, "rt", encoding="utf-8") as file:
        for line in file:
            word, count, capitals = line.split("\t")
            counts[word] = int(count), int(capitals)
    return counts


def together(known: Mapping[str, tuple[int, int]], more: Iterable[Counted]) -> Held:
    """Known words and those of an index; what is met once there is left out."""
    counts, met = dict(known), dict[str, tuple[int, int]]()
    for word, count, capitals in more:
        if len(word) <= _LONGEST and word.isalpha():
            before = met.get(word, (0, 0))
            met[word] = before[0] + count, before[1] + capitals
    for word, (count, capitals) in met.items():
        before = counts.get(word, (0, 0))
        if before[0] + count >= _LEAST:
            counts[word] = before[0] + count, before[1] + capitals
    return Held(counts)
