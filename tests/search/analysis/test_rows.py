"""What a chunk of text holds before any word list is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.search.analysis.fold import tokens
from wirkt.search.analysis.rows import forms, row, rows


@given(chunk=st.text('abäößABÄÖ.,;!?"“”»«()éſ', min_size=1, max_size=7))
def test_the_short_way_for_plain_words_gives_what_the_long_way_gives(chunk: str) -> None:
    found = tokens(chunk)

    short = row(chunk, "")

    assert short.words == tuple(token.word for token in found)
    assert short.exact == tuple(token.exact for token in found)
    assert short.capitals == tuple(chunk[token.start].isupper() for token in found)


@pytest.mark.parametrize(
    ("chunk", "words", "exact"),
    [
        ("Ärzt*innen", "ärzt ärztinnen", "aerzt innen"),
        ("Leiter/in", "leiter leiterin", "leiter in"),
        ("Leiter(in)", "leiter leiterin", "leiter in"),
        ("Forscher/-innen,", "forscher forscherinnen", "forscher innen"),
        ("Student(inn)en", "student studentinnen", "student innen"),
        ("Bürger:innenrat", "bürger bürgerinnenrat", "buerger innenrat"),
        ("und/in", "und in", "und in"),
        ("ab:innen", "ab innen", "ab innen"),
        ("Leistung(innen", "leistung innen", "leistung innen"),
    ],
)
def test_an_ending_marked_for_both_genders_carries_the_feminine_word(chunk: str, words: str, exact: str) -> None:
    found = row(chunk, "de")

    assert found.words == tuple(words.split())
    assert found.exact == tuple(exact.split())


def test_marks_mean_nothing_in_other_languages() -> None:
    assert row("Ärzt*innen", "en").words == ("ärzt", "innen")
    assert list(forms(rows("Innovations- und Netzwerkförderung", "en"), "en")) == []


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("Innovations- und Netzwerkförderung", ["innovations- netzwerkförderung"]),
        ("Energie-, Wasser- und Abfallwirtschaft", ["energie- abfallwirtschaft", "wasser- abfallwirtschaft"]),
        ("Holzbau, -handel oder -transport", ["holzbau -handel", "holzbau -transport"]),
        ("Film- und digitale Medienförderung", ["film- digitale", "film- medienförderung"]),
        ("Bio- und Gen-Technik", ["bio- gen-technik"]),
        ("Holz-/Lehmbau", ["holz- lehmbau"]),
        ("Holzbau/-handel", ["holzbau -handel"]),
        ("Innovation und Netzwerkförderung", []),
        ("Seite - 5 und -5 Grad", []),
    ],
)
def test_words_that_share_an_end_or_a_beginning_are_forms(text: str, shared: list[str]) -> None:
    found = [form for form in forms(rows(text, "de"), "de") if form.kind in ("open_end", "open_start")]

    assert [form.carrier for form in found] == shared
