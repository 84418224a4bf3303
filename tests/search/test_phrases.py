"""Where the words of a phrase stand."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from wirkt.search.phrases import clusters, rows

letters = st.sampled_from("abc")


def test_a_row_is_told_by_its_places() -> None:
    tokens = "der rote und der rote ball".split()

    assert list(rows(["der", "rote"], tokens)) == [(0, 1), (3, 4)]
    assert list(rows(["ro*", "ball"], tokens)) == [(4, 5)]
    assert list(rows(["ball", "der"], tokens)) == []


def test_equal_words_need_places_of_their_own() -> None:
    assert list(clusters(["a", "a"], ["a", "b"], 5)) == []
    assert list(clusters(["a", "a"], ["a", "b", "a"], 1)) == [(0, 2)]
    assert list(clusters(["a", "a"], ["a", "b", "a"], 0)) == []
    assert list(clusters(["a*", "ab"], ["ab", "ac"], 0)) == [(0, 1)]


@given(
    words=st.lists(letters | st.sampled_from(["?", "*"]), min_size=2, max_size=4),
    tokens=st.lists(letters, max_size=7),
    near=st.integers(0, 3),
)
def test_words_are_near_where_some_seating_fits_the_window(words: list[str], tokens: list[str], near: int) -> None:
    width = len(words) + near

    found = any(clusters(words, tokens, near))

    assert found == any(
        max(seats) - min(seats) < width
        and all(word in ("?", "*", tokens[seat]) for word, seat in zip(words, seats, strict=True))
        for seats in permutations(range(len(tokens)), len(words))
    )
