"""Nothing found: which parts of the query are to blame."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from wirkt.search.query import And, Query

Count: TypeAlias = Callable[[Query], int]
"""How many documents a query finds; the caller adds whatever else was chosen."""

MOST_COUNTS = 40
_KEPT_FOR_REPAIRS = 16
_LARGEST_GROUP = 3
_MOST_PARTS = 12
_FAR_FEWER = 10


@dataclass(frozen=True, slots=True)
class Blame:
    """A part, what it finds alone, and, where it finds something, what is found without it and those blamed with it."""

    part: Query
    found: int
    without: int = 0


@dataclass(slots=True)
class Counting:
    """Counts each query once, and no more than `left` of them: an explanation may not cost more than a search."""

    count: Count
    left: int = MOST_COUNTS
    known: dict[Query, int] = field(default_factory=dict)

    def __call__(self, query: Query) -> int | None:
        """How many are found; None if that was not asked any more."""
        if query not in self.known:
            if self.left <= 0:
                return None
            self.left -= 1
            self.known[query] = self.count(query)
        return self.known[query]


def blame(query: Query, counting: Counting) -> list[Blame]:
    """The parts that find nothing; else those that find far fewer than the rest, else the smallest group, without
    which something is found."""
    parts = parts_of(query)
    empty = [Blame(part, 0) for part in parts if counting(part) == 0]
    if empty or len(parts) == 1:
        return empty
    counts = {part: counting(part) or 0 for part in parts}
    for group in _groups(counts):
        if counting.left < _KEPT_FOR_REPAIRS:
            break
        if without := counting(rest(parts, group)):
            return [Blame(part, counts[part], without) for part in group]
    return []


def parts_of(query: Query) -> tuple[Query, ...]:
    """What is joined by `and`, the first dozen."""
    return query.parts[:_MOST_PARTS] if isinstance(query, And) else (query,)


def rest(parts: tuple[Query, ...], group: tuple[Query, ...]) -> Query:
    """The parts without those of the group."""
    kept = tuple(part for part in parts if part not in group)
    return kept[0] if len(kept) == 1 else And(kept)


def _groups(counts: dict[Query, int]) -> Iterator[tuple[Query, ...]]:
    """The groups to try, those that find little first."""
    ranked = sorted(counts, key=lambda part: counts[part])
    for size in range(1, len(ranked)):
        if counts[ranked[size - 1]] * _FAR_FEWER <= counts[ranked[size]]:
            yield tuple(ranked[:size])
            break
    for size in range(1, min(_LARGEST_GROUP, len(ranked) - 1) + 1):
        yield from combinations(ranked, size)
