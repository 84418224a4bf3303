"""Relevance: which of the found documents speak most of the words asked for.

For each word x of the query, in the query's language: the greatest of stem(x); 0.7 times parts(x) and its own parts
p, each parts(p) / root of their number; 0.3 times exact(x). Each is BM25 (Robertson, Zaragoza 2009) with k1 1.2 and
b 0.75; a word in the title counts three times. A word in quotation marks scores as it is written, in full. Patterns and
criteria do not score.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from pyroaring import BitMap

from wirkt.search.analysis.fold import write_out
from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.analysis.rows import Group
from wirkt.search.analysis.voting import language_of
from wirkt.search.engines.lists import Lists, numbers_of
from wirkt.search.engines.primary import part_key
from wirkt.search.engines.segment import Segment
from wirkt.search.files.mapped import Numbers
from wirkt.search.query import Phrase, Query, Term
from wirkt.search.tree import worded

K1, B = 1.2, 0.75
_PARTS, _EXACT = 0.7, 0.3
_DENSE = 64
_ROW = 64

MOST_SCORED = 1_000_000
"""Documents that are scored word by word before the most frequent words of a long query are left out."""


def asked(query: Query) -> tuple[tuple[str, bool], ...]:
    """The words that score, and whether each is meant exactly as written: those not under `not`, of phrases too."""
    words: list[tuple[str, bool]] = []
    for leaf in worded(query):
        if isinstance(leaf, Term):
            words.append((leaf.word, False))
        elif isinstance(leaf, Phrase):
            words += ((word, not leaf.stems) for word in leaf.words if not is_pattern(word))
    return tuple(dict.fromkeys(words))


@dataclass(frozen=True)
class _Stream:
    """One list to score by: of the words as written, or of parts and how they are counted."""

    key: bytes
    column: str
    written: bool = False

    def lists(self, segment: Segment) -> tuple[int, Lists]:
        if self.written:
            return segment.exact.number(self.key), segment.exact_lists
        return segment.parts.number(self.key), segment.part_lists


@dataclass(frozen=True)
class Word:
    """The streams of one word of the query; one in quotation marks scores as it is written only."""

    quoted: bool
    stem: _Stream
    parts: _Stream
    within: tuple[_Stream, ...]
    exact: _Stream


@dataclass
class Ranking:
    """Scores documents of any segment of one generation alike."""

    segments: Sequence[Segment]
    lexicon: Lexicon
    _norms: dict[int, Numbers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = sum(segment.size for segment in self.segments)
        # Where no document holds a word there is no length to compare with.
        self.average = sum(int(s.lengths.sum()) for s in self.segments) / max(1, self.documents) or 1.0

    def words(self, query: Query) -> list[Word]:
        """What scores, ready to be looked up."""
        words = asked(query)
        group = language_of([word for word, _ in words]) or "de"
        return [self._word(word, quoted, group) for word, quoted in words]

    def _word(self, word: str, quoted: bool, group: Group) -> Word:
        stem = part_key(self.lexicon.stem(word, group), group)
        leaves = () if quoted else self.lexicon.leaves(word, group)
        within = [part_key(self.lexicon.stem(leaf, group), group) for leaf in leaves]
        return Word(
            quoted,
            _Stream(stem, "stems"),
            _Stream(stem, "weights"),
            tuple(_Stream(part, "weights") for part in within),
            _Stream(write_out(word).encode(), "weights", written=True),
        )

    def scores(self, words: Sequence[Word], found: BitMap, segment: Segment) -> tuple[Numbers, Numbers]:
        """The found documents, ascending, and the score of each."""
        docs = numbers_of(found)
        norms = self._norm(segment)[docs]
        total = np.zeros(len(docs), np.float32)
        for word in self._affordable(words, len(docs), segment):
            if word.quoted:
                mine, values = self._scored(word.exact, docs, norms, segment)
                total[mine] += values
            else:
                total += self._whole(word, docs, norms, segment)
        return docs, total

    def _whole(self, word: Word, docs: Numbers, norms: Numbers, segment: Segment) -> Numbers:
        """The score of one word for each document."""
        whole, parts = np.zeros((2, len(docs)), np.float32)
        mine, values = self._scored(word.parts, docs, norms, segment)
        parts[mine] = values
        for part in word.within:
            mine, values = self._scored(part, docs, norms, segment)
            parts[mine] += values / np.float32(math.sqrt(len(word.within)))
        mine, values = self._scored(word.stem, docs, norms, segment)
        whole[mine] = values
        np.maximum(whole, np.float32(_PARTS) * parts, out=whole)
        mine, values = self._scored(word.exact, docs, norms, segment)
        whole[mine] = np.maximum(whole[mine], np.float32(_EXACT) * values)
        return whole

    def _affordable(self, words: Sequence[Word], docs: int, segment: Segment) -> Iterable[Word]:
        """The rarest words first, until enough is read: words that nearly all hold decide nothing."""
        entries = {id(word): self._length(word.parts, segment) + self._length(word.exact, segment) for word in words}
        spent = 0
        for word in sorted(words, key=lambda word: entries[id(word)]):
            yield word
            spent += min(docs, entries[id(word)])
            if spent > MOST_SCORED:
                break

    def _length(self, stream: _Stream, segment: Segment) -> int:
        number, lists = stream.lists(segment)
        return lists.length(number) if number >= 0 else 0

    def _scored(
        self, stream: _Stream, docs: Numbers, norms: Numbers, segment: Segment
    ) -> tuple[Numbers | slice, Numbers]:
        """Which of these documents one stream scores, and BM25 of each."""
        number, lists = stream.lists(segment)
        if number < 0 or not len(docs):
            return slice(0, 0), norms[:0]
        mine, counts = _counted(docs, lists.docs(number), lists.weights(number, stream.column), segment.size)
        times = counts.astype(np.float32)
        return mine, np.float32(self._rarity(stream) * (K1 + 1)) * times / (times + norms[mine])

    def _rarity(self, stream: _Stream) -> float:
        among = 0
        for segment in self.segments:
            number, lists = stream.lists(segment)
            if number >= 0:
                among += segment.stemmed[number] if stream.column == "stems" else lists.length(number)
        return math.log(1 + (self.documents - among + 0.5) / (among + 0.5))

    def _norm(self, segment: Segment) -> Numbers:
        """What the length of each document takes off."""
        known = self._norms.get(id(segment))
        if known is None:
            known = (K1 * (1 - B + B * segment.lengths / self.average)).astype(np.float32)
            self._norms[id(segment)] = known
        return known


def _counted(docs: Numbers, held: Numbers, counts: Numbers, size: int) -> tuple[Numbers | slice, Numbers]:
    """Where documents of a list stand among others, and how often each has the word."""
    if len(docs) == len(held) and np.array_equal(docs, held):
        return slice(None), counts
    if min(len(docs), len(held)) * _DENSE > size:
        dense = np.zeros(size, np.uint8)
        dense[held] = counts
        return slice(None), dense[docs]
    if len(docs) <= len(held):
        at = np.minimum(np.searchsorted(held, docs), len(held) - 1)
        mine = np.flatnonzero(held[at] == docs)
        return mine, counts[at[mine]]
    at = np.minimum(np.searchsorted(docs, held), len(docs) - 1)
    theirs = np.flatnonzero(docs[at] == held)
    return at[theirs], counts[theirs]


def best(docs: Numbers, scores: Numbers, count: int) -> list[tuple[int, float]]:
    """The best documents with their scores, of equal ones the newest first."""
    chosen = _at_least_so_many(scores, count)
    order = chosen[np.lexsort((-docs[chosen].astype(np.int64), -scores[chosen]))][:count]
    return list(zip(docs[order].tolist(), scores[order].tolist(), strict=True))


def _at_least_so_many(scores: Numbers, count: int) -> Numbers:
    """Where the best scores stand, in order: no better one is left out, of equal ones the last are kept."""
    rows = len(scores) // _ROW
    if rows > count:
        # The best of each row: as many rows as are wanted hold one at least as good as this.
        highest = scores[: rows * _ROW].reshape(rows, _ROW).max(axis=1)
        bound = np.partition(highest, rows - count)[rows - count]
        chosen = np.flatnonzero(scores >= bound)
    else:
        chosen = np.arange(len(scores))
    if len(chosen) <= 2 * count:
        return chosen
    some = scores[chosen]
    least = np.partition(some, len(some) - count)[len(some) - count]
    above = np.flatnonzero(some > least)
    level = np.flatnonzero(some == least)[-(count - len(above)) :]
    kept: Numbers = chosen[np.sort(np.concatenate([above, level]))]
    return kept
