"""Releases shown beside one. What stands above this domain says which: it registers where to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from django.utils.module_loading import import_string

if TYPE_CHECKING:  # models cannot be imported yet where `apps.py` registers
    from wirkt.releases.models import PressRelease

Finder: TypeAlias = "Callable[[PressRelease, datetime], Sequence[PressRelease]]"
FINDERS: list[str] = []


def register(path: str) -> None:
    """From now on `path`, the dotted name of a `Finder`, is asked; called from the `apps.py` of its domain."""
    if path not in FINDERS:
        FINDERS.append(path)


def similar(release: PressRelease, now: datetime) -> list[PressRelease]:
    """What readers of this release may want to read, too; only what the public may see."""
    finders: list[Finder] = [import_string(path) for path in FINDERS]
    return [found for find in finders for found in find(release, now)]
