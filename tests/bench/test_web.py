"""A whole search is measured over HTTP beside a constant of the same server."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from wirkt.bench.web import Served, addresses


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


def bench(home: Path, *arguments: str) -> str:
    out = io.StringIO()
    call_command("bench", "web", "--documents", "40", "--requests", "40", "--folder", home, *arguments, stdout=out)
    return out.getvalue()


def test_a_person_reads_what_a_request_takes_and_what_memory_is_left(home: Path) -> None:
    told = bench(home).splitlines()

    assert told[0] == "wirkt bench web: 40 releases (made, seed 1), 40 requests of each kind"
    assert [line[:44].strip() for line in told[1:]] == [
        "new search with facets, CPU ms a request",
        "the same asked again, CPU ms a request",
        "a constant, CPU ms a request",
        "memory: resident MB / anonymous MB",
        "goals: 0 met, 0 missed",
    ]


def test_programs_get_the_same_as_one_object(home: Path) -> None:
    told = json.loads(bench(home, "--json"))

    assert (told["documents"], told["requests"]) == (40, 40)
    assert told["new_ms"] > 0
    assert 20 < told["anonymous_mb"] < told["resident_mb"]


def test_the_searches_are_of_many_kinds() -> None:
    asked = addresses(1000)

    assert len(asked) == len(set(asked)) > 80
    assert all(address.startswith("/find.json?q=") for address in asked)


def test_goals_are_judged_where_there_is_something_to_search() -> None:
    served = Served(20_000, 400, new_ms=3.0, again_ms=1.2, constant_ms=1.0, resident_mb=300, anonymous_mb=100)

    missed = [str(goal) for goal in served.goals() if not goal.met]

    assert missed == ["new search over HTTP, times a constant: 3, limit 1.5"]
    assert Served(40, 40, 3.0, 1.2, 1.0, 900, 100).goals() == []
