"""Places of a query's words in a text, and how they stand there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.strategies import texts
from wirkt.search.analysis.fold import tokenise
from wirkt.search.marking import Mark, marks, merged, place
from wirkt.search.parser import parse
from wirkt.search.tree import worded

places = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda one: (one[0], sum(one))), max_size=6)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("Haus", "Das Haus", [Mark(4, 8, "as_written")]),
        ("Haus", "Die Häuser", [Mark(4, 10, "inflected")]),
        ("Straße", "STRASSE", [Mark(0, 7, "as_written")]),
        ("Email", "per E-Mail", [Mark(4, 10, "joined")]),
        ("E-Mail", "per Email", [Mark(4, 9, "joined")]),
        ("E-Mail", "per E-Mail", [Mark(4, 10, "phrase"), Mark(4, 10, "joined")]),
        ("Holz", "AgiHolz", [Mark(0, 7, "part")]),
        ("Ärztin", "Die Ärzt*innen", [Mark(4, 14, "gender")]),
        ("Arzt", "Die Ärzt*innen", [Mark(4, 14, "gender")]),
        ("Leiterin", "Der Leiter(in) und Leiterinnen", [Mark(4, 14, "gender"), Mark(19, 30, "inflected")]),
        (
            "Leiter",
            "Leiterinnen, Leiters, Leiter",
            [Mark(0, 11, "gender"), Mark(13, 20, "inflected"), Mark(22, 28, "as_written")],
        ),
        ("Hol*", "Holz Holm", [Mark(0, 4, "pattern"), Mark(5, 9, "pattern")]),
        ('"Holz"', "Holz Hölzer", [Mark(0, 4, "as_written")]),
        ('"a b"', "b a, b!", [Mark(2, 6, "phrase")]),
        ('"a b"~1', "b x a", [Mark(0, 1, "phrase"), Mark(4, 5, "phrase")]),
        ("Beton", "Holz", []),
    ],
)
def test_a_word_is_marked_and_how_it_stands_there_is_told(typed: str, text: str, expected: list[Mark]) -> None:
    (leaf,) = worded(parse(typed))

    assert list(marks(leaf, place(text, "de"))) == expected


@given(text=texts)
def test_a_placed_text_keeps_streams_and_places_aligned(text: str) -> None:
    placed = place(text, "de")

    found = list(tokenise(text))
    assert [(one.exact, one.start, one.end) for one in placed.tokens] == [(t.exact, t.start, t.end) for t in found]
    assert len(placed.stems) == len(found)
    assert all(0 <= extra.first <= extra.last < len(found) for extra in placed.parts)


@given(some=places)
def test_merged_places_cover_the_same_and_do_not_overlap(some: list[tuple[int, int]]) -> None:
    kept = merged(some)

    assert {n for start, end in kept for n in range(start, end)} == {
        n for start, end in some for n in range(start, end)
    }
    assert all(one[1] <= other[0] for one, other in pairwise(kept))
