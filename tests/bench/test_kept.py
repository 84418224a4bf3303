"""Documents are made once, and read again as they were made."""

from pathlib import Path

import pytest

from wirkt.bench import kept as module
from wirkt.bench.corpus import corpus
from wirkt.bench.kept import FIELDS, Kept
from wirkt.search.analysis.streams import analyse
from wirkt.search.engines.moments import microseconds


def test_what_is_read_is_what_was_made(kept: Kept) -> None:
    assert list(kept.documents(200)) == list(corpus(200))


def test_peers_get_the_exact_tokens_and_all_criteria(kept: Kept) -> None:
    for row, document in zip(kept.rows(200), corpus(200), strict=True):
        values = analyse(document).values
        assert row.moment == microseconds(document.moment)
        assert row.texts == {field: " ".join(values[field][0].exact) for field in FIELDS}
        assert set(row.criteria) == {f"{name}={value}" for name, some in document.criteria.items() for value in some}


def test_runs_of_different_length_share_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PART", 100)
    few, more = Kept(tmp_path), Kept(tmp_path)

    few.make(150)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("rows-0000000*")}
    more.make(250)

    assert len(before) == 1
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("rows-0000000*")}
    assert list(more.documents(250)) == list(corpus(250))
    assert len(list(few.rows(150))) == 150


def test_other_seeds_and_numbers_have_indexes_of_their_own(tmp_path: Path) -> None:
    folders = {Kept(tmp_path, seed).index(name, n) for seed in (1, 2) for name in ("a-1", "a-2") for n in (5, 6)}

    assert len(folders) == 8
