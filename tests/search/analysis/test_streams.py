"""A document's streams, aligned with each other."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from tests.search.strategies import documents
from wirkt.search.analysis.lexicon import shipped
from wirkt.search.analysis.rows import group_of
from wirkt.search.analysis.streams import analyse, carried, value
from wirkt.search.document import Document


@pytest.mark.parametrize(
    ("text", "stems", "also"),
    [
        ("Innovationsnetzwerke", ["innovationsnetzwerk"], {"innovation", "netzwerk", "netz", "werk"}),
        ("Holzrahmenbauhäuser", ["holzrahmenbauhaus"], {"holz", "rahm", "bau", "haus", "bauhaus", "holzrahmenbau"}),
        ("Holz-21-regio", ["holz", "21", "regio"], {"holz21regio"}),
        ("AgiHolz", ["agiholz"], {"agi", "holz"}),
        ("CO₂-Preis", ["co2", "preis"], {"co2preis"}),
        ("StudentInnen", ["studentin"], {"student"}),
        ("Poeten", ["poet"], set()),
        ("schöne Straße", ["schon", "strass"], set()),
        (
            "Innovations- und Netzwerkförderung",
            ["innovation", "und", "netzwerkforder"],
            {"innovationsforder", "netzwerk", "netz", "werk", "forder"},
        ),
        ("Ärzt*innen", ["arzt", "arztin"], set()),
        ("Bürger*innenrat", ["bürger", "burgerinnenrat"], {"burgerrat", "bürger", "rat"}),
    ],
)
def test_a_text_gives_stems_and_what_its_words_stand_for_besides(text, stems, also) -> None:
    streams = value(text, "de", shipped())

    assert list(streams.stems) == stems
    assert streams.parts == set(stems) | also


@pytest.mark.parametrize(
    "forms",
    [
        "Poet Poeten",
        "Frau Frauen",
        "blau blaue blauen",
        "aktuell aktuelle",
        "Haus Häuser Häusern",
        "Universität Universitäten",
        "Ärztin Ärztinnen",
        "Bürger Bürgern Bürgers",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({shipped().stem(word.casefold(), "de") for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("poeten", "poten"), ("bürger", "burg"), ("rinnen", "rin"), ("aktuell", "aktull")]
)
def test_words_that_only_look_alike_do_not(one: str, other: str) -> None:
    assert shipped().stem(one, "de") != shipped().stem(other, "de")


def test_a_language_tag_chooses_the_stemmer() -> None:
    groups = {tag: group_of(tag) for tag in ("de", "de-AT", "DE_ch", "en-GB", "fr", "", "den")}

    assert groups == {"de": "de", "de-AT": "de", "DE_ch": "de", "en-GB": "en", "fr": "", "": "", "den": ""}


def test_each_part_knows_the_word_that_carries_it() -> None:
    assert set(carried("Häuser E-Mail", "de", shipped())) == {
        ("haus", "häuser"),
        ("e", "e"),
        ("mail", "mail"),
        ("email", "e-mail"),
    }


def test_a_field_without_words_and_an_unknown_field_are_harmless() -> None:
    document = Document("k", datetime(2024, 1, 1, tzinfo=UTC), "de", {"title": (), "lead": ("",), "body": ("a", "b")})

    analysed = analyse(document)

    assert analysed.of("title") == ()
    assert [one.exact for one in analysed.of(None)] == [(), ("a",), ("b",)]


@given(document=documents)
def test_stems_stand_beside_the_exact_tokens(document: Document) -> None:
    values = analyse(document).of(None)

    assert [len(one.exact) for one in values] == [len(one.stems) for one in values]
    assert all(set(one.stems) <= one.parts for one in values)
