"""Make the home, or bring it up to date: tables, vocabularies, static files. Safe to repeat."""

import fcntl
import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wirkt.criteria.models import load_vocabulary


def prepare() -> bool:
    """Returns whether there was anything to do. Two at once wait for each other."""
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(settings.HOME / "home.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return _prepare(settings.HOME / "prepared-by")
    finally:
        os.close(descriptor)


def _prepare(mark: Path) -> bool:
    executor = MigrationExecutor(connection)
    waiting = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    stamp = f"{settings.VERSION} {_newest_static()}"
    if not waiting and mark.is_file() and mark.read_text() == stamp:
        return False
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
    load_vocabulary()
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    mark.write_text(stamp)
    return True


def _newest_static() -> int:
    """Changes with every edit of a static file, so that a checkout under development is served fresh."""
    folder = Path(__file__).resolve().parents[1] / "web" / "static"
    return max((path.stat().st_mtime_ns for path in folder.rglob("*")), default=0)
