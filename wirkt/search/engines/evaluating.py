"""What a query finds in one segment, as a bitmap: exactly the documents that `match` accepts, or a refusal."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TypeGuard, assert_never
from zoneinfo import ZoneInfo

import numpy as np
from pyroaring import BitMap

from wirkt.search.analysis.fold import cut
from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.analysis.rows import GROUPS, Group
from wirkt.search.engines import adjacency
from wirkt.search.engines.moments import midnight
from wirkt.search.engines.patterns import words_of
from wirkt.search.engines.segment import Segment, united
from wirkt.search.errors import QueryError
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard
from wirkt.search.tree import Leaf

_MANY = 8

MOST_ENTRIES = 12_000_000
"""Entries of lists, and places of words, that one query may touch in a segment: about a fifth of a second."""


class Evaluator:
    """Answers one query in one segment."""

    def __init__(self, segment: Segment, lexicon: Lexicon, zone: ZoneInfo) -> None:
        self.segment, self.lexicon, self.zone = segment, lexicon, zone
        self._entries = 0

    def found(self, query: Query) -> BitMap:
        """All documents the query finds. Raises `QueryError` (`too_many_terms`)."""
        match query:
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return self._any_of(parts)
            case Not(part):
                return self.segment.every() - self.found(part)
            case _:
                return self._carrying(query)

    def _all_of(self, parts: Sequence[Query]) -> BitMap:
        wanted = sorted((self.found(part) for part in parts if not isinstance(part, Not)), key=len)
        found = wanted[0] if wanted else self.segment.every()
        for other in wanted[1:]:
            found &= other
        for part in parts:
            if isinstance(part, Not) and found:
                found -= self.found(part.part)
        return found

    def _any_of(self, parts: Sequence[Query]) -> BitMap:
        """Many words as they are written are united at once, all else one by one."""
        words = [part.words[0] for part in parts if _is_word(part)]
        if len(words) < _MANY:
            return united([self.found(part) for part in parts])
        numbers = {self.segment.exact.number(word.encode()) for word in words} - {-1}
        at_once = self.segment.any_written(np.array(sorted(numbers), np.int64))
        return united([at_once, *(self.found(part) for part in parts if not _is_word(part))])

    def _carrying(self, leaf: Leaf) -> BitMap:
        match leaf:
            case Term(word, field):
                stem, meaning = self.lexicon.stem, self.segment.meaning
                return united([meaning(stem(word, group), group, field) for group in GROUPS])
            case Phrase():
                return self._phrase(leaf)
            case Wildcard():
                return self._pattern(leaf)
            case Criterion(category, values):
                return united([self.segment.holding(category, value) for value in values])
            case Since(first, last):
                return self._since(first, last)
            case Keys(keys):
                return BitMap(number for key in keys if (number := self.segment.document(key)) >= 0)
        assert_never(leaf)

    def _spend(self, leaf: Wildcard | Phrase, entries: int) -> None:
        self._entries += entries
        if self._entries > MOST_ENTRIES:
            raise QueryError("too_many_terms", leaf.span.start, leaf.span.end - leaf.span.start)

    def _pattern(self, leaf: Wildcard | Phrase) -> BitMap:
        text = leaf.pattern if isinstance(leaf, Wildcard) else leaf.words[0]
        numbers = words_of(text, self.segment, partial(self._spend, leaf))
        self._spend(leaf, self.segment.exact_lists.cost(numbers))
        return self.segment.any_written(numbers, leaf.field)

    def _phrase(self, phrase: Phrase) -> BitMap:
        words, field, segment = phrase.words, phrase.field, self.segment
        if phrase.stems:
            return united([self._stems(phrase, group) for group in GROUPS])
        if len(words) == 1:
            return self._pattern(phrase) if is_pattern(words[0]) else segment.written(words[0], field)
        if (found := adjacency.frequent_pair(phrase, segment)) is not None:
            return found
        spend = partial(self._spend, phrase)
        slots = [adjacency.word_slot(word, segment, spend) for word in words]
        if phrase.near is not None:
            return adjacency.near(phrase, slots, segment, spend)
        spend(len(slots) * min(slot.count for slot in slots))
        return segment.documents_of(adjacency.in_row(slots, segment), field)

    def _stems(self, phrase: Phrase, group: Group) -> BitMap:
        segment, stem = self.segment, self.lexicon.stem
        one = segment.meaning(stem(cut("".join(phrase.words)), group), group, phrase.field)
        stems = [segment.stemming_to(stem(word, group), group) for word in phrase.words]
        if not all(map(len, stems)):
            return one
        slots = [adjacency.slot(some, segment) for some in stems]
        self._spend(phrase, len(slots) * min(slot.count for slot in slots))
        values = adjacency.in_row(slots, segment)
        return one | segment.documents_of(values, phrase.field)

    def _since(self, first: date | None, last: date | None) -> BitMap:
        lower = None if first is None else midnight(first, self.zone)
        after = None if last is None or last == date.max else midnight(last + timedelta(days=1), self.zone)
        return self.segment.between(lower, after)


def _is_word(part: Query) -> TypeGuard[Phrase]:
    """One word in quotation marks, in any field."""
    return (
        isinstance(part, Phrase)
        and len(part.words) == 1
        and part.field is None
        and not part.stems
        and not is_pattern(part.words[0])
    )
