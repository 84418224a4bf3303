"""All background work, in the order a release goes through it. Each step is a query on rows: a crash costs nothing."""

import logging
import os
import secrets
import signal
import threading
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from wirkt.catalogue import engine as catalogue_engine
from wirkt.catalogue import indexing
from wirkt.catalogue.engine import writing_engine
from wirkt.journal import clock
from wirkt.releases import publishing
from wirkt.search.engine import Engine
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.manifest import IndexOutdated
from wirkt.worker import lock

PULSE = 0.25  # seconds between two rounds
AFTER_AN_ERROR = 5  # seconds
FEWEST_TO_LEARN_FROM = 50
QUICKLY_LEARNT = 20_000
NIGHT = range(2, 5)  # o'clock in the newsroom's zone
log = logging.getLogger(__name__)


def ready_engine() -> EmbeddedEngine:
    """The engine for writing; one that is missing, damaged or of an older form is built anew from the database."""
    engine = writing_engine()
    try:
        engine.keys()
        usable = engine.is_there()
    except (IndexOutdated, ValueError, OSError):
        log.warning("the index cannot be used and is built anew")
        usable = False
    if not usable:
        _rebuild(engine)
    return engine


def _rebuild(engine: EmbeddedEngine) -> None:
    # Changes recorded before the documents are read are in what is read; later ones wait for the next round.
    covered = [row.pk for row in indexing.pending()]
    engine.rebuild(indexing.all_documents(clock.now()))
    indexing.tick(covered)


def run_once(engine: Engine, now: datetime) -> int:
    """One round; returns how much was done."""
    return publishing.publish_due(now) + indexing.index_changes(engine, now)


def run_until_done(engine: Engine) -> int:
    """Rounds until nothing is left to do."""
    total = 0
    while done := run_once(engine, clock.now()):
        total += done
    return total


def catch_up_here() -> None:
    """Do all there is to do; an index that cannot be written is built anew once. For the holder of the lock."""
    try:
        with closing(ready_engine()) as engine:
            run_until_done(engine)
    except ValueError:
        log.exception("the index cannot be written and is built anew")
        give_up_index()
        with closing(ready_engine()) as engine:
            run_until_done(engine)


def give_up_index() -> None:
    """Let the next `ready_engine` build the index anew."""
    (settings.INDEX / "manifest.json").unlink(missing_ok=True)


def rebuild_if_wanted(engine: EmbeddedEngine) -> bool:
    """Do what `rebuild` of another process asked for; the request goes when it is done."""
    asked = _wished()
    if not asked:
        return False
    _rebuild(engine)
    # Who asked meanwhile has not been answered yet.
    if _wished() == asked:
        _wish().unlink()
    return True


def learn_if_due(engine: EmbeddedEngine, now: datetime) -> bool:
    """Build the index anew where it has outgrown the words it was built with: compounds are split by what it holds."""
    documents, learnt = engine.outgrown()
    if not is_learning_due(documents, learnt, now.astimezone(settings.ZONE).hour):
        return False
    log.info("the index has grown from %d to %d documents and learns its words anew", learnt, documents)
    _rebuild(engine)
    return True


def is_learning_due(documents: int, learnt: int, hour: int) -> bool:
    """Twice as many documents as last time; where that takes minutes, at night."""
    return documents >= max(FEWEST_TO_LEARN_FROM, 2 * learnt) and (documents <= QUICKLY_LEARNT or hour in NIGHT)


def _wish() -> Path:
    return settings.HOME / "reindex-wanted"


def _wished() -> str:
    try:
        return _wish().read_text()
    except FileNotFoundError:
        return ""


def run_for_ever(stop: threading.Event, beside: int | None = None) -> None:
    """Rounds until `stop` is set, or the process `beside` that started this one is gone.

    An error ends its round, not the worker: the rows are still there for the next.
    """
    engine = ready_engine()
    while not stop.is_set() and beside in {None, os.getppid()}:
        try:
            if not engine.is_there():
                engine.close()
                engine = ready_engine()
            done = rebuild_if_wanted(engine) or run_once(engine, clock.now())
        except (DatabaseError, OSError, ValueError) as error:
            log.exception("a round of work failed and will be tried again")
            close_old_connections()
            if isinstance(error, ValueError):  # what the engine raises for an index it cannot use
                give_up_index()
            stop.wait(AFTER_AN_ERROR)
            # After a full disk the writer stays broken while the disk is well again: open a new one.
            engine.close()
            engine = ready_engine()
        else:
            if not done and not learn_if_due(engine, clock.now()):
                stop.wait(PULSE)
    engine.close()


def work(*, once: bool, beside: int | None = None) -> bool:
    """Be the worker. Returns False if another process is it already."""
    with lock.held(settings.WORKER_LOCK) as mine:
        if not mine:
            return False
        if once:
            catch_up_here()
        else:
            run_for_ever(_stop_signal(), beside)
        return True


def _stop_signal() -> threading.Event:
    """Set when the process is asked to end, so that the running step is finished."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop


def catch_up() -> None:
    """Return when everything recorded so far is in the index: do it, or wait for the worker that does."""
    while indexing.pending(1):
        with lock.held(settings.WORKER_LOCK) as mine:
            if mine:
                catch_up_here()
                return
        lock.pause()


def rebuild() -> int:
    """Make the index anew from the database, beside the old one: here, or by the worker that is running. Returns the
    number of documents."""
    asked = secrets.token_hex(8)
    _wish().write_text(asked)
    while _wished() == asked:
        with lock.held(settings.WORKER_LOCK) as mine:
            if mine:
                with closing(writing_engine()) as engine:
                    rebuild_if_wanted(engine)
                    run_until_done(engine)
        lock.pause()
    return len(catalogue_engine.engine().keys())
