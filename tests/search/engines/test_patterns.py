"""The words of a segment that a pattern stands for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.strategies import ZONE
from wirkt.search.analysis.patterns import pattern
from wirkt.search.document import Document
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.patterns import words_of
from wirkt.search.engines.segment import Segment

WORDS = sorted(
    {"holz", "holzbau", "agiholz", "mueller", "muller", "aa", "a", "aaa", "ueber", "logie", "biologie", "한글", "голос"}
)


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Segment:
    folder = Path(tmp_path_factory.mktemp("index"))
    engine = EmbeddedEngine(folder, ZONE, writable=True)
    engine.apply(put=[Document("k", datetime(2024, 1, 1, tzinfo=UTC), "de", {"body": (" ".join(WORDS),)})])
    engine.close()
    return Segment(folder / "segment-1")


def meant(segment: Segment, text: str) -> list[str]:
    return [segment.exact[number].decode() for number in words_of(text, segment).tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("holz*", ["holz", "holzbau"]),
        ("*holz", ["agiholz", "holz"]),
        ("*holz*", ["agiholz", "holz", "holzbau"]),
        ("*log*", ["biologie", "logie"]),
        ("*lo*", ["biologie", "logie"]),
        ("*олос", ["голос"]),
        ("*о*о*", ["голос"]),
        ("h*u", ["holzbau"]),
        ("m?ller", ["mueller", "muller"]),
        ("?ber", ["ueber"]),
        ("??", ["aa", "한글"]),
        ("한*", ["한글"]),
        ("*글", ["한글"]),
        ("*xyz*", []),
        ("*", WORDS),
    ],
)
def test_a_pattern_stands_for_the_words_it_fits(segment: Segment, text: str, expected: list[str]) -> None:
    assert sorted(meant(segment, text)) == sorted(expected)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("aholzgоc*?", min_size=1, max_size=6).filter(lambda text: "*" in text or "?" in text))
def test_no_word_is_missed(segment: Segment, text: str) -> None:
    assert sorted(meant(segment, text)) == [word for word in WORDS if pattern(text).matches(word)]
