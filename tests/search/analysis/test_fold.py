"""Text to tokens: folded letters, and places that hit the source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.second_matcher import exact
from tests.search.strategies import WORDS
from wirkt.search.analysis.fold import LONGEST, letters, tokenise, tokens, write_out

hard = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=8).map(" ".join) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Innovationsnetzwerke", ["innovationsnetzwerke"]),
        ("Holzrahmenbauhäuser", ["holzrahmenbauhaeuser"]),
        ("Innovations- und Netzwerkförderung", ["innovations", "und", "netzwerkfoerderung"]),
        ("Holz-21-regio AgiHolz CO₂-Preis", ["holz", "21", "regio", "agiholz", "co2", "preis"]),
        ("Ärzt*innen StudentInnen", ["aerzt", "innen", "studentinnen"]),
        ("Poeten schöne Straße", ["poeten", "schoene", "strasse"]),
        ("Mu\u0308ller Müller MÜLLER M\u00adüller Mül\u200bler", ["mueller"] * 5),
        ("Café naïve Łódź Ærø ſtein ﬁnden", ["cafe", "naive", "lodz", "aero", "stein", "finden"]),
        ("3,5 z.B. 10:30 a_b", ["3", "5", "z", "b", "10", "30", "a", "b"]),
        ("½ m² 1️⃣ ①", ["1", "2", "m2", "1", "1"]),
        ("😀 … & — \u00a8 \u0308", []),
        ("İstanbul ΣΑΣ ẞ", ["istanbul", "σασ", "ss"]),
        ("\ufeffA\u00a0B\u3000C\u2003D", ["a", "b", "c", "d"]),
        ("\u1112\u1161\u11ab", ["한"]),
    ],
)
def test_a_text_is_folded_to_exact_tokens(text: str, expected: list[str]) -> None:
    assert [token.exact for token in tokenise(text)] == expected


def test_a_token_is_cut_between_characters_at_the_limit_of_bytes() -> None:
    (ascii_token,) = tokens("x" * 500)
    (wide_token,) = tokens("한" * 500)

    assert ascii_token.exact == "x" * LONGEST
    assert wide_token.exact == "한" * (LONGEST // 3)
    assert (wide_token.start, wide_token.end) == (0, 500)


def test_signs_belong_to_a_token_only_in_a_query() -> None:
    assert [token.exact for token in tokens("Bürger*innen")] == ["buerger", "innen"]
    assert [token.exact for token in tokens("Bürger*innen", wild=True)] == ["buerger*innen"]


def test_a_hyphen_glues_and_nothing_else_does() -> None:
    glued = {text: [token.glued for token in tokenise(text)] for text in ("a-b", "a‑b", "a--b", "a/b", "a -b", "-a")}

    assert glued == {
        "a-b": [False, True],
        "a‑b": [False, True],
        "a--b": [False, False],
        "a/b": [False, False],
        "a -b": [False, False],
        "-a": [False],
    }


def test_inner_capitals_show_parts() -> None:
    humps = {
        text: next(tokenise(text)).humps for text in ("AgiHolz", "StudentInnen", "GmbH", "Holz", "BMFTR", "iPhone")
    }

    assert humps == {
        "AgiHolz": ("agi", "holz"),
        "StudentInnen": ("student",),
        "GmbH": ("gmb",),
        "Holz": (),
        "BMFTR": (),
        "iPhone": ("phone",),
    }


@given(text=hard)
def test_the_tokens_are_those_of_the_whole_text_folded_at_once(text: str) -> None:
    assert [token.exact for token in tokenise(text)] == exact(text)


@given(text=hard)
def test_each_token_is_found_again_at_its_place_in_the_source(text: str) -> None:
    found = list(tokenise(text))

    there = [[again.exact for again in tokenise(text[token.start : token.end])] for token in found]
    assert [token.exact in exacts for token, exacts in zip(found, there, strict=True)] == [True] * len(found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@given(text=hard)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert letters(letters(text)) == letters(text)
    assert write_out(write_out(letters(text))) == write_out(letters(text))


@given(text=st.text(max_size=20))
def test_a_text_composed_or_not_gives_the_same_tokens(text: str) -> None:
    apart, together = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))

    assert [token.exact for token in tokenise(apart)] == [token.exact for token in tokenise(together)]
