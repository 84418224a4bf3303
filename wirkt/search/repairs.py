"""Nothing found: which parts are to blame, and what finds something instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from wirkt.search.analysis.fold import write_out
from wirkt.search.describe import print_query
from wirkt.search.query import And, Not, Or, Phrase, Query, Term, Wildcard

Count: TypeAlias = Callable[[Query], int]
"""How many documents a query finds; the caller adds whatever else was chosen."""

Kind: TypeAlias = Literal["parts", "unquoted", "dropped"]

_LARGEST_GROUP = 3
_MOST_PARTS = 12
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Repair:
    """A query that finds `count` documents, never 0, and its text; `dropped` is the text of a part left out."""

    kind: Kind
    query: Query
    text: str
    count: int
    dropped: str = ""


def diagnose(query: Query, count: Count) -> list[tuple[Query, int]]:
    """The parts that find nothing, each with 0; else the smallest group without which something is found, each with
    what is found without the group."""
    parts = _parts(query)
    empty = [(part, 0) for part in parts if not count(part)]
    if empty or len(parts) == 1:
        return empty
    for size in range(1, min(_LARGEST_GROUP, len(parts) - 1) + 1):
        for group in combinations(parts, size):
            if found := count(_without(parts, group)):
                return [(part, found) for part in group]
    return []


def repairs(query: Query, count: Count) -> list[Repair]:
    """One-click repairs of what was typed: words read as parts of words, phrases as words, a part left out."""
    found = []
    for kind, repaired, dropped in _ideas(query):
        if repaired != query and (number := count(repaired)):
            found.append(Repair(kind, repaired, print_query(repaired), number, dropped))
    return found


def _ideas(query: Query) -> Iterator[tuple[Kind, Query, str]]:
    yield "parts", _rewritten(query, _as_part), ""
    yield "unquoted", _rewritten(query, _unquoted), ""
    parts = _parts(query)
    if len(parts) > 1:
        yield from (("dropped", _without(parts, (part,)), print_query(part)) for part in parts)


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts[:_MOST_PARTS] if isinstance(query, And) else (query,)


def _without(parts: tuple[Query, ...], group: tuple[Query, ...]) -> Query:
    kept = tuple(part for part in parts if part not in group)
    return kept[0] if len(kept) == 1 else And(kept)


def _rewritten(query: Query, change: Callable[[Query], Query]) -> Query:
    """The tree with its wanted leaves changed; what is under `not` stays."""
    match query:
        case And(parts):
            return And(_flat(And, tuple(_rewritten(part, change) for part in parts)))
        case Or(parts):
            return Or(tuple(_rewritten(part, change) for part in parts))
        case Not():
            return query
        case _:
            return change(query)


def _flat(node: type[And], parts: tuple[Query, ...]) -> tuple[Query, ...]:
    return tuple(one for part in parts for one in (part.parts if isinstance(part, node) else (part,)))


def _as_part(leaf: Query) -> Query:
    if isinstance(leaf, Term) and len(leaf.word) >= _SHORTEST_PART:
        return Wildcard(f"*{write_out(leaf.word)}*", leaf.field)
    return leaf


def _unquoted(leaf: Query) -> Query:
    """Words of a phrase, each in all its forms; a pattern stays one."""
    if not isinstance(leaf, Phrase):
        return leaf
    words = tuple(
        Wildcard(word, leaf.field) if "*" in word or "?" in word else Term(word, leaf.field) for word in leaf.words
    )
    return words[0] if len(words) == 1 else And(words)
