"""Every engine finds exactly what `matches` accepts, whatever was put, changed and dropped before."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.strategies import CATEGORIES, KEYS, ZONE, collections, queries, worded
from wirkt.search.document import Document
from wirkt.search.engine import SORTS, Sort
from wirkt.search.engines import adjacency, deriving, grams, lists, primary, ranking, segment, tiers
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.match import matches
from wirkt.search.query import EVERYTHING, And, Not, Or, Query

MIDNIGHT = datetime(2024, 2, 29, 23, 0, tzinfo=UTC)
OFTEN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


MANY = settings(OFTEN, max_examples=max(200, settings().max_examples))


class Kept:
    """An engine that can be closed and opened again."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.engine: Any = self._open()

    def reopen(self) -> None:
        if self.kind != "memory":
            self.engine.close()
            self.engine = self._open()

    def _open(self) -> MemoryEngine | EmbeddedEngine:
        return MemoryEngine(ZONE) if self.kind == "memory" else EmbeddedEngine(self.folder, ZONE, writable=True)


@pytest.fixture(params=["memory", "embedded", "embedded as if it were large"])
def make_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Kept]]:
    """Makes an empty engine each time it is called.

    As if it were large: segments of a few documents are merged beside puts, words of two documents have bitmaps, and
    arrays are worked on in pieces.
    """
    if request.param == "embedded as if it were large":
        monkeypatch.setattr(tiers, "SMALL", (1, 2, 3))
        for module in (lists, deriving, segment):
            monkeypatch.setattr(module, "LONG", 2)
        monkeypatch.setattr(segment, "_FEW", 0)
        monkeypatch.setattr(ranking, "_DENSE", 0)
        monkeypatch.setattr(adjacency, "_CONTAINER", -1_000_000)
        for module in (primary, deriving):
            monkeypatch.setattr(module, "BLOCK", 5)
        monkeypatch.setattr(primary.blocks, "__defaults__", (5,))
        monkeypatch.setattr(grams, "_BLOCK", 5)
    with tempfile.TemporaryDirectory() as home:
        numbers = iter(range(1_000_000))
        yield lambda: Kept(request.param, Path(home) / str(next(numbers)))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("apply"), collections, st.lists(st.sampled_from(KEYS), max_size=2)),
        st.tuples(st.just("rebuild"), collections, st.just([])),
        st.tuples(st.just("reopen"), st.just([]), st.just([])),
    ),
    min_size=1,
    max_size=4,
)


def carry_out(kept: Kept, todo: Sequence[tuple[str, list[Document], list[str]]]) -> dict[str, Document]:
    """Do it to the engine, and to a dictionary."""
    held: dict[str, Document] = {}
    for verb, put, drop in todo:
        match verb:
            case "apply":
                kept.engine.apply(put=put, drop=drop)
                held = {key: document for key, document in held.items() if key not in drop}
                held |= {document.key: document for document in put}
            case "rebuild":
                kept.engine.rebuild(put)
                held = {document.key: document for document in put}
            case "reopen":
                kept.reopen()
    return held


def ordered(documents: Sequence[Document], sort: Sort) -> list[str]:
    by_key = sorted(documents, key=lambda document: document.key)
    return [d.key for d in sorted(by_key, key=lambda document: document.moment, reverse=sort == "newest")]


@MANY
@given(todo=steps, asked=st.lists(queries, min_size=1, max_size=8))
def test_an_engine_finds_exactly_what_matches(make_engine, todo, asked) -> None:
    kept = make_engine()

    held = carry_out(kept, todo)

    assert kept.engine.keys() == set(held)
    for query in asked:
        lexicon = kept.engine.lexicon
        expected = [one for one in held.values() if matches(query, one, zone=ZONE, lexicon=lexicon)]
        counts = {
            name: dict(Counter(slug for d in expected for slug in d.criteria.get(name, ()))) for name in CATEGORIES
        }
        for sort in SORTS:
            results = kept.engine.search(query, sort=sort, facets=CATEGORIES)
            assert {hit.key for hit in results.hits} == {document.key for document in expected}
            assert results.total == len(results.hits) == len(expected)
            assert results.facets == counts
            if sort != "relevance":
                assert [hit.key for hit in results.hits] == ordered(expected, sort)


@OFTEN
@given(documents=collections, query=queries, sort=st.sampled_from(SORTS), limit=st.integers(1, 4))
def test_pages_put_side_by_side_are_the_whole(make_engine, documents, query, sort, limit) -> None:
    engine = make_engine().engine
    engine.apply(put=documents)
    whole = engine.search(query, sort=sort, limit=100)

    pages = [engine.search(query, sort=sort, limit=limit, offset=offset) for offset in range(0, 9, limit)]

    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total}


@OFTEN
@given(documents=collections, a=queries, b=queries, c=worded)
def test_the_laws_of_boolean_algebra_hold(make_engine, documents, a, b, c) -> None:
    engine = make_engine().engine
    engine.apply(put=documents)

    def found(query: Query) -> set[str]:
        return {hit.key for hit in engine.search(query, limit=100).hits}

    everything = {document.key for document in documents}
    assert found(EVERYTHING) == everything
    assert found(Or()) == set()
    assert found(Not(a)) == everything - found(a)
    assert found(Not(Not(a))) == found(a)
    assert found(And((a, Not(a)))) == set()
    assert found(Or((a, Not(a)))) == everything
    assert found(And((a, b))) == found(And((b, a))) == found(a) & found(b)
    assert found(Not(And((a, b)))) == found(Or((Not(a), Not(b))))
    assert found(Not(Or((a, b)))) == found(And((Not(a), Not(b))))
    assert found(And((c, Or((a, b))))) == found(Or((And((c, a)), And((c, b)))))
    assert found(Or((c, And((a, b))))) == found(And((Or((c, a)), Or((c, b)))))


@OFTEN
@given(todo=steps, query=queries, leaf=worded, count=st.integers(1, 5))
def test_what_is_told_about_the_hits_is_what_the_meaning_tells(make_engine, todo, query, leaf, count) -> None:
    kept = make_engine()
    held = carry_out(kept, todo)
    meaning = MemoryEngine(ZONE, kept.engine.lexicon)
    meaning.apply(put=held.values())
    edges = [MIDNIGHT + timedelta(minutes=minutes) for minutes in (-600, -90, -60, 0, 1, 90, 600)]

    assert kept.engine.extent(query) == meaning.extent(query)
    assert kept.engine.histogram(query, edges) == meaning.histogram(query, edges)
    assert kept.engine.histogram(query, []) == []
    assert kept.engine.found_as(query, leaf, count) == meaning.found_as(query, leaf, count)
    for word in ("holz", "netzwerke", "universitaet"):
        assert kept.engine.words_like(word, count) == meaning.words_like(word, count)
