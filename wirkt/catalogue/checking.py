"""Does everything fit together? Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from wirkt.catalogue import indexing
from wirkt.journal.models import Pending
from wirkt.journal.visibility import PUBLIC, State
from wirkt.releases.models import Image, PressRelease
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.manifest import IndexOutdated


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit, and whether `--repair` mends it."""

    code: str
    text: str
    repairable: bool = False


def faults(engine: EmbeddedEngine, now: datetime) -> Iterator[Fault]:
    """Everything found wrong, one by one."""
    yield from _database()
    yield from _hours()
    yield from _files()
    yield from _index(engine, now)


def _database() -> Iterator[Fault]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma in ("integrity_check", "foreign_key_check"):
            cursor.execute(f"PRAGMA {pragma}")
            for row in cursor.fetchall():
                if row[0] != "ok":
                    yield Fault("database", f"{pragma}: {row}")


def _hours() -> Iterator[Fault]:
    all_releases = PressRelease.objects.for_the_house()
    for release in all_releases.filter(state=State.PUBLISHED, lifted_at__isnull=True):
        yield Fault("hour", f"{release.uri} is published but has no hour of publication.")


def _files() -> Iterator[Fault]:
    for image in Image.objects.for_the_house().exclude(file=""):
        if not (Path(settings.MEDIA_ROOT) / image.file).is_file():
            yield Fault("file", f"The picture {image.file} of release {image.release_id} is missing.")


def _index(engine: EmbeddedEngine, now: datetime) -> Iterator[Fault]:
    if waiting := Pending.objects.filter(follower=indexing.FOLLOWER).count():
        yield Fault("behind", f"{waiting} changes are not in the index yet; is the worker running?", repairable=True)
        return
    wanted = {f"release:{pk}" for pk in _public_keys(now)}
    try:
        engine.verify()
        held = engine.keys()
    except (ValueError, OSError, IndexOutdated) as error:
        yield Fault("index", f"The index cannot be read: {error}", repairable=True)
        return
    if missing := wanted - held:
        yield Fault("index", f"{len(missing)} public items are missing in the index.", repairable=True)
    if surplus := held - wanted:
        yield Fault("index", f"The index holds {len(surplus)} items that are not public.", repairable=True)


def _public_keys(now: datetime) -> Iterator[str]:
    yield from PressRelease.objects.visible_to(PUBLIC, now).values_list("pk", flat=True)
