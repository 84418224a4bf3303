"""A query's pieces, each with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.search.errors import Problem
from wirkt.search.lexer import OPERATORS, QUOTES, Lexeme, chunk_at, lexemes


def kinds(text: str) -> list[tuple[str, str]]:
    return [(lexeme.kind, lexeme.value) for lexeme in lexemes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\n", []),
        ("a(b)c", [("word", "a"), ("(", "("), ("word", "b"), (")", ")"), ("word", "c")]),
        ('a"b c"d', [("word", "a"), ("phrase", "b c"), ("word", "d")]),
        ("AND Und nicht", [("and", "AND"), ("and", "Und"), ("not", "nicht")]),
        ("an\u00add ａｎｄ", [("and", "an\u00add"), ("and", "ａｎｄ")]),
        ("and, -or not.", [("word", "and,"), ("word", "-or"), ("word", "not.")]),
        ("titel:a", [("field", "title"), ("word", "a")]),
        ("Ti\u00adtel: a", [("field", "title"), ("word", "a")]),
        ("titel:lead:a", [("field", "title"), ("field", "lead"), ("word", "a")]),
        ("+titel:a 1a:b", [("word", "+titel:a"), ("word", "1a:b")]),
        ("date:2024 bis: 2024", [("date", "date:2024"), ("date", "to:2024")]),
        ("von:", [("date", "from:")]),
        ("http://a Leiter:in jede:r", [("word", "http://a"), ("word", "Leiter:in"), ("word", "jede:r")]),
        ("text://a", [("word", "text://a")]),
    ],
)
def test_a_text_is_cut_into_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize("opening", QUOTES)
@pytest.mark.parametrize("closing", QUOTES)
def test_any_two_quotation_marks_make_a_phrase(opening: str, closing: str) -> None:
    assert list(lexemes(f"{opening}a or b{closing}~7")) == [Lexeme("phrase", 0, 10, "a or b", 7)]


def test_a_distance_stands_directly_behind_its_phrase() -> None:
    distances = {
        text: [lexeme.near for lexeme in lexemes(text)]
        for text in ('"a"~3', '"a"~03', '"a"~', '"a" ~3', '"a"~9999999999')
    }

    assert distances == {
        '"a"~3': [3],
        '"a"~03': [3],
        '"a"~': [None, None],
        '"a" ~3': [None, None],
        '"a"~9999999999': [1_000_000],
    }


@pytest.mark.parametrize(("text", "start", "end"), [("a foo:b", 2, 5), ("(CO2:x", 1, 4), ("Hinweis: a", 0, 7)])
def test_letters_before_a_colon_must_be_a_field(text: str, start: int, end: int) -> None:
    with pytest.raises(Problem) as caught:
        list(lexemes(text))

    assert (caught.value.code, caught.value.start, caught.value.end) == ("unknown_field", start, end)


def test_a_chunk_ends_at_blank_bracket_or_quote() -> None:
    assert [chunk_at("ab c", 0), chunk_at("ab(c", 1), chunk_at("ab»c", 0), chunk_at("a ", 1)] == ["ab", "b", "ab", ""]


@given(
    text=st.text('ab ():"~3*„“ \u00ad', max_size=30)
    | st.lists(st.sampled_from([*OPERATORS, "(", "titel:", " "])).map("".join)
)
def test_pieces_lie_in_order_and_do_not_overlap(text: str) -> None:
    try:
        found = list(lexemes(text))
    except Problem:
        return

    places = [place for lexeme in found for place in (lexeme.start, lexeme.end)]
    assert places == sorted(places)
    assert all(lexeme.start < lexeme.end <= len(text) for lexeme in found)
    between = "".join(text[a:b] for a, b in zip([0, *places[1::2]], [*places[::2], len(text)], strict=True))
    assert between.strip() == ""
