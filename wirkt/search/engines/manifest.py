"""A small file that names the current index and counts its generations; readers look at it on each search."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

FORMAT = 1
"""Raised whenever an index written before cannot answer any more."""

_NAME = "manifest.json"

Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The folder of the current index, how often it changed, and the form it has."""

    folder: str
    generation: int
    format: int = FORMAT


def stamp(home: Path) -> Stamp | None:
    """Tells one version of the file from the next without reading it; None where there is none."""
    try:
        found = (home / _NAME).stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


class ManifestDamaged(ValueError):
    """The file is there and names no index; the index has to be built anew."""


def read(home: Path) -> Manifest | None:
    """The current manifest, None before the first document. Raises `ManifestDamaged`."""
    try:
        return Manifest(**json.loads((home / _NAME).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise ManifestDamaged(f"{home / _NAME} names no index: {error}") from error


def write(home: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step; it survives a power cut, or the old one does."""
    beside = home / f"{_NAME}.new"
    text = json.dumps({"folder": manifest.folder, "generation": manifest.generation, "format": manifest.format})
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(home / _NAME)
    handle = os.open(home, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
