"""Words marked for both genders, as a query: either form, whatever the mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.search.gendered import Readings, readings
from wirkt.search.parser import parse
from wirkt.search.query import MODES, Mode, Or, Phrase, Query, Term, Wildcard
from wirkt.search.writing import print_query

MARKED = (
    "Leiter:innen", "Leiter_innen", "Leiter·innen", "Leiter/innen", "Leiter/-innen", "Leiter(innen)",
    "Leiter(inn)en", "LeiterInnen", "LEITER:INNEN", "Leiter:in\u00adnen",
)  # fmt: skip


@pytest.mark.parametrize("typed", MARKED)
def test_in_words_a_mark_asks_for_either_form(typed: str) -> None:
    assert parse(typed) == Or((Term("leiter"), Term("leiterinnen")))


@pytest.mark.parametrize("typed", MARKED)
@pytest.mark.parametrize("mode", MODES)
def test_in_quotes_a_mark_asks_for_the_marked_form_with_any_mark(typed: str, mode: Mode) -> None:
    assert parse(f'"{typed}"', mode) == Or((Phrase(("leiter", "innen")), Phrase(("leiterinnen",))))


@pytest.mark.parametrize("typed", MARKED)
def test_in_exact_a_marked_word_is_the_marked_form_too(typed: str) -> None:
    assert parse(typed, "exact") == parse(f'"{typed}"')


@pytest.mark.parametrize(
    ("typed", "mode", "expected"),
    [
        ("Ärzt*innen", "words", Or((Term("ärzt"), Term("ärztinnen"), Wildcard("aerzt*innen")))),
        ("Ärzt*in", "words", Or((Term("ärzt"), Term("ärztin"), Wildcard("aerzt*in")))),
        ("Ärzt*innen", "exact", Or((Phrase(("aerzt", "innen")), Wildcard("aerzt*innen")))),
        ("Ärzt*innen", "parts", Or((Phrase(("aerzt", "innen")), Wildcard("aerzt*innen")))),
        ('"Die Ärzt*innen"', "words", Or((Phrase(("die", "aerzt", "innen")), Phrase(("die", "aerzt*innen"))))),
        ('"Die Ärzt:innen"~2', "words", Or((Phrase(("die", "aerzt", "innen"), 2), Phrase(("die", "aerztinnen"), 2)))),
        ("titel:Ärzt:in", "words", Or((Term("ärzt", "title"), Term("ärztin", "title")))),
        ("Bürger:innenrat", "words", Or((Term("bürgerrat"), Term("bürgerinnenrat")))),
        ("Bürger*innenrat", "words", Or((Term("bürgerrat"), Term("bürgerinnenrat"), Wildcard("buerger*innenrat")))),
        ("Bürger•innenrat", "exact", Or((Phrase(("buerger", "innenrat")), Phrase(("buergerinnenrat",))))),
        ("Leiter:in", "parts", Or((Phrase(("leiter", "in")), Wildcard("*leiterin*")))),
    ],
)
def test_a_star_as_the_mark_is_read_as_a_pattern_besides(typed: str, mode: Mode, expected: Query) -> None:
    tree = parse(typed, mode)

    assert tree == expected
    assert parse(print_query(tree)) == tree


@pytest.mark.parametrize(
    "typed",
    ["Leiterin", "Check-in", "LinkedIn", "PlugIn", "AgiHolz", "in:nen", "10:in", "ab*in", "*leiter:in", "leiter*in*",
     "Leiter:inhalt", "Leiter: in", "leiterInnen1", "", "(in)", "aerzt**innen"],
)  # fmt: skip
def test_what_is_not_marked_has_one_reading(typed: str) -> None:
    assert readings(typed) is None


def test_every_mark_of_a_text_is_read_at_once() -> None:
    assert readings("Ärzt*innen und Pfleger:innen") == Readings(
        "Ärzt und Pfleger", "Ärztinnen und Pflegerinnen", "Ärzt innen und Pfleger innen", "Ärzt*innen und Pfleger innen"
    )


PIECES = st.sampled_from([*MARKED, "Ärzt*innen", "und", "-", "*", "haus*", "not", '"', "(", ")", " "])


@given(typed=st.lists(PIECES).map("".join), mode=st.sampled_from(MODES))
def test_marked_words_are_printed_so_that_they_read_the_same(typed: str, mode: Mode) -> None:
    try:
        tree = parse(typed, mode)
    except ValueError:
        return

    assert parse(print_query(tree)) == tree
