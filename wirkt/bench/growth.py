"""How figures grow with the number of documents: read from the runs that were kept, carried on to five million."""

import json
import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AT = 5_000_000
_LINEAR = 1.1
"""An exponent up to this counts as linear: figures of two runs differ by as much."""
_LEAST_MS = 0.02
"""Below, it is the calls that are measured."""


@dataclass(frozen=True, slots=True)
class Grown:
    """The mean CPU milliseconds of a class for a task, run by run."""

    label: str
    documents: tuple[int, ...]
    means: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The slope in logarithms: 1 is linear, 0 does not grow."""
        if len(self.documents) < 2:
            return 0.0
        fitted = statistics.linear_regression([math.log(n) for n in self.documents], [math.log(m) for m in self.means])
        return fitted.slope

    @property
    def extrapolated(self) -> float:
        """At five million, from the largest run on."""
        return float(self.means[-1] * (AT / self.documents[-1]) ** max(self.exponent, 0))

    @property
    def linear(self) -> bool:
        """Whether it grows no faster than the documents do."""
        return self.exponent <= _LINEAR or self.means[-1] < _LEAST_MS


def run(folder: Path, as_json: bool, out: Any) -> int:
    """Write the table; 1 where a class grows faster than the number of documents."""
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("results-*.json")]
    grown = list(growth(sorted(runs, key=lambda one: int(one["documents"]))))
    if as_json:
        rows = [
            {"label": one.label, "means": dict(zip(one.documents, one.means, strict=True)), "exponent": one.exponent,
             "extrapolated": one.extrapolated}
            for one in grown
        ]  # fmt: skip
        out.write(json.dumps({"at": AT, "rows": rows}) + "\n")
    else:
        out.write("".join(f"{line}\n" for line in _lines(grown)))
    return 0 if all(one.linear for one in grown) else 1


def growth(runs: Sequence[dict[str, Any]]) -> Iterator[Grown]:
    """Class by class and task by task, from the runs with the fewest documents to that with the most."""
    documents = tuple(run["documents"] for run in runs)
    means = [_means(run) for run in runs]
    for label in means[-1] if means else ():
        if all(label in held for held in means):
            yield Grown(label, documents, tuple(max(held[label], 1e-4) for held in means))


def _means(run: dict[str, Any]) -> dict[str, float]:
    rows: dict[str, list[float]] = {}
    for answer in run["engines"]["wirkt"]["answers"]:
        name = run["queries"][answer["query"]]["class"]
        rows.setdefault(f"{name}: {answer['task']}", []).append(answer["cpu_ms"])
    return {label: statistics.fmean(row) for label, row in sorted(rows.items())}


def _lines(grown: Sequence[Grown]) -> Iterator[str]:
    if not grown:
        yield "no results are kept: run `wirkt bench search` with two numbers of documents at least"
        return
    heads = [f"{number:>12,}" for number in grown[0].documents]
    yield f"{'mean CPU ms, growth as documents ^ x':46}" + "".join(heads) + f"{'x':>8}{f'{AT:,} (extrapolated)':>28}"
    for one in grown:
        cells = "".join(f"{mean:>12.3f}" for mean in one.means)
        note = "" if one.linear else "  faster than linear"
        yield f"{one.label:46}{cells}{one.exponent:>8.2f}{one.extrapolated:>28.2f}{note}"
