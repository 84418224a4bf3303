"""The engine that loops: order, counts and scores where the meaning does not say."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.engine import Sort
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING, Phrase, Term, Wildcard

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


def test_the_extent_goes_from_the_oldest_to_the_newest_hit(engine: MemoryEngine) -> None:
    assert engine.extent(parse("Holz")) == (NOON, NOON + timedelta(hours=1))
    assert engine.extent(parse("Beton")) is None


def test_a_histogram_counts_from_each_edge_to_before_the_next(engine: MemoryEngine) -> None:
    edges = [NOON + timedelta(hours=hours) for hours in range(4)]

    assert engine.histogram(EVERYTHING, edges) == [2, 1, 1]
    assert engine.histogram(parse("Holz"), edges) == [2, 1, 0]
    assert engine.histogram(EVERYTHING, edges[:1]) == engine.histogram(EVERYTHING, []) == []


def test_patterns_and_written_words_tell_the_words_they_stood_for() -> None:
    engine = MemoryEngine(ZONE)
    engine.apply(put=[document("a", 0, body="Häuser und Hausbau"), document("b", 0, title="Häuser", body="häuser")])

    def found_as(typed: str, limit: int = 12) -> list[tuple[str, int]]:
        query = parse(typed)
        assert isinstance(query, Wildcard | Phrase | Term)
        return engine.found_as(query, query, limit)

    assert found_as("*aus*") == [("hausbau", 1)]
    assert found_as("ha*") == [("häuser", 2), ("hausbau", 1)]
    assert found_as("ha*", 1) == [("häuser", 2)]
    assert found_as('"haeuser"') == [("häuser", 2)]
    assert found_as('"häuser und"') == []


def test_words_like_another_are_one_edit_away_and_long_ones_two() -> None:
    engine = MemoryEngine(ZONE)
    engine.apply(put=[document("a", 0, body="Moor Moore Wasserstoff"), document("b", 0, body="Moor Rom")])

    assert engine.words_like("mohr") == [("moor", 2)]
    assert engine.words_like("moor") == [("moore", 1)]
    assert engine.words_like("omor") == [("moor", 2)]
    assert engine.words_like("waserstof") == [("wasserstoff", 1)]
    assert engine.words_like("wasserstoff") == []


def test_similar_is_what_shares_telling_words() -> None:
    engine = MemoryEngine(ZONE)
    asked = document("asked", 0, title="Moor speichert Wasser", body="Das Moor im Harz")
    engine.apply(
        put=[
            asked,
            document("like", 0, body="Ein Moor speichert Wasser im Harz"),
            document("two words", 0, body="Moor und Wasser"),
            document("less", 0, body="Das Moor ist Wasser im Harz"),
            document("one word", 0, body="Wasser"),
            document("other", 0, body="Beton"),
        ]
    )

    assert [hit.key for hit in engine.similar(asked)] == ["like", "less"]
    assert [hit.key for hit in engine.similar(asked, limit=1)] == ["like"]
    assert engine.similar(document("new", 0, body="Beton und Stahl")) == []
