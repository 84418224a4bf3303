"""What a segment's words tell a reader: which stood for a term, which are spelt alike, which are telling."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from wirkt.search.analysis.fold import tokenise, write_out
from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.analysis.rows import GROUPS, group_of
from wirkt.search.document import Document
from wirkt.search.engines.grams import LENGTH
from wirkt.search.engines.patterns import words_of
from wirkt.search.engines.primary import part_key
from wirkt.search.engines.segment import Segment
from wirkt.search.files.mapped import Numbers
from wirkt.search.query import And, Keys, Not, Or, Phrase, Query, Term, Wildcard
from wirkt.search.spelling import distance, most_edits

_MOST_WORDS = 2_000
_MOST_ALIKE = 3_000
_TELLING = 12
_SHORTEST = 4
_RARE, _COMMON = 2, 10


def found_as(
    found: Sequence[tuple[Segment, BitMap]], leaf: Term | Phrase | Wildcard, lexicon: Lexicon, limit: int
) -> list[tuple[str, int]]:
    """The words that stand for a leaf, each with the number of found documents that hold it, most first."""
    counts: Counter[str] = Counter()
    for segment, documents in found:
        if documents:
            for word, number in _carried(segment, documents, leaf, lexicon, limit):
                counts[word] += number
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ranked[:limit]


def _carried(
    segment: Segment, documents: BitMap, leaf: Term | Phrase | Wildcard, lexicon: Lexicon, limit: int
) -> Iterator[tuple[str, int]]:
    owners = _standing_for(leaf, segment, lexicon)
    at_most = segment.counted(owners)
    order = np.argsort(-at_most, kind="stable")[:_MOST_WORDS]
    counts: Counter[str] = Counter()
    for owner, most in zip(owners[order].tolist(), at_most[order].tolist(), strict=True):
        # Whoever stands less often than the twelfth counts cannot come before it.
        if len(counts) >= limit and most < sorted(counts.values(), reverse=True)[limit - 1]:
            break
        if number := segment.of_carrier(owner).intersection_cardinality(documents):
            counts[segment.shown(owner)] += number
    yield from counts.items()


def _standing_for(leaf: Term | Phrase | Wildcard, segment: Segment, lexicon: Lexicon) -> Numbers:
    """The carriers and forms of a term; the carriers of a written word or of a pattern's words."""
    if isinstance(leaf, Term):
        numbers = [segment.parts.number(part_key(lexicon.stem(leaf.word, group), group)) for group in GROUPS]
        return np.concatenate([np.empty(0, np.uint32), *(segment.carriers_of(n) for n in numbers if n >= 0)])
    text = leaf.pattern if isinstance(leaf, Wildcard) else leaf.words[0]
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        return np.empty(0, np.uint32)
    words = words_of(text, segment) if is_pattern(text) else _one(segment.exact.number(text.encode()))
    carriers = np.asarray(segment.exact_carriers)
    return np.concatenate(
        [np.empty(0, np.int64), *(np.arange(carriers[n], carriers[n + 1]) for n in _most(words, segment))]
    )


def _one(number: int) -> Numbers:
    return np.array([number] if number >= 0 else [], np.int64)


def _most(words: Numbers, segment: Segment) -> Sequence[int]:
    lengths = segment.exact_lists.lengths(words)
    some: list[int] = words[np.argsort(-lengths, kind="stable")[:_MOST_WORDS]].tolist()
    return some


def words_like(held: Sequence[tuple[Segment, BitMap]], word: str, limit: int) -> list[tuple[str, int]]:
    """Words within one edit, from eight letters on two, with the number of documents holding each, nearest first.

    Of each segment its documents that are not dropped: a word that no other has does not exist.
    """
    sought = write_out(word)
    most = most_edits(sought)
    counts: Counter[str] = Counter()
    far: dict[str, int] = {}
    for segment, documents in held:
        for number in _perhaps(sought, most, segment).tolist():
            other = segment.exact[number].decode()
            away = distance(sought, other, most)
            if 0 < away <= most and (count := segment.exact_lists.found(number).intersection_cardinality(documents)):
                shown = segment.shown_word(number)
                counts[shown] += count
                far[shown] = away
    ranked = sorted(counts.items(), key=lambda one: (far[one[0]], -one[1], one[0]))
    return ranked[:limit]


def _perhaps(sought: str, most: int, segment: Segment) -> Numbers:
    """Words of about the length that share one of the pieces at least one of which no edit has touched."""
    pieces = most + 1
    raw = sought.encode()
    bounds = [len(raw) * place // pieces for place in range(pieces + 1)]
    found = [np.empty(0, np.int64)]
    for first, after in pairwise(bounds):
        piece = raw[first:after]
        if len(piece) >= LENGTH:
            found.append(segment.grams.holding(piece, lambda _: None).astype(np.int64))
        elif first == 0:
            span = segment.exact.beginning(piece)
            found.append(np.arange(span.start, span.stop))
    numbers = np.unique(np.concatenate(found))
    lengths = (segment.exact.starts[numbers + 1] - segment.exact.starts[numbers]).astype(np.int64)
    numbers = numbers[np.abs(lengths - len(raw)) <= most]
    return numbers[np.argsort(-segment.exact_lists.lengths(numbers), kind="stable")[:_MOST_ALIKE]]


def alike(document: Document, segments: Sequence[Segment], lexicon: Lexicon) -> Query:
    """A query for what shares two of the document's most telling words or more, itself left out."""
    words = [Term(word) for word in _telling(document, segments, lexicon)]
    pairs = tuple(And((one, other)) for place, one in enumerate(words[: _TELLING // 2]) for other in words[place + 1 :])
    return And((Or(pairs), Not(Keys(frozenset({document.key})))))


def _telling(document: Document, segments: Sequence[Segment], lexicon: Lexicon) -> list[str]:
    """Words that stand here often and elsewhere seldom, the most telling first; of one stem the first met."""
    group = group_of(document.language)
    texts = (text for values in document.texts.values() for text in values)
    words: dict[str, list[str]] = {}
    for word in (token.word for text in texts for token in tokenise(text)):
        if len(word) >= _SHORTEST and not word.isdigit():
            words.setdefault(lexicon.stem(word, group), []).append(word)
    every = sum(segment.size for segment in segments)
    weights: list[tuple[float, str]] = []
    for stem, met in words.items():
        among = _among(part_key(stem, group), segments)
        if _RARE <= among <= max(every / _COMMON, 10):
            weights.append(((1 + math.log(len(met))) * math.log(1 + every / among), met[0]))
    return [word for _, word in sorted(weights, reverse=True)[:_TELLING]]


def _among(part: bytes, segments: Sequence[Segment]) -> int:
    numbers = [(segment, segment.parts.number(part)) for segment in segments]
    return sum(segment.part_lists.length(number) for segment, number in numbers if number >= 0)
