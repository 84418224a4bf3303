"""`wirkt bench search`: our engine beside others, in one run, on the same documents and queries."""

import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from wirkt.bench.corpus import corpus
from wirkt.bench.fts5 import VERSION, Fts5
from wirkt.bench.queries import BOOLEAN, Case, cases
from wirkt.bench.reaching import put_to_found
from wirkt.search.document import Document
from wirkt.search.engine import Sort
from wirkt.search.engines.embedded import EmbeddedEngine

PEERS = ("tantivy (plain)", "SQLite FTS5", "PostgreSQL FTS", "OpenSearch", "Lucene")
FACETS = ("kind", "subject", "audience", "scope", "province", "network")

_NEWEST = "newest 10 + total"
_FACETED = "newest 10 + total + 6 facets"
_RELEVANT = "relevance 10 + total + 6 facets"
_TASKS: dict[str, tuple[Literal["newest", "relevance"], Sequence[str]]] = {
    _NEWEST: ("newest", ()),
    _FACETED: ("newest", FACETS),
    _RELEVANT: ("relevance", FACETS),
}
_BATCH = 20_000
_REPEATS = 5
_PATIENCE_MS = 200

Figures: TypeAlias = dict[tuple[str, str, int], float]
"""CPU milliseconds by engine, task and number of the query."""


class Engine(Protocol):
    """What is measured: `find` returns the total."""

    name: str

    def put(self, documents: Iterable[Document]) -> None: ...

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> int: ...

    def close(self) -> None: ...


class Wirkt:
    """Our embedded engine."""

    name = "wirkt"

    def __init__(self, folder: Path) -> None:
        self.engine = EmbeddedEngine(folder, ZoneInfo("Europe/Berlin"), writable=True)

    def put(self, documents: Iterable[Document]) -> None:
        self.engine.apply(put=documents)

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> int:
        return self.engine.search(case.query(), sort=sort, limit=10, facets=facets).total

    def close(self) -> None:
        self.engine.close()


class Sqlite:
    """SQLite FTS5."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.engine = Fts5(folder / "words.db")

    def put(self, documents: Iterable[Document]) -> None:
        self.engine.put(documents)

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> int:
        return self.engine.search(case.query(), sort, facets)[0]

    def close(self) -> None:
        self.engine.close()


@dataclass
class Built:
    """What building cost: seconds and megabytes."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    size_mb: float = 0.0


@dataclass
class Measured:
    """All figures of one run."""

    documents: int
    asked: list[Case]
    builds: dict[str, Built] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    totals: dict[str, list[int]] = field(default_factory=dict)
    put_to_found_ms: list[float] = field(default_factory=list)

    def row(self, engine: str, task: str, names: Sequence[str] | None = None) -> list[float]:
        """The figures of an engine for a task, of some classes or all."""
        return [
            self.figures[engine, task, number]
            for number, case in enumerate(self.asked)
            if names is None or case.name in names
        ]

    def same(self) -> int:
        """For how many queries do all engines find the same total?"""
        return sum(len(set(some)) == 1 for some in zip(*self.totals.values(), strict=True))


def run(documents: int, as_json: bool, out: Any) -> int:
    """Measure, write the table or JSON, and return the exit code: 1 where engines disagree on a total."""
    measured = Measured(documents, cases())
    with tempfile.TemporaryDirectory(prefix="wirkt-bench-") as home:
        ours = Wirkt(Path(home, "wirkt"))
        engines: list[Engine] = [ours, Sqlite(Path(home, "fts5"))]
        _build(measured, ours, Path(home, "wirkt"))
        _build(measured, engines[1], Path(home, "fts5"))
        _measure(measured, engines)
        measured.put_to_found_ms = put_to_found(ours.engine, Path(home, "wirkt"))
        for engine in engines:
            engine.close()
    lines = [json.dumps(_as_json(measured), ensure_ascii=False)] if as_json else _lines(measured)
    out.write("".join(f"{line}\n" for line in lines))
    return 0 if measured.same() == len(measured.asked) else 1


def _build(measured: Measured, engine: Engine, folder: Path) -> None:
    """Put everything, batch by batch; making the documents is not counted."""
    built = Built()
    source = corpus(measured.documents)
    while batch := list(islice(source, _BATCH)):
        wall, cpu = time.perf_counter(), time.process_time()
        engine.put(batch)
        built.wall_s += time.perf_counter() - wall
        built.cpu_s += time.process_time() - cpu
    built.size_mb = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    measured.builds[engine.name] = built


def _measure(measured: Measured, engines: Sequence[Engine]) -> None:
    """Engines take turns query by query, so that a busy moment meets all of them."""
    measured.totals = {engine.name: [] for engine in engines}
    for number, case in enumerate(measured.asked):
        for engine in engines:
            measured.totals[engine.name].append(engine.find(case, "newest", ()))
        for task, (sort, facets) in _TASKS.items():
            for engine in engines:
                best = _best(lambda e=engine, c=case, s=sort, f=facets: e.find(c, s, f))  # type: ignore[misc]
                measured.figures[engine.name, task, number] = best


def _best(ask: Callable[[], object]) -> float:
    """The least CPU milliseconds of five; what takes long is asked once."""
    best = float("inf")
    for _ in range(_REPEATS):
        began = time.thread_time()
        ask()
        best = min(best, (time.thread_time() - began) * 1000)
        if best > _PATIENCE_MS:
            break
    return best


def _lines(measured: Measured) -> Iterator[str]:
    classes = list(dict.fromkeys(case.name for case in measured.asked))
    yield (
        f"wirkt bench search: {measured.documents} documents (made, seed 1), {len(measured.asked)} queries in "
        f"{len(classes)} classes; {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"SQLite {VERSION}"
    )
    yield "CPU ms per query, one thread, best of 5, median / p99 (theirs : ours)"
    yield _line("", ["wirkt", *PEERS])
    for label, theirs in _rows(measured, classes):
        yield _line(label, [theirs.get(name, "not present") for name in ("wirkt", *PEERS)])


def _line(label: str, cells: Sequence[str]) -> str:
    return f"{label:36}" + "".join(f"{cell:>24}" for cell in cells)


def _rows(measured: Measured, classes: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for task in _TASKS:
        yield task, _compared(measured, task, None)
    for name in classes:
        yield f"class {name}", _compared(measured, _NEWEST, [name])
    means = {
        engine: f"{_mean(measured, engine, _NEWEST):.2f} ({_mean(measured, engine, _FACETED):.2f})"
        for engine in measured.builds
    }
    yield "mean, Boolean classes (+ 6 facets)", means
    yield (
        "put to found, other process, ms",
        {"wirkt": "{:.1f} / {:.1f}".format(*_median_and_p99(measured.put_to_found_ms))},
    )
    yield (
        "build: wall s / CPU s / size MB",
        {name: f"{b.wall_s:.1f} / {b.cpu_s:.1f} / {b.size_mb:.0f}" for name, b in measured.builds.items()},
    )
    same = f"{measured.same()} of {len(measured.asked)}"
    yield "same totals as wirkt", {"wirkt": "–", **{name: same for name in measured.builds if name != "wirkt"}}


def _mean(measured: Measured, engine: str, task: str) -> float:
    return statistics.mean(measured.row(engine, task, BOOLEAN))


def _compared(measured: Measured, task: str, names: Sequence[str] | None) -> dict[str, str]:
    ours = statistics.median(measured.row("wirkt", task, names))
    cells = {}
    for engine in measured.builds:
        median, p99 = _median_and_p99(measured.row(engine, task, names))
        ratio = "" if engine == "wirkt" else f" ({median / ours:.1f})"
        cells[engine] = f"{median:.2f} / {p99:.1f}{ratio}"
    return cells


def _median_and_p99(figures: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(figures)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def _as_json(measured: Measured) -> dict[str, Any]:
    classes = list(dict.fromkeys(case.name for case in measured.asked))
    return {
        "documents": measured.documents,
        "queries": len(measured.asked),
        "classes": len(classes),
        "rows": [{"label": label, "cells": cells} for label, cells in _rows(measured, classes)],
        "cpu_ms": [
            {"engine": engine, "task": task, "class": measured.asked[number].name,
             "query": measured.asked[number].typed, "ms": round(ms, 4)}
            for (engine, task, number), ms in measured.figures.items()
        ],
        "builds": {name: vars(built) for name, built in measured.builds.items()},
        "put_to_found_ms": [round(ms, 2) for ms in measured.put_to_found_ms],
        "same_totals": measured.same(),
        "not_present": [peer for peer in PEERS if peer not in measured.builds],
    }  # fmt: skip
