"""SQLite FTS5 is asked the same, and its answers are those of the meaning."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from wirkt.bench.corpus import corpus
from wirkt.bench.fts5 import Fts5
from wirkt.bench.queries import Case, cases
from wirkt.bench.search import FACETS
from wirkt.search.analysis.streams import analyse
from wirkt.search.match import matches

ZONE = ZoneInfo("Europe/Berlin")
DOCUMENTS = [analyse(document) for document in corpus(200)]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fts5]:
    made = Fts5(Path(tmp_path_factory.mktemp("fts5")) / "words.db")
    made.put(held.document for held in DOCUMENTS)
    yield made
    made.close()


def numbers(case: Case) -> list[int]:
    query = case.query()
    return [number for number, held in enumerate(DOCUMENTS, 1) if matches(query, held, zone=ZONE)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.name}: {case.typed or case.criteria}")
def test_every_query_finds_what_it_means(table: Fts5, case: Case) -> None:
    total, newest = table.search(case.query(), "newest", FACETS)

    expected = numbers(case)
    assert total == len(expected)
    assert newest == sorted(expected, reverse=True)[:10]


def test_by_relevance_the_same_are_counted(table: Fts5) -> None:
    for case in cases():
        assert table.search(case.query(), "relevance", ())[0] == len(numbers(case))
