"""The table of a run, line by line."""

import statistics
from collections.abc import Iterator, Sequence

from wirkt.bench.goals import Goal, goals
from wirkt.bench.lineup import NAMES
from wirkt.bench.measured import Chosen, Figures, Measured, Task, everything, of_class, quantile
from wirkt.bench.queries import is_boolean

_LABELS: dict[Task, str] = {
    "newest": "newest 10 + total",
    "newest, facets": "newest 10 + total + 6 facets",
    "relevance, facets": "relevance 10 + total + 6 facets",
}
_ABSENT = "not present"
_MOST_LISTED = 20


def lines(measured: Measured) -> Iterator[str]:
    """The table, what differs, the goals."""
    yield (
        f"wirkt bench search: {measured.documents} documents (made, seed {measured.seed}), "
        f"{len(measured.asked)} queries in {len(measured.classes())} classes; {measured.machine}; {_versions(measured)}"
    )
    yield "CPU ms per query, one thread, best of 5, median / p99 (theirs : ours)"
    yield _line("", [_head(measured, name) for name in NAMES])
    for label, cells in _rows(measured):
        yield _line(label, [cells.get(name, _ABSENT) for name in NAMES])
    yield from _differing(measured)
    yield from _judged(goals(measured))


def _line(label: str, cells: Sequence[str]) -> str:
    return f"{label:36}" + "".join(f"{cell:>30}" for cell in cells)


def _head(measured: Measured, name: str) -> str:
    figures = measured.engines.get(name)
    fewer = figures is not None and figures.documents < measured.documents
    return f"{NAMES[name]}, {figures.documents}" if figures and fewer else NAMES[name]


def _versions(measured: Measured) -> str:
    return ", ".join(f"{NAMES[name]} {figures.version.split('-')[0]}" for name, figures in measured.engines.items())


def _rows(measured: Measured) -> Iterator[tuple[str, dict[str, str]]]:
    for task, label in _LABELS.items():
        yield label, _compared(measured, task, everything)
    for name in measured.classes():
        yield f"class {name}", _compared(measured, "newest", of_class(name))
    yield "mean, Boolean classes (+ 6 facets)", {name: _means(measured, name) for name in measured.engines}
    yield "put to found, other process, ms", _reached(measured)
    yield (
        "build: wall s / CPU s / peak MB / size MB with text",
        {name: _built(figures) for name, figures in measured.engines.items()},
    )
    yield "same totals as wirkt", {name: _same(name, figures) for name, figures in measured.engines.items()}


def _compared(measured: Measured, task: Task, chosen: Chosen) -> dict[str, str]:
    return {name: _cell(measured, name, task, chosen) for name in measured.engines}


def _cell(measured: Measured, engine: str, task: Task, chosen: Chosen) -> str:
    row = measured.cpu_ms(engine, task, chosen)
    if not row:
        return "–"
    text = f"{statistics.median(row):.3f} / {quantile(row, 0.99):.2f}"
    ratio = None if engine == "wirkt" else measured.ratio(engine, task, chosen)
    return text if ratio is None else f"{text} ({ratio:.1f})"


def _means(measured: Measured, engine: str) -> str:
    plain, counted = (measured.mean(engine, task, is_boolean) for task in ("newest", "newest, facets"))
    if plain is None or counted is None:
        return "–"
    ratio = None if engine == "wirkt" else measured.ratio(engine, "newest", is_boolean, statistics.fmean)
    return f"{plain:.3f} ({counted:.3f})" + ("" if ratio is None else f" ({ratio:.0f})")


def _reached(measured: Measured) -> dict[str, str]:
    row = measured.put_to_found_ms
    ours = f"{statistics.median(row):.1f} / {quantile(row, 0.99):.1f}" if row else "–"
    return {name: ours if name == "wirkt" else "not measured" for name in measured.engines}


def _built(figures: Figures) -> str:
    built = figures.built
    seconds, memory = (f"{built.cpu_s:.0f}" if built.cpu_s else "–"), (f"{built.peak_mb:.0f}" if built.peak_mb else "–")
    return f"{built.wall_s:.0f} / {seconds} / {memory} / {built.size_mb:.0f}"


def _same(name: str, figures: Figures) -> str:
    if name == "wirkt":
        return "–"
    compared = len(figures.compared())
    stopped = sum(task == "newest" for task, _ in figures.stopped)
    return f"{compared - len(figures.differing)} of {compared}" + (f", {stopped} stopped" if stopped else "")


def _differing(measured: Measured) -> Iterator[str]:
    ours = measured.engines["wirkt"].best
    for name, figures in measured.engines.items():
        for number in sorted(figures.differing)[:_MOST_LISTED]:
            case = measured.asked[number]
            found = figures.best["newest", number].total
            asked = " ".join(filter(None, [case.typed, str(case.criteria or "")]))
            yield f"  {NAMES[name]} finds {found}, wirkt {ours['newest', number].total}: {case.name}: {asked[:100]}"


def _judged(judged: Sequence[Goal]) -> Iterator[str]:
    missed = [goal for goal in judged if not goal.met]
    yield f"goals: {len(judged) - len(missed)} met, {len(missed)} missed"
    yield from (f"  missed: {goal}" for goal in missed)
