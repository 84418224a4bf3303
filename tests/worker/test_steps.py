"""The work between a release that is public and a search that finds it."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings

from tests.conftest import NOON
from wirkt.catalogue import indexing
from wirkt.catalogue.engine import engine, find, writing_engine
from wirkt.journal import clock
from wirkt.journal.models import Change, Pending, record
from wirkt.journal.visibility import State
from wirkt.releases.models import PressRelease
from wirkt.search.engines.embedded import IndexLocked
from wirkt.search.parser import parse
from wirkt.worker import lock, steps

pytestmark = pytest.mark.django_db


def test_what_is_published_is_in_the_index_after_one_round(make_release):
    release = make_release()
    writer = steps.ready_engine()

    steps.run_once(writer, NOON)

    assert engine().keys() == {release.key}
    assert Pending.objects.count() == 0


def test_a_draft_and_a_release_before_its_hour_are_in_no_index(make_release, indexed):
    make_release(title="Entwurf", state=State.DRAFT)
    make_release(title="Später", state=State.APPROVED, at=clock.now() + timedelta(hours=1))

    indexed()

    assert engine().keys() == set()


def test_at_its_hour_a_release_is_recorded_and_indexed(make_release):
    release = make_release(state=State.APPROVED, at=NOON)
    writer = steps.ready_engine()

    before = steps.run_once(writer, NOON - timedelta(seconds=1))
    at = steps.run_once(writer, NOON)

    assert (before, at, engine().keys()) == (0, 2, {release.key})


def test_what_is_withdrawn_leaves_the_index(make_release, indexed):
    release = make_release()
    indexed()
    PressRelease.objects.for_the_house().filter(pk=release.pk).update(withdrawn_at=NOON)
    record(Change.Kind.WITHDRAWN, [release.key], NOON)

    indexed()

    assert engine().keys() == set()


def test_a_worker_killed_between_index_and_tick_repeats_without_harm(make_release, monkeypatch):
    release = make_release()
    writer = steps.ready_engine()
    with monkeypatch.context() as killed:
        killed.setattr(indexing.Pending.objects, "filter", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            steps.run_once(writer, NOON)

    steps.run_once(writer, NOON)

    found = find(parse("Moor"), NOON)
    assert (found.total, [hit.key for hit in found.hits], Pending.objects.count()) == (1, [release.key], 0)


def test_one_home_has_one_worker():
    with lock.held(settings.WORKER_LOCK) as mine:
        assert mine
        assert steps.work(once=True) is False


def test_a_lock_ends_with_its_process():
    holder = (
        "import os; from pathlib import Path; from wirkt.worker import lock\n"
        f"with lock.held(Path({str(settings.WORKER_LOCK)!r})): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", holder], check=False)

    with lock.held(settings.WORKER_LOCK) as mine:
        assert mine


def test_catching_up_waits_for_the_worker_that_is_at_it(make_release):
    make_release()
    released = threading.Event()

    def busy_worker() -> None:
        with lock.held(settings.WORKER_LOCK):
            held.set()
            released.wait(10)

    held = threading.Event()
    worker = threading.Thread(target=busy_worker)
    worker.start()
    held.wait(10)
    threading.Timer(0.2, released.set).start()

    steps.catch_up()

    worker.join()
    assert Pending.objects.count() == 0


@pytest.mark.parametrize("damage", ["missing", "garbage", "old"])
def test_a_useless_index_is_built_anew_when_the_worker_starts(make_release, indexed, damage):
    release = make_release()
    indexed()
    engine.cache_clear()
    manifest = settings.INDEX / "manifest.json"
    if damage == "missing":
        manifest.unlink()
    else:
        manifest.write_text("{" if damage == "garbage" else manifest.read_text().replace('"format": ', '"format": 9'))

    indexed()

    assert engine().keys() == {release.key}


def test_a_reindex_equals_the_database(make_release):
    keys = {make_release(title=f"Nummer {number}").key for number in range(7)}
    make_release(title="Entwurf", state=State.DRAFT)

    count = steps.rebuild()

    assert (count, engine().keys(), Pending.objects.count()) == (7, keys, 0)


@pytest.mark.django_db(transaction=True)
def test_the_loop_does_what_comes_up_and_stops_when_asked(make_release):
    stop = threading.Event()
    release = make_release()
    threading.Timer(1.5, stop.set).start()

    steps.run_for_ever(stop)

    assert engine().keys() == {release.key}


@pytest.mark.django_db(transaction=True)
def test_an_error_ends_a_round_and_not_the_worker(make_release, monkeypatch, caplog):
    release, stop = make_release(), threading.Event()
    monkeypatch.setattr(steps, "AFTER_AN_ERROR", 0.01)
    rounds = iter([OSError("disk full")])
    really = steps.run_once

    def stumbles_once(writer, now):
        if error := next(rounds, None):
            raise error
        done = really(writer, now)
        stop.set()
        return done

    monkeypatch.setattr(steps, "run_once", stumbles_once)

    steps.run_for_ever(stop)

    assert "a round of work failed" in caplog.text
    assert engine().keys() == {release.key}


def test_a_second_writer_is_refused():
    first = writing_engine()

    with pytest.raises(IndexLocked):
        writing_engine()
    first.close()


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_builds_the_index_anew_when_asked(make_release, indexed):
    release, stop = make_release(), threading.Event()
    indexed()
    writer = steps.ready_engine()
    writer.apply(drop=[release.key])
    writer.close()

    started = threading.Event()

    def worker() -> None:
        with lock.held(settings.WORKER_LOCK):
            started.set()
            steps.run_for_ever(stop)

    running = threading.Thread(target=worker)
    running.start()
    started.wait(10)

    count = steps.rebuild()

    stop.set()
    running.join()
    assert (count, engine().keys()) == (1, {release.key})
    assert not (settings.HOME / "reindex-wanted").exists()


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_notices_that_the_index_is_gone(make_release, indexed):
    release, stop = make_release(), threading.Event()
    indexed()
    running = threading.Thread(target=steps.run_for_ever, args=(stop,))
    running.start()
    (settings.INDEX / "manifest.json").unlink()

    for _ in range(200):
        if engine().keys():
            break
        lock.pause()

    stop.set()
    running.join()
    assert engine().keys() == {release.key}


def test_a_worker_ends_with_the_server_that_started_it():
    steps.run_for_ever(threading.Event(), beside=1 if os.getppid() != 1 else 2)

    steps.ready_engine().close()


@pytest.mark.parametrize(
    ("documents", "learnt", "hour", "due"),
    [
        (49, 0, 12, False),
        (50, 0, 12, True),
        (99, 50, 12, False),
        (100, 50, 12, True),
        (20_000, 9_000, 12, True),
        (20_001, 9_000, 12, False),
        (20_001, 9_000, 2, True),
        (20_001, 9_000, 5, False),
    ],
)
def test_words_are_learnt_when_there_are_twice_as_many_documents(documents, learnt, hour, due):
    assert steps.is_learning_due(documents, learnt, hour) is due


def test_an_index_that_has_outgrown_its_words_learns_anew(make_release, indexed, monkeypatch):
    monkeypatch.setattr(steps, "FEWEST_TO_LEARN_FROM", 2)
    make_release(title="Holzbau")
    indexed()
    make_release(title="Waldumbau")
    writer = steps.ready_engine()
    steps.run_until_done(writer)

    done = [steps.learn_if_due(writer, NOON), steps.learn_if_due(writer, NOON)]

    assert done == [True, False]
    assert writer.outgrown() == (2, 2)
