"""Questions at the edges of the index: each has the answer of the meaning."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.engines import adjacency, evaluating
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.errors import QueryError
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Wildcard

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)
TEXTS = {
    "row": "rote Rosen blühen im Garten",
    "twice": "rote rote Rosen",
    "once": "rote Nelken",
    "apart": "Rosen " + "und " * 40 + "rote",
    "far": "Rosen " + "und " * 100 + "rote",
    "turned": "im Garten blühen Rosen rote",
    "none": "",
}
SINGLE = [Document(key, NOON, "de", {"body": (text,)}) for key, text in TEXTS.items()]
SEVERAL = [Document("several", NOON, "de", {"place": ("rote", "Rosen", "Rosen rote"), "title": ("rote",)})]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    made = EmbeddedEngine(Path(tmp_path_factory.mktemp("index")), ZONE, writable=True)
    made.apply(put=[*SINGLE, *SEVERAL])
    return made


def both(engine: EmbeddedEngine, query: Query) -> tuple[set[str], set[str]]:
    found = {hit.key for hit in engine.search(query, limit=100).hits}
    return found, {document.key for document in [*SINGLE, *SEVERAL] if matches(query, document, zone=ZONE)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Phrase(("rote", "rosen")), {"row", "twice"}),
        (Phrase(("rote", "rote")), {"twice"}),
        (Phrase(("rote", "rote"), 1000), {"twice"}),
        (Phrase(("rote", "rote", "rosen"), 0), {"twice"}),
        (Phrase(("rote", "rosen"), 0), {"row", "twice", "turned", "several"}),
        (Phrase(("rote", "rosen"), 39), {"row", "twice", "turned", "several"}),
        (Phrase(("rote", "rosen"), 40), {"row", "twice", "turned", "several", "apart"}),
        (Phrase(("rote", "rosen"), 1_000_000), {"row", "twice", "turned", "several", "apart", "far"}),
        (Phrase(("rosen", "rote", "garten"), 0), set()),
        (Phrase(("rosen", "rote", "garten"), 1), {"turned"}),
        (Phrase(("rosen", "rote", "garten"), 2), {"row", "turned"}),
        (Phrase(("ro*", "ro*")), {"row", "twice", "turned", "several"}),
        (Phrase(("ro*", "n*")), {"once"}),
        (Phrase(("ro*", "unbekannt*")), set()),
        (Phrase(("ro*", "ro*", "ro*"), 5), {"twice"}),
        (Phrase(("rote", "rosen"), field="place"), set()),
        (Phrase(("rosen", "rote"), field="place"), {"several"}),
        (Wildcard("*ose*"), {"row", "twice", "apart", "far", "turned", "several"}),
        (Wildcard("?arten"), {"row", "turned"}),
        (Wildcard("bl?hen"), {"row", "turned"}),
        (Wildcard("ro*", "title"), {"several"}),
        (Wildcard("unbekannt*"), set()),
        (Keys(frozenset({"row", "unknown"})), {"row"}),
        (Keys(frozenset()), set()),
        (Criterion("kind", frozenset({"unknown"})), set()),
        (Since(date.min, date.max), {*TEXTS, "several"}),
        (Since(date(2024, 6, 1)), set()),
        (Since(date(2024, 6, 1), date(2024, 5, 1)), set()),
        (And((Not(Wildcard("ro*")),)), {"none"}),
        (And((Not(Or()), Not(Wildcard("ro*")))), {"none"}),
        (Or((Not(And()), Keys(frozenset({"none"})))), {"none"}),
        (Not(Not(Not(And()))), set()),
    ],
)  # fmt: skip
def test_the_index_answers_as_the_meaning_does(engine: EmbeddedEngine, query: Query, expected: set[str]) -> None:
    found, meant = both(engine, query)

    assert found == expected
    assert meant == expected


def test_words_near_each_other_in_too_many_texts_are_refused(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adjacency, "MOST_CONFIRMED", 0)

    refused = []
    for query in (Phrase(("rote", "rosen", "garten"), 9), Phrase(("rote", "rosen"), 99), Phrase(("rote", "rote"), 1)):
        try:
            engine.search(query)
        except QueryError as error:
            refused.append((query.words, error.code))

    # Two words are a matter of places alone.
    assert refused == [(("rote", "rosen", "garten"), "too_many_terms")]


WORDS = st.sampled_from("rote rosen nelken im garten und ro* *en g?rten".split())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=2, max_size=4).map(tuple), near=st.none() | st.integers(0, 120))
def test_any_phrase_is_answered_as_meant(engine: EmbeddedEngine, words: tuple[str, ...], near: int | None) -> None:
    found, meant = both(engine, Phrase(words, near))

    assert found == meant


def test_brackets_as_deep_as_the_parser_allows_are_answered(engine: EmbeddedEngine) -> None:
    deep = parse("not (rote or " * 32 + "garten" + ")" * 32)

    found, meant = both(engine, deep)

    assert found == meant


def test_as_many_words_as_the_parser_allows_are_answered(engine: EmbeddedEngine) -> None:
    many = parse(" or ".join([*(f"w{number}" for number in range(255)), "nelken"]))

    assert both(engine, many) == ({"once"}, {"once"})


def test_many_words_as_written_beside_other_parts_are_answered_as_meant(engine: EmbeddedEngine) -> None:
    words = parse(
        " or ".join(['"nelken"', "title:rosen", *(f"w{number}" for number in range(20)), '"rote garten"~9']), "exact"
    )

    found, meant = both(engine, words)

    assert found == meant
    assert found > {"once"}


def test_many_words_that_stand_nowhere_find_nothing(engine: EmbeddedEngine) -> None:
    assert both(engine, parse(" or ".join(f"w{number}" for number in range(20)), "exact")) == (set(), set())


def test_a_refusal_inside_not_is_a_refusal_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluating, "MOST_ENTRIES", 200)
    engine = EmbeddedEngine(tmp_path, ZONE, writable=True)
    engine.apply(put=[Document("k", NOON, "de", {"body": (" ".join(f"aa{number}" for number in range(300)),)})])

    for typed in ('"aa* xx"', "aa*"):
        with pytest.raises(QueryError) as caught:
            engine.search(Not(parse(typed)))

        assert (caught.value.code, caught.value.position) == ("too_many_terms", 0)
