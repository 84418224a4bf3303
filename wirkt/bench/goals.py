"""What the search must keep: figures of its own at 500,000 documents, and ratios to others in the same run."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wirkt.bench.lineup import NAMES
from wirkt.bench.measured import Chosen, Measured, Task, everything, of_class, quantile
from wirkt.bench.queries import PARTS, is_boolean

AT = 500_000
"""Figures of our own are judged at this number."""
RATIOS_FROM = 100_000
"""Below, everything is fast and the ratios say little."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and what it must not exceed."""

    label: str
    value: float
    limit: float

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def __str__(self) -> str:
        return f"{self.label}: {_figure(self.value)}, limit {_figure(self.limit)}"


def _figure(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


_OFTEN = of_class("very frequent word")
_OWN: tuple[tuple[str, Task, Chosen, float, float], ...] = (
    ("newest 10 + total", "newest", everything, 0.15, 40),
    ("newest 10 + total + 6 facets", "newest, facets", everything, 0.6, 45),
    ("relevance 10 + total + 6 facets", "relevance, facets", everything, 1.9, 78),
    ("very frequent word + 6 facets", "newest, facets", _OFTEN, 1, 2),
    ("phrase of two", "newest", of_class("phrase of two"), 1.7, 38),
    ("prefix", "newest", of_class("prefix"), 1, 40),
    ("infix, suffix", "newest", of_class(*PARTS), 15, 100),
)
"""Median and 99th percentile of CPU milliseconds."""

_RATIOS: tuple[tuple[str, str, Task, Chosen, Callable[..., float], float], ...] = (
    ("newest 10 + total", "tantivy", "newest", everything, statistics.median, 1 / 2),
    ("newest 10 + total + 6 facets", "tantivy", "newest, facets", everything, statistics.median, 1 / 3),
    ("relevance 10 + total + 6 facets", "tantivy", "relevance, facets", everything, statistics.median, 1),
    ("very frequent word + 6 facets", "tantivy", "newest, facets", _OFTEN, statistics.median, 0.1),
    ("phrase of two", "tantivy", "newest", of_class("phrase of two"), statistics.median, 1.2),
    ("phrase with stop words", "tantivy", "newest", of_class("phrase with stop words"), statistics.median, 1 / 5),
    ("prefix", "tantivy", "newest", of_class("prefix"), statistics.median, 1),
    ("infix", "tantivy", "newest", of_class("infix"), statistics.median, 1 / 20),
    ("suffix", "tantivy", "newest", of_class("suffix"), statistics.median, 1 / 20),
    ("infix", "lucene", "newest", of_class("infix"), statistics.median, 1 / 4),
    ("suffix", "lucene", "newest", of_class("suffix"), statistics.median, 1 / 4),
    ("mean, Boolean classes", "tantivy", "newest", is_boolean, statistics.fmean, 1 / 10),
    ("mean, Boolean classes + 6 facets", "tantivy", "newest, facets", is_boolean, statistics.fmean, 1 / 10),
    ("mean, Boolean classes", "lucene", "newest", is_boolean, statistics.fmean, 1 / 10),
    ("mean, Boolean classes + 6 facets", "lucene", "newest, facets", is_boolean, statistics.fmean, 1 / 10),
    ("mean, Boolean classes", "fts5", "newest", is_boolean, statistics.fmean, 1 / 100),
    ("mean, Boolean classes", "postgres", "newest", is_boolean, statistics.fmean, 1 / 100),
)  # fmt: skip


def goals(measured: Measured) -> list[Goal]:
    """Those that can be judged; whoever was not measured gives no goal."""
    own = [*_own(measured), *_around(measured)] if measured.documents == AT else []
    return [*own, *(_ratios(measured) if measured.documents >= RATIOS_FROM else ())]


def _own(measured: Measured) -> Iterator[Goal]:
    for label, task, chosen, median, p99 in _OWN:
        row = measured.cpu_ms("wirkt", task, chosen)
        yield Goal(f"{label}, median ms", statistics.median(row), median)
        yield Goal(f"{label}, p99 ms", quantile(row, 0.99), p99)
    for facets, task, limit in (("", "newest", 0.06), (" + 6 facets", "newest, facets", 0.45)):
        row = measured.cpu_ms("wirkt", "newest" if task == "newest" else "newest, facets", is_boolean)
        yield Goal(f"mean, Boolean classes{facets}, ms", statistics.fmean(row), limit)


def _around(measured: Measured) -> Iterator[Goal]:
    if row := measured.put_to_found_ms:
        yield Goal("put to found, median ms", statistics.median(row), 150)
        yield Goal("put to found, p99 ms", quantile(row, 0.99), 500)
    built = measured.engines["wirkt"].built
    yield Goal("build, wall s", built.wall_s, 900)
    yield Goal("build, peak MB", built.peak_mb, 2_000)
    yield Goal("build, size MB", built.size_mb, 3_000)


def _ratios(measured: Measured) -> Iterator[Goal]:
    for label, peer, task, chosen, of, limit in _RATIOS:
        if (ratio := measured.ratio(peer, task, chosen, of)) is not None:
            yield Goal(f"{label}, times {NAMES[peer]}", 1 / max(ratio, 1e-9), limit)
