"""A small file that names all others of an index and counts its generations; readers look at it on each search."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

FORMAT = 6
"""Raised whenever an index written before cannot answer any more."""

NAME = "manifest.json"

Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """One segment: its file, and the file of the documents dropped from it since, if any."""

    file: str
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index consists of. `number`: the last given to a file; `learnt`: documents when the lexicon was made."""

    segments: tuple[Named, ...]
    lexicon: str
    generation: int
    number: int
    learnt: int = 0
    format: int = FORMAT

    def files(self) -> set[str]:
        """All files that belong to it."""
        named = {name for one in self.segments for name in (one.file, one.dropped) if name}
        return named | ({self.lexicon} if self.lexicon else set())


class ManifestDamaged(ValueError):
    """The file is there and names no index; the index has to be built anew."""


class IndexOutdated(Exception):
    """The index was written by another version of wirkt; it has to be built anew."""


def stamp(home: Path) -> Stamp | None:
    """Tells one version of the file from the next without reading it; None where there is none."""
    try:
        # Asked on every search: to join and to convert a path would cost as much as the answer.
        found = os.stat(f"{home}/{NAME}")
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def read(home: Path) -> Manifest | None:
    """The current manifest, None before the first document. Raises `ManifestDamaged`, `IndexOutdated`."""
    try:
        held = json.loads((home / NAME).read_text(encoding="utf-8"))
        if held["format"] != FORMAT:
            raise IndexOutdated(f"{home} has form {held['format']}, not {FORMAT}.")
        return Manifest(**held | {"segments": tuple(Named(**one) for one in held["segments"])})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise ManifestDamaged(f"{home / NAME} names no index: {error}") from error


def write(home: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step; it survives a power cut, or the old one does."""
    write_file(home / NAME, json.dumps(asdict(manifest)).encode())
    handle = os.open(home, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(path: Path, content: bytes) -> None:
    """A small file, whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
