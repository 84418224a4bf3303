"""Named arrays in one file that is written once, synced, renamed into place and from then on only mapped."""

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[Any]

_MAGIC = b"wirkt-1\n"
_ALIGNED = 64
_FOOT = 16
_LARGE = 1 << 26
_PIECE = 1 << 20
_FOUR_BYTES = 0xFFFFFFFF


def single(values: Any) -> "memoryview[int]":
    """The same numbers for reading one at a time, which a view does several times faster."""
    return memoryview(values)


def narrow(values: Numbers) -> Numbers:
    """Numbers from 0 on in four bytes each where they all fit, else in eight."""
    kind = np.uint32 if not len(values) or int(values.max()) <= _FOUR_BYTES else np.uint64
    narrowed: Numbers = values.astype(kind)
    return narrowed


class Damaged(ValueError):
    """The file is not what was written: cut off, or something else."""


class Spool:
    """An array of unknown length, kept in a file without a name until it is whole; memory holds little of it."""

    def __init__(self, kind: npt.DTypeLike, folder: Path) -> None:
        self.kind = np.dtype(kind)
        self.size = 0
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 -- lives as long as the array

    def add(self, values: Numbers) -> None:
        """Append numbers."""
        held = np.ascontiguousarray(values, dtype=self.kind)
        held.tofile(self._file)
        self.size += held.size

    def add_bytes(self, content: bytes) -> None:
        """Append raw bytes."""
        self._file.write(content)
        self.size += len(content)

    def whole(self) -> Numbers:
        """All numbers, mapped."""
        self._file.flush()
        return _mapped(self._file, self.kind, self.size)

    def copy_to(self, file: IO[bytes]) -> int:
        """Append the bytes to a file; return their checksum."""
        self._file.seek(0)
        checksum = 0
        while piece := self._file.read(_PIECE):
            checksum = zlib.crc32(piece, checksum)
            file.write(piece)
        self._file.close()
        return checksum


def scratch(kind: npt.DTypeLike, size: int, folder: Path) -> Numbers:
    """Room for an array: in memory if it is small, else in a file without a name."""
    wanted = np.dtype(kind)
    if size * wanted.itemsize < _LARGE:
        return np.empty(size, wanted)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.truncate(size * wanted.itemsize)
        return np.memmap(file, dtype=wanted, mode="r+", shape=(size,))


def forget(values: Numbers) -> None:
    """Let go of the memory of a mapped array; its file keeps the numbers. Nothing happens to others."""
    held = getattr(values, "_mmap", None)
    if held is not None:
        held.madvise(mmap.MADV_DONTNEED)


def _mapped(file: IO[bytes], kind: "np.dtype[Any]", size: int) -> Numbers:
    return np.memmap(file, dtype=kind, mode="r", shape=(size,)) if size else np.empty(0, kind)


class Writing:
    """A file of arrays while it is written; nothing is there under its name before `finish`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._beside = path.with_name(f"{path.name}.new")
        self._file = self._beside.open("w+b")
        self._file.write(_MAGIC)
        self._arrays: dict[str, tuple[str, int, int, int]] = {}

    def __enter__(self) -> "Writing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._file.closed:
            self._file.close()
            self._beside.unlink(missing_ok=True)

    def put(self, name: str, values: Numbers) -> None:
        """Append an array."""
        held = np.ascontiguousarray(values)
        at = self._align(name)
        held.tofile(self._file)
        self._arrays[name] = (
            held.dtype.str,
            at,
            held.size,
            zlib.crc32(single(held.view(np.uint8))) if held.size else 0,
        )

    def put_bytes(self, name: str, content: bytes | bytearray) -> None:
        """Append raw bytes."""
        self.put(name, np.frombuffer(content, dtype=np.uint8))

    def put_spool(self, name: str, spool: Spool) -> None:
        """Append an array that is whole now."""
        at = self._align(name)
        checksum = spool.copy_to(self._file)
        self._arrays[name] = (spool.kind.str, at, spool.size, checksum)

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write what the file says of itself, sync, and give the file its name."""
        foot = json.dumps({"arrays": self._arrays, "facts": facts}, separators=(",", ":")).encode()
        self._file.write(foot)
        self._file.write(len(foot).to_bytes(8, "little") + _MAGIC)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._beside.rename(self.path)

    def _align(self, name: str) -> int:
        if name in self._arrays:
            raise ValueError(f"there is an array {name} already")
        at = self._file.seek(0, os.SEEK_END)
        if over := at % _ALIGNED:
            self._file.write(b"\0" * (_ALIGNED - over))
            at += _ALIGNED - over
        return at


class Mapped:
    """A finished file of arrays, mapped for reading. Raises `Damaged`, or `FileNotFoundError`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size < len(_MAGIC) + _FOOT:
                raise Damaged(f"{path} is cut off")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            foot = self._foot(size)
            self.facts: dict[str, Any] = foot["facts"]
            self._arrays: dict[str, tuple[str, int, int, int]] = foot["arrays"]
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged(f"{path} cannot be read: {error}") from error

    def array(self, name: str) -> Numbers:
        """An array by name, not copied."""
        kind, at, size, _ = self._arrays[name]
        return np.frombuffer(self._map, dtype=np.dtype(kind), count=size, offset=at)

    def verify(self) -> None:
        """Read all arrays. Raises `Damaged` where one is not what was written."""
        for name, (kind, at, size, checksum) in self._arrays.items():
            end = at + size * np.dtype(kind).itemsize
            found = 0
            for first in range(at, end, _PIECE):
                found = zlib.crc32(self._map[first : min(end, first + _PIECE)], found)
            if found != checksum:
                raise Damaged(f"{self.path} is damaged in {name}")

    def view(self, name: str) -> "memoryview[int]":
        """The same for reading single numbers."""
        return single(self.array(name))

    def _foot(self, size: int) -> dict[str, Any]:
        if self._map[: len(_MAGIC)] != _MAGIC or self._map[size - 8 : size] != _MAGIC:
            raise ValueError("not a file of arrays")
        length = int.from_bytes(self._map[size - _FOOT : size - 8], "little")
        foot: dict[str, Any] = json.loads(self._map[size - _FOOT - length : size - _FOOT])
        return foot
