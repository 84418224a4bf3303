"""`wirkt bench search`: our engine beside others, in one run, on the same documents and queries."""

import json
import os
import platform
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from wirkt.bench.asking import Answer, Asked, TooSlow, Unanswerable
from wirkt.bench.corpus import FIRST, moment
from wirkt.bench.goals import goals
from wirkt.bench.kept import Kept
from wirkt.bench.lineup import Lineup, index
from wirkt.bench.measured import TASKS, Figures, Measured, Task
from wirkt.bench.peers.embedded import Open
from wirkt.bench.queries import Case, cases
from wirkt.bench.reaching import put_to_found
from wirkt.bench.report import lines

_REPEATS, _SLOW_REPEATS = 5, 2
_SLOW_MS = 200.0


def run(documents: int, kept: Kept, lineup: Lineup, as_json: bool, out: Any) -> int:
    """Measure, write the table or JSON, keep the figures, and return the exit code: 1 where a goal is missed."""
    kept.make(documents)
    measured = measure(documents, kept, lineup)
    told = json.dumps(measured.as_json(), ensure_ascii=False)
    (kept.folder / f"results-{documents}.json").write_text(told, encoding="utf-8")
    for line in [told] if as_json else lines(measured):
        out.write(f"{line}\n")
    return 0 if all(goal.met for goal in goals(measured)) else 1


def measure(documents: int, kept: Kept, lineup: Lineup) -> Measured:
    """Ask everything of everybody."""
    date = time.strftime("%Y-%m-%d", time.gmtime())
    measured = Measured(documents, kept.seed, machine(), date, cases(documents))
    opened: dict[str, Asked] = {}
    for name in lineup.present():
        peer = lineup.peer(name)
        folder, built = index(lineup, name, kept, documents)
        opened[name] = peer.open(folder)
        measured.engines[name] = Figures(peer.version, min(documents, peer.most or documents), built)
    try:
        for number in range(len(measured.asked)):
            _ask(measured, opened, number)
        ours = opened["wirkt"]
        assert isinstance(ours, Open)  # noqa: S101 -- told to the type checker
        _compare(measured, ours)
        measured.put_to_found_ms = put_to_found(ours.engine)
    finally:
        for engine in opened.values():
            engine.close()
    return measured


def _ask(measured: Measured, opened: dict[str, Asked], number: int) -> None:
    """Engines take turns query by query, so that a busy moment meets all of them."""
    case = measured.asked[number]
    for task, (sort, facets) in TASKS.items():
        for name, engine in opened.items():
            _note(measured.engines[name], task, number, lambda e=engine, s=sort, f=facets: e.find(case, s, f))  # type: ignore[misc]


def _note(figures: Figures, task: Task, number: int, find: Callable[[], Answer]) -> None:
    """What was stopped is not asked for more."""
    if before := next((held for held in figures.stopped if held[1] == number), None):
        figures.best[task, number] = figures.best[before]
        figures.stopped.add((task, number))
        return
    try:
        figures.best[task, number] = best(find)
    except TooSlow as stopped:
        figures.best[task, number] = Answer(-1, stopped.ms, stopped.ms)
        figures.stopped.add((task, number))
    except Unanswerable:
        pass


def best(find: Callable[[], Answer]) -> Answer:
    """The least of five; of two where it takes long."""
    answers = [find()]
    while len(answers) < (_REPEATS if answers[0].cpu_ms < _SLOW_MS else _SLOW_REPEATS):
        answers.append(find())
    return min(answers, key=lambda answer: answer.cpu_ms)


def _compare(measured: Measured, ours: Open) -> None:
    """Which totals differ from ours, among the documents that both have."""
    for name, figures in measured.engines.items():
        for number in figures.compared() if name != "wirkt" else ():
            total = measured.engines["wirkt"].best["newest", number].total
            if figures.documents < measured.documents:
                total = _among_first(ours, measured.asked[number], figures.documents)
            if figures.best["newest", number].total != total:
                figures.differing.add(number)


def _among_first(ours: Open, case: Case, documents: int) -> int:
    return ours.engine.histogram(case.query(), [FIRST - timedelta(days=1), moment(documents)])[0]


def machine() -> str:
    """The processor, how many, and how busy it is already."""
    info = Path("/proc/cpuinfo")
    told = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":")[1].strip() for line in told if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
