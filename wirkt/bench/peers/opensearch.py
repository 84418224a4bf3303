"""OpenSearch, where the address of a cluster is given: asked over HTTP, timed by the clock."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, assert_never

import urllib3

from wirkt.bench.asking import FACETS, Answer, Built, Metered
from wirkt.bench.kept import Kept, Row
from wirkt.bench.peers.days import span
from wirkt.bench.queries import Case
from wirkt.search.engine import Sort
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard

_INDEX = "wirkt-bench"
_TOGETHER = 1_000
_WORDS = {"type": "text", "analyzer": "whitespace", "position_increment_gap": 1000}
_MAPPING = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1",
                 "index.queries.cache.enabled": False, "index.requests.cache.enable": False},
    "mappings": {"properties": {"all": _WORDS, "title": _WORDS, "moment": {"type": "long"},
                                **{name: {"type": "keyword"} for name in ("criteria", *FACETS)}}},
}  # fmt: skip


class OpenSearch:
    """One shard, the same fields as plain tantivy."""

    name = "OpenSearch"
    most = None

    def __init__(self, address: str) -> None:
        self._cluster = _Cluster(address)

    @property
    def version(self) -> str:
        return f"{self._cluster.ask('GET', '')['version']['number']}-1"

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """Seconds by the clock: how much a cluster works elsewhere cannot be seen from here."""
        self._cluster.ask("DELETE", f"{_INDEX}?ignore_unavailable=true")
        self._cluster.ask("PUT", _INDEX, _MAPPING)
        metered, began = Metered(kept.rows(documents)), time.perf_counter()
        while rows := list(islice(metered, _TOGETHER)):
            self._cluster.bulk(_lines(rows))
        self._cluster.ask("POST", f"{_INDEX}/_forcemerge")
        self._cluster.ask("POST", f"{_INDEX}/_refresh")
        wall = time.perf_counter() - began - metered.wall_s
        size = self._cluster.ask("GET", f"{_INDEX}/_stats/store")["_all"]["total"]["store"]["size_in_bytes"]
        return Built(wall, 0.0, 0.0, size / 1e6)

    def open(self, folder: Path) -> "Open":
        return Open(self._cluster)


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        held: dict[str, Any] = {"all": list(row.texts.values()), "title": row.texts["title"], "moment": row.moment}
        for criterion in row.criteria:
            category, _, value = criterion.partition("=")
            held.setdefault("criteria", []).append(criterion)
            if category in FACETS:
                held.setdefault(category, []).append(value)
        yield json.dumps({"index": {"_id": str(row.number)}})
        yield json.dumps(held, ensure_ascii=False)


class _Cluster:
    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._pool = urllib3.PoolManager(cert_reqs="CERT_REQUIRED")

    def ask(self, method: str, path: str, body: object = None) -> Any:
        sent = None if body is None else json.dumps(body).encode()
        return self._sent(method, path, sent, "application/json")

    def bulk(self, lines: Iterable[str]) -> None:
        answer = self._sent("POST", f"{_INDEX}/_bulk", ("\n".join(lines) + "\n").encode(), "application/x-ndjson")
        if answer["errors"]:
            raise RuntimeError("the cluster did not take all documents")

    def _sent(self, method: str, path: str, body: bytes | None, kind: str) -> Any:
        headers = {"Content-Type": kind}
        answer = self._pool.request(method, f"{self._address}/{path}", body=body, headers=headers, timeout=600.0)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.data[:300]!r}")
        return json.loads(answer.data)


class Open:
    """The cluster. The processor's time cannot be seen from here, so it is `took` as the cluster says it."""

    def __init__(self, cluster: _Cluster) -> None:
        self._cluster = cluster

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        asked: dict[str, Any] = {"query": written(case.query()), "size": 10, "track_total_hits": True, "_source": False}
        if sort == "newest":
            asked["sort"] = [{"moment": "desc"}]
        if facets:
            asked["aggs"] = {name: {"terms": {"field": name, "size": 1000}} for name in facets}
        wall = time.perf_counter()
        answer = self._cluster.ask("POST", f"{_INDEX}/_search", asked)
        return Answer(answer["hits"]["total"]["value"], answer["took"], (time.perf_counter() - wall) * 1000)

    def close(self) -> None:
        """Nothing is held."""


def written(query: Query) -> dict[str, Any]:
    """The query in the cluster's own language."""
    match query:
        case Phrase(words, near, _, field):
            return _phrase(words, near, field or "all")
        case Wildcard(text, field):
            return {"wildcard": {field or "all": {"value": text}}}
        case Criterion(category, values):
            return {"terms": {"criteria": [f"{category}={value}" for value in sorted(values)]}}
        case Since():
            low, end = span(query)
            return {"range": {"moment": {"gte": low, "lt": end}}}
        case Not(part):
            return {"bool": {"must": [{"match_all": {}}], "must_not": [written(part)]}}
        case And(parts):
            return {"bool": {"must": list(map(written, parts))}}
        case Or(parts):
            return {"bool": {"should": list(map(written, parts)), "minimum_should_match": 1}}
        case Term() | Keys():
            raise ValueError(query)
    assert_never(query)


def _phrase(words: Sequence[str], near: int | None, field: str) -> dict[str, Any]:
    if len(words) == 1:
        return {"term": {field: {"value": words[0]}}}
    if near is None:
        return {"match_phrase": {field: {"query": " ".join(words)}}}
    clauses = [{"span_term": {field: word}} for word in words]
    return {"span_near": {"clauses": clauses, "slop": near, "in_order": False}}
