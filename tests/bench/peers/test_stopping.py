"""What would take too long is stopped."""

from pathlib import Path

import pytest

from wirkt.bench.asking import FACETS, TooSlow
from wirkt.bench.kept import Kept
from wirkt.bench.peers import fts5
from wirkt.bench.queries import cases


def test_sqlite_is_stopped_at_the_cap(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fts5, "_STEPS", 10)
    fts5.Fts5().build(tmp_path, kept, 200)
    opened = fts5.Fts5().open(tmp_path)
    opened._cap_ms = 0.01

    (case, *_) = [case for case in cases(200) if case.name == "infix"]
    with pytest.raises(TooSlow) as stopped:
        opened.find(case, "newest", FACETS)

    assert stopped.value.ms > 0
    opened._cap_ms = 10_000
    assert opened.find(case, "newest", FACETS).total > 0
    opened.close()
