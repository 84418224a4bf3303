"""All figures of one run, and how they are summed up."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from wirkt.bench.asking import FACETS, Answer, Built
from wirkt.bench.queries import PARTS, Case
from wirkt.search.engine import Sort

Task: TypeAlias = Literal["newest", "newest, facets", "relevance, facets"]
TASKS: dict[Task, tuple[Sort, Sequence[str]]] = {
    "newest": ("newest", ()),
    "newest, facets": ("newest", FACETS),
    "relevance, facets": ("relevance", FACETS),
}
"""What each query is asked for, the cheapest first."""

Chosen: TypeAlias = Callable[[Case], bool]


def everything(case: Case) -> bool:
    """All queries that count for the figures over all classes."""
    return case.name not in PARTS


def of_class(*names: str) -> Chosen:
    """The queries of some classes."""
    return lambda case: case.name in names


@dataclass
class Figures:
    """What one engine answered. A query that it has no words for is in none of these."""

    version: str
    documents: int
    built: Built
    best: dict[tuple[Task, int], Answer] = field(default_factory=dict)
    stopped: set[tuple[Task, int]] = field(default_factory=set)
    differing: set[int] = field(default_factory=set)

    def counted(self, task: Task, number: int) -> bool:
        """A query it answered otherwise is left out; one that was stopped counts with its time so far."""
        return (task, number) in self.best and number not in self.differing

    def compared(self) -> list[int]:
        """The queries whose totals could be compared."""
        return [number for task, number in self.best if task == "newest" and (task, number) not in self.stopped]


@dataclass
class Measured:
    """A run. `engines` are by their short names, wirkt first."""

    documents: int
    seed: int
    machine: str
    date: str
    asked: list[Case]
    engines: dict[str, Figures] = field(default_factory=dict)
    put_to_found_ms: list[float] = field(default_factory=list)

    def classes(self) -> list[str]:
        """In the order they were asked."""
        return list(dict.fromkeys(case.name for case in self.asked))

    def cpu_ms(self, engine: str, task: Task, chosen: Chosen, beside: str = "") -> list[float]:
        """One figure a query; with `beside` only of queries that count for that engine as well."""
        held = [self.engines[name] for name in {engine, beside or engine}]
        return [
            self.engines[engine].best[task, number].cpu_ms
            for number, case in enumerate(self.asked)
            if chosen(case) and all(figures.counted(task, number) for figures in held)
        ]

    def median(self, engine: str, task: Task, chosen: Chosen) -> float | None:
        """None where nothing was measured."""
        row = self.cpu_ms(engine, task, chosen)
        return statistics.median(row) if row else None

    def mean(self, engine: str, task: Task, chosen: Chosen) -> float | None:
        """None where nothing was measured."""
        row = self.cpu_ms(engine, task, chosen)
        return statistics.fmean(row) if row else None

    def ratio(
        self, peer: str, task: Task, chosen: Chosen, of: Callable[[Sequence[float]], float] = statistics.median
    ) -> float | None:
        """How many times ours theirs is, on the queries both answered alike."""
        if peer not in self.engines or not (theirs := self.cpu_ms(peer, task, chosen, "wirkt")):
            return None
        return of(theirs) / max(of(self.cpu_ms("wirkt", task, chosen, peer)), 1e-6)

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return {
            "documents": self.documents,
            "seed": self.seed,
            "machine": self.machine,
            "date": self.date,
            "queries": [{"class": case.name, "query": case.typed, "criteria": case.criteria} for case in self.asked],
            "engines": {name: self._figures(figures) for name, figures in self.engines.items()},
            "put_to_found_ms": [round(ms, 2) for ms in self.put_to_found_ms],
        }

    def _figures(self, figures: Figures) -> dict[str, Any]:
        return {
            "version": figures.version,
            "documents": figures.documents,
            "build": asdict(figures.built),
            "differing": sorted(figures.differing),
            "answers": [
                {"task": task, "query": number, "total": answer.total, "cpu_ms": round(answer.cpu_ms, 4),
                 "wall_ms": round(answer.wall_ms, 4), "stopped": (task, number) in figures.stopped}
                for (task, number), answer in figures.best.items()
            ],
        }  # fmt: skip


def quantile(row: Sequence[float], share: float) -> float:
    """The figure that so many of the queries do not exceed."""
    ordered = sorted(row)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
