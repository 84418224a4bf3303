"""The file that names the current index."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from wirkt.search.engines import manifest
from wirkt.search.engines.manifest import FORMAT, Manifest, ManifestDamaged, Named


def _named(generation: int) -> Manifest:
    return Manifest((), "", generation, generation)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = Manifest((Named("segment-1", "dropped-2"), Named("segment-2")), "lexicon-1", 12, 2, 100)
    manifest.write(tmp_path, written)

    assert manifest.read(tmp_path) == written
    assert written.files() == {"segment-1", "dropped-2", "segment-2", "lexicon-1"}
    assert json.loads((tmp_path / "manifest.json").read_text())["format"] == FORMAT


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"format": 6}', '{"format": 6, "segments": [{"folder": 1}]}', '{"folder": "1"}']
)
def test_what_is_no_manifest_is_called_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)

    with pytest.raises(ManifestDamaged):
        manifest.read(tmp_path)


def test_without_a_manifest_there_is_no_index(tmp_path: Path) -> None:
    assert (manifest.read(tmp_path), manifest.stamp(tmp_path)) == (None, None)
    assert manifest.read(tmp_path / "missing") is None


def test_each_version_has_a_stamp_of_its_own(tmp_path: Path) -> None:
    stamps = []
    for generation in range(20):
        manifest.write(tmp_path, _named(generation % 2))
        stamps.append(manifest.stamp(tmp_path))

    assert all(one != other for one, other in pairwise(stamps))


def test_a_write_that_breaks_off_leaves_the_old_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest.write(tmp_path, _named(1))

    def full(handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(manifest.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        manifest.write(tmp_path, _named(2))

    assert manifest.read(tmp_path) == _named(1)
