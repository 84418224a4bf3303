"""Patterns: any run, one letter, and an umlaut is one letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.second_matcher import fits
from wirkt.search.analysis.patterns import pattern

signs = st.text("aeoub*?", max_size=9)
words = st.text("aeoub", max_size=12)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("forsch*", "forschung", True),
        ("forsch*", "forsch", True),
        ("*forschung", "waldforschung", True),
        ("*forschung", "forschungen", False),
        ("wind*park", "windkraftpark", True),
        ("wind*park", "windpar", False),
        ("m?ller", "mueller", True),
        ("m?ller", "muller", True),
        ("m?ller", "mller", False),
        ("a*a", "a", False),
        ("a.c*", "abc", False),
    ],
)
def test_a_pattern_fits_whole_words(text: str, word: str, expected: bool) -> None:
    assert pattern(text).matches(word) is expected


@given(text=signs, word=words)
def test_a_pattern_fits_what_trying_every_way_fits(text: str, word: str) -> None:
    assert pattern(text).matches(word) == fits(text, word)


@pytest.mark.parametrize("text", ["*a" * 500 + "b", "?" * 60 + "b", "*?" * 200 + "b", "a*?" * 300])
def test_a_long_pattern_ends(text: str) -> None:
    assert not pattern(text).matches("ae" * 59)
