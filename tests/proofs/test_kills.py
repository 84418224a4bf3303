"""Killed at any moment, an import leaves whole releases only, and the index comes back in step."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ITEMS = 60


def kill(home: Path, kills: int, seed: int) -> dict[str, object]:
    script = Path(__file__).with_name("killing.py")
    arguments = [sys.executable, script, home, str(kills), str(seed), str(ITEMS)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=1800)
    first, second = done.stdout.splitlines()[-2:]
    return {**json.loads(first), **json.loads(second), "errors": done.stderr[-4000:]}


def test_twenty_kills_leave_nothing_half_stored_and_an_index_in_step(tmp_path):
    found = kill(tmp_path / "home", 20, seed=1)

    assert found["killed"] >= 5
    assert (found["half"], found["faults"], found["failed"]) == (0, [], 0), found["errors"]
    assert found["stored"] in {0, ITEMS}


@pytest.mark.proof
def test_many_kills_leave_nothing_half_stored_and_an_index_in_step(tmp_path, prove):
    found = kill(tmp_path / "home", 500, seed=2)

    prove("imports killed at a random moment (signal 9)", f"{found['killed']} of 500 while at work; "
          f"{found['half']} releases half stored, {len(found['faults'])} faults after one round of work")  # fmt: skip
    assert (found["half"], found["faults"], found["failed"], found["stored"]) == (0, [], 0, ITEMS), found["errors"]


def kill_index(folder: Path, kills: int, seed: int) -> dict[str, object]:
    script = Path(__file__).with_name("index_killing.py")
    arguments = [sys.executable, script, folder, str(kills), str(seed)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=1800)
    return {**json.loads(done.stdout), "errors": done.stderr[-4000:]}


def test_an_index_whose_writer_is_killed_holds_what_was_promised(tmp_path):
    found = kill_index(tmp_path / "index", 20, seed=1)

    assert (found["killed"], found["faults"], found["errors"]) == (20, [], "")
    assert found["promised"] > 20


@pytest.mark.proof
def test_an_index_whose_writer_is_killed_many_times_holds_what_was_promised(tmp_path, prove):
    found = kill_index(tmp_path / "index", 500, seed=2)

    prove(
        "writers of an index killed at a random moment (signal 9)",
        f"{found['killed']} of 500 at work, {found['promised']} changes promised; "
        f"{len(found['faults'])} times the index held something else",
    )
    assert (found["killed"], found["faults"], found["errors"]) == (500, [], "")
