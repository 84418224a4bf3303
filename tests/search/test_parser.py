"""What is typed becomes a tree, or an error with the place to mend."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.strategies import WORDS
from wirkt.search.errors import Code, QueryError
from wirkt.search.lexer import DATE_FIELDS, FIELDS, OPERATORS
from wirkt.search.parser import parse
from wirkt.search.query import (
    EVERYTHING,
    MODES,
    And,
    Mode,
    Not,
    Or,
    Phrase,
    Query,
    Since,
    Span,
    Term,
    Wildcard,
)
from wirkt.search.writing import print_query

A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", EVERYTHING),
        ("  + - &  ", EVERYTHING),
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a UND b", And((A, B))),
        ("a oder b", Or((A, B))),
        ("a Or b or c", Or((A, B, C))),
        ("a b c", And((A, B, C))),
        ("a or b c", Or((A, And((B, C))))),
        ("(a or b) c", And((Or((A, B)), C))),
        ("a (b c)", And((A, B, C))),
        ("not a", Not(A)),
        ("NICHT a", Not(A)),
        ("not not a", Not(Not(A))),
        ("a not b", And((A, Not(B)))),
        ("a and not b", And((A, Not(B)))),
        ("a or not b", Or((A, Not(B)))),
        ("not a b", And((Not(A), B))),
        ("not (a b)", Not(And((A, B)))),
        ("a & b", And((A, B))),
        ("((((a))))", A),
        ("(Philo not logy) or (Psycho and logy)",
         Or((And((Term("philo"), Not(Term("logy")))), And((Term("psycho"), Term("logy")))))),
        ('"a b"', Phrase(("a", "b"))),
        ("„a b“", Phrase(("a", "b"))),
        ("»a b«", Phrase(("a", "b"))),
        ("“a b”", Phrase(("a", "b"))),
        ("‟a b＂", Phrase(("a", "b"))),
        ('"Oder"', Phrase(("oder",))),
        ('"a and (b"', Phrase(("a", "and", "b"))),
        ("'a' ‹b›", And((A, B))),
        ('"a b"~5', Phrase(("a", "b"), 5)),
        ('"a b"~0', Phrase(("a", "b"), 0)),
        ('"a"~5', Phrase(("a",))),
        ('"a b" ~5', And((Phrase(("a", "b")), Term("5")))),
        ('"Häuser"', Phrase(("haeuser",))),
        ("Häuser", Term("häuser")),
        ("CO2-Preis", Phrase(("co2", "preis"), stems=True)),
        ("z.B.", Phrase(("z", "b"), stems=True)),
        ("forsch*", Wildcard("forsch*")),
        ("M?ller", Wildcard("m?ller")),
        ('"forsch*"', Wildcard("forsch*")),
        ('"künstliche intelligen*"', Phrase(("kuenstliche", "intelligen*"))),
        ("holz-21-reg*", Phrase(("holz", "21", "reg*"))),
        ("titel:a", Term("a", "title")),
        ("TITLE: a", Term("a", "title")),
        ("vorspann:(a or text:b) c", And((Or((Term("a", "lead"), Term("b", "body"))), C))),
        ("(titel:a) b", And((Term("a", "title"), B))),
        ('ort:"Bad Berka"', Phrase(("bad", "berka"), field="place")),
        ("kontakt:mül*", Wildcard("muel*", "contact")),
        ("titel:(a text:b c)", And((Term("a", "title"), Term("b", "body"), Term("c", "title")))),
        ("titel:(a text:(b c) d) e", And((
            Term("a", "title"), Term("b", "body"), Term("c", "body"), Term("d", "title"), Term("e")))),
        ("titel:+ a", Term("a", "title")),
        ("titel:(date:2024 a)", And((Since(date(2024, 1, 1), date(2024, 12, 31)), Term("a", "title")))),
        ("hau**s", Wildcard("hau*s")),
        ("*" * 200 + "haus", Wildcard("*haus")),
        ("*hau?s*", Wildcard("*hau?s*")),
        ('"h?us im*moor"~2', Phrase(("h?us", "im*moor"), 2)),
        ("über*", Wildcard("ueber*")),
        ("u\u0308b*", Wildcard("ueb*")),
        ("Leiter:in", Or((Term("leiter"), Term("leiterin")))),
        ("Leiter:innen-Treffen",
         Or((Phrase(("leiter", "treffen"), stems=True), Phrase(("leiterinnen", "treffen"), stems=True)))),
        ("jede:r", Phrase(("jede", "r"), stems=True)),
        ("a or Leiter:in", Or((A, Term("leiter"), Term("leiterin")))),
        ("a Leiter(in)", And((A, Or((Term("leiter"), Term("leiterin")))))),
        ("not(in)", Not(Term("in"))),
        ("Haus (in)", And((Term("haus"), Term("in")))),
        ("https://a.de", Phrase(("https", "a", "de"), stems=True)),
        ("10:30", Phrase(("10", "30"), stems=True)),
        ("and,", Term("and")),
        ("date:2024", Since(date(2024, 1, 1), date(2024, 12, 31))),
        ("datum:2024-02", Since(date(2024, 2, 1), date(2024, 2, 29))),
        ("date:2024-05-31", Since(date(2024, 5, 31), date(2024, 5, 31))),
        ("date:31.05.2024", Since(date(2024, 5, 31), date(2024, 5, 31))),
        ("date:2023..2024-05", Since(date(2023, 1, 1), date(2024, 5, 31))),
        ("date:2024..", Since(date(2024, 1, 1))),
        ("date:..2024", Since(None, date(2024, 12, 31))),
        ("from:2024-05", Since(date(2024, 5, 1))),
        ("von: 2024", Since(date(2024, 1, 1))),
        ("bis:2024-05", Since(None, date(2024, 5, 31))),
        ("date:2024-06..2024-05", Since(date(2024, 6, 1), date(2024, 5, 31))),
        ("not date:2024", Not(Since(date(2024, 1, 1), date(2024, 12, 31)))),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_tree(typed: str, expected: Query) -> None:
    tree = parse(typed)

    assert tree == expected
    assert parse(print_query(tree)) == tree


@pytest.mark.parametrize(
    ("mode", "typed", "expected"),
    [
        ("exact", "Häuser", Phrase(("haeuser",))),
        ("exact", "CO2-Preis", Phrase(("co2", "preis"))),
        ("exact", "hau*", Wildcard("hau*")),
        ("parts", "Häuser", Wildcard("*haeuser*")),
        ("parts", "a", Phrase(("a",))),
        ("parts", "a" * 113, Wildcard(f"*{'a' * 113}*")),
        ("parts", "a" * 200, Phrase(("a" * 119,))),
        ("parts", '"Haus"', Phrase(("haus",))),
        ("parts", "CO2-Preis", Phrase(("co2", "preis"))),
    ],
)
def test_a_mode_ends_in_the_parser(mode: Mode, typed: str, expected: Query) -> None:
    assert parse(typed, mode) == expected


def test_a_node_knows_where_it_was_typed() -> None:
    tree = parse("a titel:(b c-d)")

    assert isinstance(tree, And)
    assert [part.span for part in tree.parts] == [Span(0, 1), Span(9, 10), Span(11, 14)]


@pytest.mark.parametrize(
    ("typed", "code", "position", "length", "repairs"),
    [
        ("(a", "unbalanced_bracket", 0, 1, ("(a)", "a")),
        ("a)", "unbalanced_bracket", 1, 1, ("(a)", "a")),
        ("b ((a", "unbalanced_bracket", 3, 1, ("b ((a))", "b (a)")),
        ('x "a', "unbalanced_quote", 2, 1, ('x "a"', "x a")),
        ('(") a', "unbalanced_quote", 1, 1, ('(") a")', 'a')),
        ("()", "empty_bracket", 0, 2, ("",)),
        ("a (+)", "empty_bracket", 2, 3, ("a",)),
        ("a and ()", "empty_bracket", 6, 2, ("a",)),
        ('""', "empty_phrase", 0, 2, ("",)),
        ('a "..."', "empty_phrase", 2, 5, ("a",)),
        ("a and", "missing_operand", 2, 3, ("a", 'a "and"')),
        ("or b", "missing_operand", 0, 2, ("b", '"or" b')),
        ("not", "missing_operand", 0, 3, ("", '"not"')),
        ("a and or b", "missing_operand", 2, 3, ("a or b", 'a "and" or b')),
        ("(a or) b", "missing_operand", 3, 2, ("(a) b", '(a "or") b')),
        ("(and a)", "missing_operand", 1, 3, ("(a)", '("and" a)')),
        ("Frankfurt Oder", "missing_operand", 10, 4, ("Frankfurt", 'Frankfurt "Oder"')),
        ("titel:", "missing_operand", 0, 6, ("",)),
        ("titel: and a", "missing_operand", 0, 6, ("a",)),
        ("titel: not a", "missing_operand", 0, 6, ("not a",)),
        ("titel:lead:a", "missing_operand", 0, 6, ("lead:a",)),
        ("titel:date:2024", "missing_operand", 0, 6, ("date:2024",)),
        ("(titel:) a", "missing_operand", 1, 6, ("a",)),
        ("*", "wildcard_too_short", 0, 1, ("",)),
        ("b a*", "wildcard_too_short", 2, 2, ("b a",)),
        ("?x", "wildcard_too_short", 0, 2, ("x",)),
        ("ä*", "wildcard_too_short", 0, 2, ("ä",)),
        ('"haus a*"', "wildcard_too_short", 6, 2, ('"haus a"',)),
        ("titel2:x", "unknown_field", 0, 6, ("titel:x", '"titel2:x"')),
        ("mailto:a@b.de", "unknown_field", 0, 6, ('"mailto:a@b.de"',)),
        ("date:2024-13", "bad_date", 5, 7, ("date:2024", "")),
        ("date:30.02.2024", "bad_date", 5, 10, ("date:2024-02", "date:2024", "")),
        ("a date:2024..31.13.2024", "bad_date", 7, 16, ("a date:2024..2024", "a")),
        ("a date:soon", "bad_date", 7, 4, ("a",)),
        ("b(date:soon c)", "bad_date", 7, 4, ("b( c)",)),
        ("b (von: soon)", "bad_date", 8, 4, ("b",)),
        ("from:2024..2025", "bad_date", 5, 10, ("date:2024..2025", "")),
        ("date:Mai2024", "bad_date", 5, 7, ("date:2024", "")),
        ("date:", "bad_date", 5, 0, ("",)),
        ("date:..", "bad_date", 5, 2, ("",)),
        ("a" * 4097, "too_long", 4096, 1, ()),
        ("a " * 257, "too_long", 512, 1, ()),
        ("b " + "a?" * 60, "too_long", 2, 120, ()),
        ("*" * 200, "wildcard_too_short", 0, 200, ("",)),
        ("ﷺ" * 600, "too_long", 0, 600, ()),
        ("(" * 65 + "a" + ")" * 65, "too_deep", 64, 1, ()),
        ("not " * 65 + "a", "too_deep", 256, 3, ()),
        ("not " * 64 + "Leiter:in", "too_deep", 256, 9, ()),
        ("😀 (a", "unbalanced_bracket", 2, 1, ("😀 (a)", "😀 a")),
        ("M\u0308 a*", "wildcard_too_short", 3, 2, ("M\u0308 a",)),
    ],
)  # fmt: skip
def test_an_error_names_its_place_and_what_would_mend_it(typed, code, position, length, repairs) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)

    error = caught.value
    assert (error.code, error.position, error.length) == (code, position, length)
    assert error.repairs == repairs
    for repair in error.repairs:
        parse(repair)


def test_the_first_error_is_told_quotes_before_all_others() -> None:
    told = {}
    for typed in ('a and "', "a and )", "() b*", "a* ()", "titel2:a ()", "(a and"):
        with pytest.raises(QueryError) as caught:
            parse(typed)
        told[typed] = caught.value.code

    assert told == {
        'a and "': "unbalanced_quote",
        "a and )": "missing_operand",
        "() b*": "empty_bracket",
        "a* ()": "wildcard_too_short",
        "titel2:a ()": "unknown_field",
        "(a and": "missing_operand",
    }


@pytest.mark.parametrize("code", get_args(Code))
def test_every_error_speaks_german_and_english(code: Code) -> None:
    error = QueryError(code, 3, 1, given="x")

    german, english = error.message("de-AT"), error.message("en")

    assert german != english
    assert "{" not in german + english
    assert error.code in str(error)


def test_the_limits_themselves_are_allowed() -> None:
    assert parse("(" * 64 + "a" + ")" * 64) == A
    assert len(parse("a " * 256).parts) == 256
    assert parse("a" * 4096) == Term("a" * 119)


@pytest.mark.parametrize("run", ["(", ")", '"', "*", "?", "not ", "a(", "titel:", "date:", "~", ":", "and ", "(not "])
@pytest.mark.parametrize("times", [10, 1_000, 8_000, 40_000])
def test_a_long_run_ends_in_a_tree_or_an_error(run: str, times: int) -> None:
    try:
        ended = parse(run * times)
    except QueryError as error:
        ended = error.code

    assert ended == EVERYTHING or ended in get_args(Code)


def test_eight_thousand_open_brackets_are_too_long() -> None:
    with pytest.raises(QueryError) as caught:
        parse("(" * 8_000)

    assert caught.value.code == "too_long"


pieces = st.one_of(
    st.sampled_from([*WORDS, *OPERATORS, *(f"{name}:" for name in (*FIELDS, *DATE_FIELDS))]),
    st.sampled_from(
        ["(", ")", '"', "„", "“", "»", "~3", "*", "?", " ", "  ", "2024", "..", "hau*", "h?us", ":", "//", "x:"]
    ),
    st.text(max_size=4),
)
typed_texts = st.lists(pieces, max_size=14).map("".join) | st.lists(pieces, max_size=14).map(" ".join)


def read(typed: str, mode: Mode) -> Query | QueryError:
    try:
        return parse(typed, mode)
    except QueryError as error:
        return error


@given(typed=typed_texts, mode=st.sampled_from(MODES))
def test_whatever_is_typed_is_understood_or_mended(typed: str, mode: Mode) -> None:
    answer = read(typed, mode)

    if isinstance(answer, QueryError):
        assert 0 <= answer.position <= answer.position + answer.length <= len(typed)
        assert [repair for repair in answer.repairs if isinstance(read(repair, mode), QueryError)] == []
    else:
        assert parse(print_query(answer)) == answer
