"""Walks through a query that more than one use of it needs."""

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard

Leaf: TypeAlias = Term | Phrase | Wildcard | Criterion | Since | Keys
Worded: TypeAlias = Term | Phrase | Wildcard


def leaves(query: Query, wanted: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Each leaf from left to right, and whether it is wanted: under `not` it is not, under two it is again."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, wanted)
        case Not(part):
            yield from leaves(part, not wanted)
        case Term() | Phrase() | Wildcard() | Criterion() | Since() | Keys():
            yield query, wanted
        case _:
            assert_never(query)


def worded(query: Query) -> tuple[Worded, ...]:
    """The words, phrases and patterns that are wanted: what a text can be marked with."""
    return tuple(leaf for leaf, wanted in leaves(query) if wanted and isinstance(leaf, Term | Phrase | Wildcard))
