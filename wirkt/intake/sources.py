"""What the operator names on the command line, opened one after the other."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _

from wirkt.intake import encoding, fetch, readers
from wirkt.intake.draft import Draft, Unreadable

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".svg", ".avif", ".heic"})
PICTURE_LIMIT = 50_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read. `open` may raise Unreadable; `resolve` gives pictures that lie beside a file."""

    name: str
    open: Callable[[], IO[bytes]] = field(repr=False)
    resolve: Callable[[str], bytes] | None = field(default=None, repr=False)

    def read(self) -> Iterator[Draft | Unreadable]:
        """Every release in it, and an Unreadable for each item that cannot be read; never raises for bad input."""
        for item in self._items():
            if isinstance(item, Unreadable):
                item.source = self.name
            yield item

    def _items(self) -> Iterator[Draft | Unreadable]:
        try:
            with self.open() as stream:
                yield from readers.read(stream, self.name, resolve=self.resolve, charset=_charset(stream))
        except Unreadable as error:
            yield error
        except OSError as error:
            yield _not_opened(self.name, error)


def open_sources(arguments: Iterable[str], *, allowed: frozenset[str] = frozenset()) -> Iterator[Source]:
    """Files, folders with all that is in them, `-` for standard input, http(s) addresses.

    Folders are walked in the order of names, without hidden files and pictures. Nothing is opened yet: what is
    missing shows when its source is read. `allowed` names the host:port pairs that may be fetched although they are
    not public.
    """
    for argument in arguments:
        if argument == "-":
            yield Source("-", lambda: sys.stdin.buffer)
        elif argument.startswith(("http://", "https://")):
            yield _address(argument, allowed)
        elif os.path.isdir(argument):
            yield from (_file(path, Path(argument)) for path in _walk(Path(argument)))
        else:
            yield _file(Path(argument), Path(argument).parent)


def _address(url: str, allowed: frozenset[str]) -> Source:
    return Source(url, lambda: fetch.fetch(url, allowed=allowed))


def _file(path: Path, folder: Path) -> Source:
    return Source(_shown(path), lambda: path.open("rb"), lambda name: _beside(path, name, folder))


def _shown(path: Path) -> str:
    """The name as text: on disk it is bytes, and they may be no characters."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.casefold() not in PICTURES:
                yield Path(parent, name)


def _beside(file: Path, name: str, folder: Path) -> bytes:
    """The picture that a file names; it must lie in the folder that was opened, links followed."""
    try:
        picture = (file.parent / name).resolve()
        if folder.resolve() not in picture.parents:
            raise Unreadable("picture_outside", _("The picture %(name)s lies outside the folder.") % {"name": name})
        with picture.open("rb") as stream:
            return encoding.take(stream, PICTURE_LIMIT)
    except (OSError, ValueError) as error:
        raise Unreadable("picture_missing", _("The picture %(name)s is not there.") % {"name": name}) from error


def _charset(stream: IO[bytes]) -> str | None:
    return stream.charset if isinstance(stream, fetch.Fetched) else None


def _not_opened(name: str, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable("missing", _("%(name)s does not exist.") % {"name": name})
    return Unreadable(
        "not_opened",
        _("%(name)s cannot be read: %(reason)s") % {"name": name, "reason": error.strerror or error},
    )
