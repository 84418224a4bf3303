"""Growth is told from the runs that were kept."""

import io
import json
from pathlib import Path

import pytest

from wirkt.bench.growth import AT, growth, run


def kept(documents: int, **means: float) -> dict:
    names = list(means)
    answers = [{"task": "newest", "query": number, "cpu_ms": means[name]} for number, name in enumerate(names)]
    return {
        "documents": documents,
        "queries": [{"class": name} for name in names],
        "engines": {"wirkt": {"answers": answers}},
    }


def test_a_class_that_doubles_with_the_documents_is_linear() -> None:
    (one,) = growth([kept(100_000, word=1.0), kept(200_000, word=2.0), kept(400_000, word=4.0)])

    assert one.label == "word: newest"
    assert one.exponent == pytest.approx(1)
    assert one.extrapolated == pytest.approx(4.0 * AT / 400_000)
    assert one.linear


def test_faster_than_linear_is_said_and_ends_with_one(tmp_path: Path) -> None:
    for documents, ms in ((1_000, 1.0), (10_000, 100.0)):
        (tmp_path / f"results-{documents}.json").write_text(json.dumps(kept(documents, near=ms, word=0.001)))
    out, told = io.StringIO(), io.StringIO()

    assert run(tmp_path, False, out) == 1
    assert run(tmp_path, True, told) == 1

    head, near, word = out.getvalue().splitlines()
    assert head.split() == ["mean", "CPU", "ms,", "growth", "as", "documents", "^", "x", "1,000", "10,000", "x",
                            "5,000,000", "(extrapolated)"]  # fmt: skip
    assert near.endswith("faster than linear")
    assert not word.endswith("faster than linear")
    assert {row["label"]: round(row["exponent"], 2) for row in json.loads(told.getvalue())["rows"]} == {
        "near: newest": 2.0,
        "word: newest": 0.0,
    }


def test_without_runs_it_says_what_to_do(tmp_path: Path) -> None:
    out = io.StringIO()

    assert run(tmp_path, False, out) == 0
    assert "wirkt bench search" in out.getvalue()
