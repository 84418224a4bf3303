"""The 36 queries of the reference evaluator, on its 600 documents."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.engine import Engine
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.errors import QueryError
from wirkt.search.parser import parse
from wirkt.search.query import And, Criterion, Mode, Query, Since

FOLDS_UMLAUTS_TOO = "s005"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def document(row: dict[str, Any]) -> Document:
    return Document(
        row["id"],
        datetime.fromisoformat(row["date"]).replace(hour=12, tzinfo=ZONE),
        "en" if row["id"].startswith("doj") else "de",
        {"title": (row["title"],), "body": (row["text"],)},
        {category: frozenset(values) for category, values in row["criteria"].items()},
    )


def asked(row: dict[str, Any], mode: Mode) -> Query:
    chosen = [Criterion(category, frozenset(values)) for category, values in (row.get("criteria") or {}).items()]
    first, last = (date.fromisoformat(row[name]) if row.get(name) else None for name in ("date_from", "date_to"))
    return And((parse(row["q"], mode), *chosen, Since(first, last)))


def answer(engine: Engine, row: dict[str, Any], mode: Mode) -> object:
    try:
        return sorted(hit.key for hit in engine.search(asked(row, mode), limit=1_000).hits)
    except QueryError as error:
        return {"error": error.code}


@pytest.fixture(scope="module", params=["memory", "tantivy"])
def engine(request, shared_data, tmp_path_factory) -> Engine:
    folder = tmp_path_factory.mktemp("boolean")
    made = MemoryEngine(ZONE) if request.param == "memory" else EmbeddedEngine(folder, ZONE, writable=True)
    made.apply(put=map(document, lines(shared_data / "boolean" / "docs.jsonl")))
    return made


@pytest.mark.parametrize(("mode", "expected"), [("exact", "expected_fold"), ("parts", "expected_part")])
def test_every_query_finds_the_documents_of_the_reference(engine, shared_data, mode, expected) -> None:
    rows = list(lines(shared_data / "boolean" / "queries.jsonl"))

    differing = {row["id"] for row in rows if answer(engine, row, mode) != row[expected]}

    assert len(rows) == 36
    assert differing == ({FOLDS_UMLAUTS_TOO} if mode == "parts" else set())


def test_in_parts_an_umlaut_written_out_finds_the_umlaut(engine) -> None:
    row = {"q": "behoerde"}

    found = answer(engine, row, "parts")

    assert isinstance(found, list)
    assert len(found) == 38
