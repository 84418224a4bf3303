"""What must hold is judged where it can be."""

from dataclasses import replace

from wirkt.bench.asking import Answer, Built
from wirkt.bench.goals import Goal, goals
from wirkt.bench.measured import TASKS, Figures, Measured
from wirkt.bench.queries import cases


def measured(documents: int, **cpu_ms: float) -> Measured:
    """Every query of an engine takes as long."""
    made = Measured(documents, 1, "a machine", "2026-11-25", cases(documents))
    for name, ms in cpu_ms.items():
        figures = Figures("1", documents, Built(100, 90, 500, 900))
        figures.best = {(task, number): Answer(5, ms, ms) for task in TASKS for number in range(len(made.asked))}
        made.engines[name] = figures
    made.put_to_found_ms = [20.0] * 20
    return made


def labels(judged: list[Goal], *, met: bool) -> set[str]:
    return {goal.label for goal in judged if goal.met is met}


def test_figures_of_our_own_are_judged_at_the_full_number_alone() -> None:
    assert goals(measured(2_000, wirkt=90, tantivy=1)) == []
    assert {goal.label for goal in goals(measured(100_000, wirkt=90))} == set()
    judged = goals(measured(500_000, wirkt=0.01))
    assert len(judged) == 21
    assert all(goal.met for goal in judged)


def test_a_missed_goal_says_label_value_and_limit() -> None:
    judged = goals(measured(500_000, wirkt=0.1))

    assert labels(judged, met=False) == {"mean, Boolean classes, ms"}
    (missed,) = [goal for goal in judged if not goal.met]
    assert str(missed) == "mean, Boolean classes, ms: 0.1, limit 0.06"
    assert str(Goal("build, peak MB", 3046.8, 2_000)) == "build, peak MB: 3,047, limit 2,000"


def test_ratios_are_judged_with_whoever_was_measured() -> None:
    judged = goals(measured(100_000, wirkt=0.1, tantivy=0.5, lucene=10, fts5=100))

    assert labels(judged, met=False) == {
        "very frequent word + 6 facets, times tantivy (plain)",
        "infix, times tantivy (plain)",
        "suffix, times tantivy (plain)",
        "mean, Boolean classes, times tantivy (plain)",
        "mean, Boolean classes + 6 facets, times tantivy (plain)",
    }
    assert "mean, Boolean classes, times SQLite FTS5" in labels(judged, met=True)
    assert not any("PostgreSQL" in goal.label for goal in judged)


def test_building_and_reaching_are_judged_too() -> None:
    slow = measured(500_000, wirkt=0.01)
    slow.engines["wirkt"].built = replace(slow.engines["wirkt"].built, wall_s=1000, peak_mb=3000, size_mb=4000)
    slow.put_to_found_ms = [200.0] * 19 + [600.0]

    assert labels(goals(slow), met=False) == {
        "put to found, median ms", "put to found, p99 ms", "build, wall s", "build, peak MB", "build, size MB",
    }  # fmt: skip


def test_a_query_answered_otherwise_is_left_out_of_both_sides() -> None:
    made = measured(100_000, wirkt=1, tantivy=2)
    made.engines["tantivy"].best["newest", 0] = Answer(6, 9_000, 9_000)
    made.engines["tantivy"].differing.add(0)

    (first, *_) = made.asked
    assert made.cpu_ms("tantivy", "newest", lambda case: case == first) == []
    assert made.ratio("tantivy", "newest", lambda case: case.name == first.name) == 2
