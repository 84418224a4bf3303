"""The file that names the current index."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from wirkt.search.engines import manifest
from wirkt.search.engines.manifest import FORMAT, Manifest


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest.write(tmp_path, Manifest("7", 12))

    assert manifest.read(tmp_path) == Manifest("7", 12, FORMAT)
    assert json.loads((tmp_path / "manifest.json").read_text()) == {"folder": "7", "generation": 12, "format": FORMAT}


def test_without_a_manifest_there_is_no_index(tmp_path: Path) -> None:
    assert (manifest.read(tmp_path), manifest.stamp(tmp_path)) == (None, None)
    assert manifest.read(tmp_path / "missing") is None


def test_each_version_has_a_stamp_of_its_own(tmp_path: Path) -> None:
    stamps = []
    for generation in range(20):
        manifest.write(tmp_path, Manifest("1", generation % 2))
        stamps.append(manifest.stamp(tmp_path))

    assert all(one != other for one, other in pairwise(stamps))


def test_a_write_that_breaks_off_leaves_the_old_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest.write(tmp_path, Manifest("1", 1))

    def full(handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(manifest.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        manifest.write(tmp_path, Manifest("2", 2))

    assert manifest.read(tmp_path) == Manifest("1", 1)
