"""The commands that keep the house in order: init, check, reindex, work, sample, and the way to them."""

import io
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.commands.conftest import ROOT, Run, command_in
from tests.conftest import NOON
from wirkt.__main__ import COMMANDS, USAGE, main
from wirkt.catalogue.engine import engine
from wirkt.config import home
from wirkt.criteria.models import Criterion
from wirkt.journal.models import Pending
from wirkt.releases.models import Image, PressRelease
from wirkt.worker import lock, steps

pytestmark = pytest.mark.django_db


def call(*arguments: str) -> Run:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        code = int(end.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


def lose_from_the_index(*keys: str) -> None:
    writer = steps.ready_engine()
    writer.apply(drop=keys)
    writer.close()


# wirkt NAME


@pytest.mark.parametrize("asked", [[], ["-h"], ["--help"], ["help"]])
def test_who_asks_for_help_gets_the_commands_on_standard_output(capsys, asked):
    code = main(asked)

    assert (code, capsys.readouterr()) == (0, (USAGE + "\n", ""))


def test_a_command_nobody_knows_is_an_error_on_standard_error(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("WIRKT_HOME", str(tmp_path / "house"))

    code = main(["fly", "--high"])

    assert (code, capsys.readouterr()) == (2, ("", USAGE + "\n"))
    assert not (tmp_path / "house").exists()


def test_the_usage_names_every_command_of_the_house():
    ours = set(COMMANDS) - {"compilemessages", "makemessages", "makemigrations"}

    assert {line.split()[0] for line in USAGE.splitlines() if line.startswith("  ")} == ours


@pytest.fixture
def terminal(monkeypatch, tmp_path):
    """A terminal at a fresh home whose language can be set; the language of the tests comes back."""
    monkeypatch.setenv("WIRKT_HOME", str(tmp_path))
    monkeypatch.delenv("WIRKT_SECRET_KEY", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    before = translation.get_language()
    yield monkeypatch
    translation.activate(before)


@pytest.mark.parametrize(
    ("environment", "answer"),
    [
        ({"LANG": "de_DE.UTF-8"}, "1 Pressemitteilung"), ({"LANG": "de"}, "1 Pressemitteilung"),
        ({"LANG": "en_GB.UTF-8"}, "1 press release"), ({"LANG": "fr_FR.UTF-8"}, "1 press release"),
        ({"LANG": "C", "LC_MESSAGES": "de_AT"}, "1 Pressemitteilung"),
        ({"LC_ALL": "en_GB", "LANG": "de_DE"}, "1 press release"), ({}, "1 press release"),
    ],
)  # fmt: skip
def test_a_terminal_is_answered_in_its_language(make_release, terminal, capsys, environment, answer):
    make_release()
    for name, value in environment.items():
        terminal.setenv(name, value)

    code = main(["search", "Moor"])

    assert (code, capsys.readouterr().out.splitlines()[0]) == (0, answer)


def test_the_home_gets_a_secret_key_that_stays(terminal, tmp_path, capsys):
    main(["init"])
    first = (tmp_path / "secret-key").read_text()
    main(["init"])

    assert (tmp_path / "secret-key").read_text() == first
    assert (len(first) >= 50, (tmp_path / "secret-key").stat().st_mode & 0o777) == (True, 0o600)
    assert capsys.readouterr().out.splitlines() == [f"{tmp_path} is ready.", f"{tmp_path} is up to date."]


def test_a_key_from_the_environment_leaves_none_in_the_home(terminal, tmp_path):
    terminal.setenv("WIRKT_SECRET_KEY", "given from outside")

    main(["init"])

    assert not (tmp_path / "secret-key").exists()


# wirkt init


def test_a_home_is_prepared_once_and_again_when_something_is_new(monkeypatch):
    done = [home.prepare(), home.prepare()]
    monkeypatch.setattr(settings, "VERSION", "99.0")
    done += [home.prepare(), home.prepare()]

    assert done == [True, False, True, False]


def test_preparing_again_brings_back_what_is_missing_and_keeps_what_was_reworded():
    Criterion.objects.filter(category="subject", slug="biology").update(en="Life sciences")
    Criterion.objects.filter(category="subject", slug="chemistry").delete()

    home.prepare()

    labels = dict(Criterion.objects.filter(category="subject").values_list("slug", "en"))
    assert (labels["biology"], labels["chemistry"]) == ("Life sciences", "Chemistry")


def test_a_quiet_init_says_nothing():
    assert call("home", "--verbosity", "0").out == ""


def test_two_at_once_on_an_empty_home_make_one_sound_home(tmp_path: Path):
    wirkt = command_in(tmp_path / "new", WIRKT_SECRET_KEY="the same for both")

    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda _: wirkt("init"), range(2)))

    assert [(run.code, run.err) for run in runs] == [(0, "")] * 2
    assert sorted(run.out.split(" is ")[1] for run in runs) == ["ready.\n", "up to date.\n"]
    assert wirkt("check").out == "All well.\n"


# wirkt check


def test_all_well_is_said_and_is_exit_code_zero(make_release, indexed):
    make_release()
    indexed()

    assert call("check_home") == Run(0, "All well.\n", "")


def test_a_fault_is_named_and_is_exit_code_one(make_release, indexed):
    release = make_release()
    indexed()
    lose_from_the_index(release.key)

    run = call("check_home")

    assert run == Run(1, "index: 1 public items are missing in the index.\n", "")
    assert engine().keys() == set()


def test_asked_to_repair_it_mends_the_index_and_says_so(make_release, indexed):
    release = make_release()
    indexed()
    lose_from_the_index(release.key)

    run = call("check_home", "--repair")

    assert run == Run(0, "The index was made anew.\nAll well.\n", "")
    assert engine().keys() == {release.key}


def test_what_no_index_can_mend_is_left_and_told(make_release, indexed):
    make_release(parts={"images": [Image(file="aa/gone.png", name="gone.png")]})
    indexed()
    before = (settings.INDEX / "manifest.json").stat().st_mtime_ns

    run = call("check_home", "--repair")

    assert (run.code, run.out.split(": ")[0]) == (1, "file")
    assert (settings.INDEX / "manifest.json").stat().st_mtime_ns == before


def test_a_repair_takes_in_what_was_waiting(make_release):
    release = make_release()

    assert call("check_home").code == 1
    assert call("check_home", "--repair").code == 0
    assert (engine().keys(), Pending.objects.count()) == ({release.key}, 0)


# wirkt reindex and wirkt work


def test_reindex_says_how_many_documents_there_are(make_release):
    for number in range(3):
        make_release(f"Nummer {number}")

    assert call("reindex").out == "3 documents are in the index.\n"
    assert len(engine().keys()) == 3


def test_reindex_drops_what_the_database_does_not_hold(make_release, indexed):
    keeps, goes = make_release("bleibt"), make_release("geht")
    indexed()
    PressRelease.objects.for_the_house().filter(pk=goes.pk).delete()

    run = call("reindex")

    assert (run.out, engine().keys()) == ("1 documents are in the index.\n", {keeps.key})


def test_working_once_does_what_there_is_and_ends(make_release):
    release = make_release(state="approved", at=NOON.replace(year=2020))

    run = call("work", "--once")

    assert (run, engine().keys()) == (Run(0, "", ""), {release.key})
    assert PressRelease.objects.for_the_house().get().state == "published"


def test_a_second_worker_says_why_it_does_not_start(make_release):
    make_release()

    with lock.held(settings.WORKER_LOCK), pytest.raises(CommandError, match="Another worker is at work"):
        call("work", "--once")
    assert Pending.objects.count() == 1


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_end_ends_well_and_leaves_the_lock(tmp_path, ending):
    house = tmp_path / "house"
    worker = subprocess.Popen(
        [sys.executable, "-m", "wirkt", "work"], cwd=ROOT, env={"WIRKT_HOME": str(house), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    until = time.monotonic() + 30
    while not (house / "index" / "manifest.json").exists() and time.monotonic() < until:
        time.sleep(0.05)

    worker.send_signal(ending)
    said, _nothing = worker.communicate(timeout=30)

    assert (worker.returncode, said) == (0, b"")
    with lock.held(house / "worker.lock") as free:
        assert free
