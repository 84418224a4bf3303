"""The benchmark says what it measured, who found otherwise, and which goals were missed."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wirkt.bench import search
from wirkt.bench.asking import Answer, TooSlow, Unanswerable
from wirkt.bench.goals import Goal
from wirkt.bench.kept import Kept
from wirkt.bench.lineup import NAMES, Lineup
from wirkt.bench.measured import Figures
from wirkt.bench.queries import Case, cases
from wirkt.bench.report import lines
from wirkt.bench.search import best, measure

DOCUMENTS = 300
WANTED = ("tantivy", "fts5")


def few(each: int) -> Callable[[int], list[Case]]:
    """So many of each class."""
    return lambda documents: [case for place, case in enumerate(cases(documents)) if place % 12 < each]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def measured(home: Path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "cases", few(2))
        kept = Kept(home)
        kept.make(DOCUMENTS)
        return measure(DOCUMENTS, kept, Lineup(WANTED))


@pytest.fixture(scope="module")
def table(measured) -> list[str]:
    return list(lines(measured))


def test_the_table_has_its_labels_and_every_class(table) -> None:
    classes = list(dict.fromkeys(case.name for case in cases(DOCUMENTS)))

    assert [line[:36].strip() for line in table[3:]] == [
        "newest 10 + total",
        "newest 10 + total + 6 facets",
        "relevance 10 + total + 6 facets",
        *(f"class {name}" for name in classes),
        "mean, Boolean classes (+ 6 facets)",
        "put to found, other process, ms",
        "build: wall s / CPU s / peak MB / si",
        "same totals as wirkt",
        "goals: 0 met, 0 missed",
    ]
    assert table[0].startswith("wirkt bench search: 300 documents (made, seed 1), 44 queries in 22 classes; ")
    assert table[1] == "CPU ms per query, one thread, best of 5, median / p99 (theirs : ours)"


def test_absent_peers_are_named(table) -> None:
    assert [name for name in NAMES.values() if name in table[2]] == list(NAMES.values())
    assert {line.count("not present") for line in table[3:-1]} == {3}


def test_all_engines_find_the_same_totals(measured, table) -> None:
    assert table[-2].count("44 of 44") == len(WANTED)
    assert not any(figures.differing for figures in measured.engines.values())


def test_each_engine_is_built_in_a_process_of_its_own(measured, home) -> None:
    for name, figures in measured.engines.items():
        built = figures.built
        assert min(built.wall_s, built.cpu_s, built.peak_mb, built.size_mb) > 0, name
    assert {path.name.split("-")[0] for path in home.iterdir()} == {"made", "wirkt", *WANTED}


def test_a_new_document_is_found_by_another_process(measured) -> None:
    assert len(measured.put_to_found_ms) == 20
    assert all(ms > 0 for ms in measured.put_to_found_ms)


def test_who_finds_otherwise_is_listed_and_left_out(measured) -> None:
    figures = measured.engines["fts5"]
    figures.differing.add(0)
    try:
        told = list(lines(measured))
    finally:
        figures.differing.clear()

    assert any("43 of 44" in line for line in told)
    assert any(line.startswith("  SQLite FTS5 finds ") and "very frequent word" in line for line in told)


def test_programs_get_every_figure(measured) -> None:
    told = json.loads(json.dumps(measured.as_json()))

    assert set(told["engines"]) == {"wirkt", *WANTED}
    assert len(told["queries"]) == 44
    for engine in told["engines"].values():
        assert len(engine["answers"]) == 3 * 44
        assert set(engine["build"]) == {"wall_s", "cpu_s", "peak_mb", "size_mb"}
        assert all(answer["wall_ms"] > 0 for answer in engine["answers"])


def test_a_missed_goal_ends_with_one(home, monkeypatch) -> None:
    monkeypatch.setattr(search, "cases", few(1))
    monkeypatch.setattr(search, "goals", lambda _: [Goal("build", 2, 1)])
    out = io.StringIO()

    code = search.run(DOCUMENTS, Kept(home), Lineup(("wirkt",)), True, out)

    assert code == 1
    assert json.loads(out.getvalue()) == json.loads((home / "results-300.json").read_text())


def test_the_command_takes_the_engines_by_name(home, monkeypatch) -> None:
    monkeypatch.setattr(search, "cases", few(1))
    out = io.StringIO()

    call_command("bench", "search", "--documents", "300", "--engines", "tantivy", "--folder", home, stdout=out)

    assert "264" not in out.getvalue().splitlines()[0]
    assert out.getvalue().count("22 of 22") == 1
    with pytest.raises(CommandError, match="unknown: sphinx"):
        call_command("bench", "search", "--engines", "sphinx", "--folder", home)


def test_what_takes_long_is_asked_twice() -> None:
    asked: list[float] = []

    def find(ms: float) -> Answer:
        asked.append(ms)
        return Answer(1, ms, ms)

    assert best(lambda: find(1.0)).cpu_ms == 1.0
    assert best(lambda: find(900.0)).cpu_ms == 900.0
    assert asked == [1.0] * 5 + [900.0] * 2


def test_who_was_stopped_is_not_asked_for_more() -> None:
    figures = Figures("1", 300, None)  # type: ignore[arg-type]

    def slow() -> Answer:
        raise TooSlow(2000)

    def never() -> Answer:
        raise AssertionError

    search._note(figures, "newest", 7, slow)
    search._note(figures, "newest, facets", 7, never)

    assert {figures.best[task, 7].cpu_ms for task in ("newest", "newest, facets")} == {2000}
    assert figures.compared() == []


def test_a_query_without_words_for_it_is_left_out() -> None:
    figures = Figures("1", 300, None)  # type: ignore[arg-type]

    def silent() -> Answer:
        raise Unanswerable

    search._note(figures, "newest", 7, silent)

    assert figures.best == {}
