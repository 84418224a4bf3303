"""What is measured: engines that build an index of the made documents and answer its queries."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from wirkt.bench.kept import Kept
from wirkt.bench.queries import Case
from wirkt.search.engine import Sort

FACETS = ("kind", "subject", "audience", "scope", "language", "country")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """How many were found, and what it took: milliseconds on the processor, by the clock."""

    total: int
    cpu_ms: float
    wall_ms: float


class TooSlow(Exception):
    """The engine was stopped; it had taken so many milliseconds."""

    def __init__(self, ms: float) -> None:
        super().__init__(f"stopped after {ms:.0f} ms")
        self.ms = ms


class Unanswerable(Exception):
    """The engine has no words for such a query."""


@dataclass(frozen=True, slots=True)
class Built:
    """What building cost: seconds, and megabytes of memory and on disk; 0 where it cannot be told."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    size_mb: float


class Asked(Protocol):
    """An open index."""

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        """Ten hits, the total, counts by category. Raises `TooSlow`, `Unanswerable`."""

    def close(self) -> None: ...


class Peer(Protocol):
    """An engine of the benchmark. `most` is the number of documents it is measured with at most."""

    name: str
    most: int | None

    @property
    def version(self) -> str:
        """Of the engine and of how it is used here: another one builds anew."""

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """Make an index in a folder that is there and empty."""

    def open(self, folder: Path) -> Asked: ...


def timed(ask: Callable[[], int]) -> Answer:
    """What an engine in this process takes, in this thread."""
    wall, cpu = time.perf_counter(), time.thread_time()
    total = ask()
    return Answer(total, (time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)


class Metered(Iterable[T]):
    """Goes through values and knows how long making them took, so that it can be taken off."""

    def __init__(self, values: Iterable[T]) -> None:
        self._values = iter(values)
        self.wall_s = self.cpu_s = 0.0

    def __iter__(self) -> "Metered[T]":
        return self

    def __next__(self) -> T:
        wall, cpu = time.perf_counter(), time.thread_time()
        try:
            return next(self._values)
        finally:
            self.wall_s += time.perf_counter() - wall
            self.cpu_s += time.thread_time() - cpu


def built(folder: Path, source: Iterable[T], put: Callable[[Iterable[T]], None]) -> Built:
    """Build with a function of this process; making the documents is not counted."""
    metered = Metered(source)
    wall, cpu = time.perf_counter(), time.process_time()
    put(metered)
    wall, cpu = time.perf_counter() - wall - metered.wall_s, time.process_time() - cpu - metered.cpu_s
    return Built(wall, cpu, peak_mb(), size_mb(folder))


def peak_mb(process: str = "self") -> float:
    """The most memory a process ever had, as the kernel keeps it."""
    return status_mb(process, "VmHWM:")


def size_mb(folder: Path) -> float:
    """All files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def status_mb(process: str, name: str) -> float:
    """A line of what the kernel keeps about a process; 0 where it does not tell."""
    file = Path("/proc", process, "status")
    lines = file.read_text().splitlines() if file.exists() else []
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name)), 0.0)
