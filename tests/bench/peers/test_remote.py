"""Lucene and a cluster get each query in a form of their own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from wirkt.bench.asking import FACETS
from wirkt.bench.kept import Kept
from wirkt.bench.peers import lucene, opensearch
from wirkt.bench.queries import Case

CASES = [
    (Case("and", "Holz not Stadt"), ["and", "2", "word", "all", "holz", "not", "word", "all", "stadt"]),
    (Case("field", "title:Holz"), ["word", "title", "holz"]),
    (Case("prefix", "Holz*"), ["pattern", "all", "holz*"]),
    (Case("phrase", '"die Stadt"'), ["phrase", "all", "0", "2", "die", "stadt"]),
    (Case("near", '"Holz Stadt"~4'),
     ["or", "2", "phrase", "all", "4", "2", "holz", "stadt", "phrase", "all", "4", "2", "stadt", "holz"]),
    (Case("dates", "date:1970-01-02"), ["between", "86400000000", "172799999999"]),
    (Case("criteria", "", {"kind": ("a", "b")}),
     ["or", "2", "word", "criteria", "kind=a", "word", "criteria", "kind=b"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "written"), CASES, ids=[case.name for case, _ in CASES])
def test_lucene_reads_what_a_node_is_then_its_parts(case: Case, written: list[str]) -> None:
    assert lucene.written(case.query()) == written


def test_the_version_of_lucene_is_that_of_its_jars(tmp_path: Path) -> None:
    (tmp_path / "lucene-core-9.12.1.jar").touch()

    assert lucene.Lucene(str(tmp_path)).version.startswith("9.12.1-")


@pytest.mark.parametrize(
    ("case", "written"),
    [
        (Case("word", "Holz"), {"term": {"all": {"value": "holz"}}}),
        (Case("phrase", '"die Stadt"'), {"match_phrase": {"all": {"query": "die stadt"}}}),
        (Case("suffix", "*holz"), {"wildcard": {"all": {"value": "*holz"}}}),
        (Case("not", "not Holz"),
         {"bool": {"must": [{"match_all": {}}], "must_not": [{"term": {"all": {"value": "holz"}}}]}}),
        (Case("criteria", "", {"kind": ("b", "a")}), {"terms": {"criteria": ["kind=a", "kind=b"]}}),
        (Case("dates", "date:1970-01-02"), {"range": {"moment": {"gte": 86400000000, "lt": 172800000000}}}),
    ],
    ids=lambda value: value.name if isinstance(value, Case) else "",
)  # fmt: skip
def test_a_cluster_is_asked_in_its_own_language(case: Case, written: dict[str, Any]) -> None:
    assert opensearch.written(case.query()) == written


class Cluster(BaseHTTPRequestHandler):
    """Says what a cluster would say; remembers what it was sent."""

    sent: list[tuple[str, str, bytes]] = []

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.sent.append((self.command, self.path, body))
        told: dict[str, Any] = {
            "version": {"number": "2.19.0"}, "errors": False, "took": 3, "hits": {"total": {"value": 17}},
            "_all": {"total": {"store": {"size_in_bytes": 5_000_000}}},
        }  # fmt: skip
        data = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815 -- named by http.server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def cluster() -> Iterator[str]:
    Cluster.sent.clear()
    server = HTTPServer(("127.0.0.1", 0), Cluster)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_cluster_takes_all_documents_and_counts_all_hits(cluster: str, kept: Kept, tmp_path: Path) -> None:
    peer = opensearch.OpenSearch(cluster)

    built = peer.build(tmp_path, kept, 200)
    answer = peer.open(tmp_path).find(Case("word", "Holz"), "newest", FACETS)

    bulk = [body for _, path, body in Cluster.sent if path.endswith("_bulk")]
    asked = json.loads(Cluster.sent[-1][2])
    assert (peer.version, built.size_mb) == ("2.19.0-1", 5.0)
    assert sum(len(body.splitlines()) for body in bulk) == 400
    assert (answer.total, answer.cpu_ms) == (17, 3)
    assert asked["track_total_hits"] is True
    assert asked["sort"] == [{"moment": "desc"}]
    assert set(asked["aggs"]) == set(FACETS)
