"""The engine that loops: order, counts and scores where the meaning does not say."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.engine import Sort
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)


def document(key: str, hours: int, **texts: str) -> Document:
    kind = frozenset({"study"} if hours else ())
    return Document(key, NOON + timedelta(hours=hours), "de", {n: (t,) for n, t in texts.items()}, {"kind": kind})


@pytest.fixture
def engine() -> MemoryEngine:
    made = MemoryEngine(ZONE)
    made.apply(
        put=[
            document("b", 0, body="Holz"),
            document("a", 0, body="Holz Holz Holz Moor"),
            document("c", 2, body="Moor"),
            document("d", 1, title="Holz"),
        ]
    )
    return made


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("newest", ["c", "d", "a", "b"]), ("oldest", ["a", "b", "d", "c"]), ("relevance", ["c", "d", "a", "b"])],
)
def test_ties_are_broken_by_the_newest_then_by_key(engine: MemoryEngine, sort: Sort, expected: list[str]) -> None:
    assert [hit.key for hit in engine.search(EVERYTHING, sort=sort).hits] == expected


def test_a_word_said_more_often_or_in_the_title_ranks_higher(engine: MemoryEngine) -> None:
    hits = engine.search(parse("Holz"), sort="relevance").hits

    assert [hit.key for hit in hits] == ["d", "a", "b"]
    assert [hit.score > 0 for hit in hits] == [True] * 3


def test_counts_are_of_all_hits_not_of_the_page(engine: MemoryEngine) -> None:
    results = engine.search(EVERYTHING, limit=1, facets=["kind", "unknown"])

    assert (results.total, len(results.hits)) == (4, 1)
    assert results.facets == {"kind": {"study": 2}, "unknown": {}}


def test_a_put_replaces_and_a_drop_of_nothing_is_harmless(engine: MemoryEngine) -> None:
    engine.apply(put=[document("a", 5, body="Beton")], drop=["b", "unknown", "a"])

    assert engine.keys() == {"a", "c", "d"}
    assert [hit.key for hit in engine.search(parse("Holz")).hits] == ["d"]
