"""The benchmark says what it measured, and that all engines found the same."""

import io
import json

import pytest

from wirkt.bench.corpus import corpus, vocabulary
from wirkt.bench.queries import cases
from wirkt.bench.search import FACETS, PEERS, run


@pytest.fixture(scope="module")
def table() -> tuple[int, list[str]]:
    out = io.StringIO()
    return run(300, False, out), out.getvalue().splitlines()


@pytest.fixture(scope="module")
def as_json() -> tuple[int, dict]:
    out = io.StringIO()
    return run(60, True, out), json.loads(out.getvalue())


def test_the_table_has_its_labels_and_every_class(table) -> None:
    code, lines = table

    labels = [line[:36].strip() for line in lines[3:]]
    classes = list(dict.fromkeys(case.name for case in cases()))
    assert code == 0
    assert labels == [
        "newest 10 + total",
        "newest 10 + total + 6 facets",
        "relevance 10 + total + 6 facets",
        *(f"class {name}" for name in classes),
        "mean, Boolean classes (+ 6 facets)",
        "put to found, other process, ms",
        "build: wall s / CPU s / size MB",
        "same totals as wirkt",
    ]
    assert lines[0].startswith(
        f"wirkt bench search: 300 documents (made, seed 1), {len(cases())} queries in 16 classes;"
    )


def test_absent_peers_are_named(table) -> None:
    _, lines = table

    heads = lines[2].replace("tantivy (plain)", "plain").replace("SQLite FTS5", "sqlite").replace(" FTS", "").split()
    assert heads == ["wirkt", "plain", "sqlite", "PostgreSQL", "OpenSearch", "Lucene"]
    counts = {line[:36].strip(): line.count("not present") for line in lines[3:]}
    assert counts.pop("put to found, other process, ms") == len(PEERS)
    assert set(counts.values()) == {len(PEERS) - 1}


def test_all_engines_find_the_same_totals(table, as_json) -> None:
    _, lines = table
    code, figures = as_json

    assert f"{len(cases())} of {len(cases())}" in lines[-1]
    assert (code, figures["same_totals"], figures["queries"]) == (0, len(cases()), len(cases()))


def test_the_figures_are_there_for_programs(as_json) -> None:
    _, figures = as_json

    assert {row["engine"] for row in figures["cpu_ms"]} == {"wirkt", "SQLite FTS5"}
    assert len(figures["cpu_ms"]) == 2 * 3 * len(cases())
    assert len(figures["put_to_found_ms"]) == 20
    assert set(figures["builds"]["wirkt"]) == {"wall_s", "cpu_s", "size_mb"}
    assert figures["not_present"] == ["tantivy (plain)", "PostgreSQL FTS", "OpenSearch", "Lucene"]


def test_documents_are_the_same_for_the_same_seed() -> None:
    few, more, other = list(corpus(20)), list(corpus(40)), list(corpus(20, seed=2))

    assert more[:20] == few
    assert other != few
    assert [document.moment for document in more] == sorted(document.moment for document in more)


def test_documents_are_german_and_english_and_have_every_category() -> None:
    documents = list(corpus(500))

    german = sum(document.language == "de" for document in documents)
    assert 400 < german < 480
    assert {"type", "kind", "language", "country", "organisation", *FACETS} <= set(documents[0].criteria)
    assert all(document.texts["title"] and document.texts["body"] for document in documents)


def test_a_made_vocabulary_holds_compounds_and_no_word_twice() -> None:
    words = vocabulary("de")

    assert len(words) == len(set(words)) > 40_000
    assert {"Holzforschung", "Netzwerken"} <= set(words)


def test_words_follow_each_other_as_in_real_text() -> None:
    counts: dict[str, int] = {}
    for document in corpus(300):
        for word in document.texts["body"][0].casefold().split():
            counts[word] = counts.get(word, 0) + 1

    ranked = sorted(counts.values(), reverse=True)
    assert ranked[0] > 5 * ranked[20]
    assert ranked[-1] == 1
