"""The words an index knows, and those a pattern stands for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.strategies import ZONE
from wirkt.search.analysis.patterns import pattern
from wirkt.search.document import Document
from wirkt.search.engines.schema import open_index
from wirkt.search.engines.tantivy import TantivyEngine
from wirkt.search.engines.vocabulary import Vocabulary

WORDS = sorted(
    {"holz", "holzbau", "agiholz", "mueller", "muller", "aa", "a", "aaa", "ueber", "logie", "biologie", "한글"}
)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    folder = Path(tmp_path_factory.mktemp("index"))
    engine = TantivyEngine(folder, ZONE, writable=True)
    engine.apply(put=[Document("k", datetime(2024, 1, 1, tzinfo=UTC), "de", {"body": (" ".join(WORDS),)})])
    index = open_index(folder / "1")
    index.reload()
    return Vocabulary(index.searcher())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("holz*", ["holz", "holzbau"]),
        ("*holz", ["agiholz", "holz"]),
        ("*holz*", ["agiholz", "holz", "holzbau"]),
        ("h*u", ["holzbau"]),
        ("m?ller", ["mueller", "muller"]),
        ("?ber", ["ueber"]),
        ("??", ["aa", "한글"]),
        ("한*", ["한글"]),
        ("*xyz*", []),
        ("*", WORDS),
    ],
)
def test_a_pattern_stands_for_the_words_it_fits(vocabulary: Vocabulary, text: str, expected: list[str]) -> None:
    assert sorted(vocabulary.matching(text)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("aholzg*?", min_size=1, max_size=6).filter(lambda text: "*" in text or "?" in text))
def test_no_word_is_missed(vocabulary: Vocabulary, text: str) -> None:
    assert sorted(vocabulary.matching(text)) == [word for word in WORDS if pattern(text).matches(word)]
