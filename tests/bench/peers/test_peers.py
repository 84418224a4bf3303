"""Each peer is asked the same, and its answers are those of the meaning."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from wirkt.bench.asking import FACETS, Asked, Unanswerable
from wirkt.bench.kept import Kept
from wirkt.bench.lineup import Lineup
from wirkt.bench.peers.days import ZONE
from wirkt.bench.queries import cases
from wirkt.search.analysis.streams import analyse
from wirkt.search.match import matches

DOCUMENTS = 200
SERVER = Path("/usr/lib/postgresql/15/bin/postgres")
without_server = pytest.mark.skipif(
    not SERVER.exists() or importlib.util.find_spec("psycopg") is None, reason="needs PostgreSQL's programs"
)
CLASSES = list(dict.fromkeys(case.name for case in cases(DOCUMENTS)))


@pytest.fixture(scope="module")
def totals(kept: Kept) -> dict[str, int]:
    """How many documents each query means."""
    held = [analyse(document) for document in kept.documents(DOCUMENTS)]
    return {
        str(case): sum(matches(query, one, zone=ZONE) for one in held)
        for case, query in ((case, case.query()) for case in cases(DOCUMENTS))
    }


@pytest.fixture(scope="module", params=["wirkt", "tantivy", "fts5", pytest.param("postgres", marks=without_server)])
def asked(request: pytest.FixtureRequest, kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    peer = Lineup().peer(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    built = peer.build(folder, kept, DOCUMENTS)
    assert built.wall_s > 0
    assert built.size_mb > 0.1
    opened = peer.open(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", CLASSES)
def test_every_query_finds_what_it_means(asked: Asked, totals: dict[str, int], name: str) -> None:
    for case in (case for case in cases(DOCUMENTS) if case.name == name):
        try:
            answer = asked.find(case, "newest", FACETS)
        except Unanswerable:
            assert name in {"infix", "suffix"}
            continue
        assert answer.total == totals[str(case)], case
        assert answer.cpu_ms >= 0
        assert answer.wall_ms > 0


def test_by_relevance_the_same_are_counted(asked: Asked, totals: dict[str, int]) -> None:
    for case in cases(DOCUMENTS)[::5]:
        if case.name not in {"infix", "suffix"}:
            assert asked.find(case, "relevance", ()).total == totals[str(case)]
