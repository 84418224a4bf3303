"""What a query means: the tables of the design, word by word, and a second matcher."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.search.second_matcher import means
from tests.search.strategies import ZONE, documents, queries
from wirkt.search.analysis.streams import analyse
from wirkt.search.document import Document
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import Criterion, Keys, Mode, Query, TextField

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)
BEHAVIOUR = Path(__file__).parent / "behaviour.tsv"
MET_BY_A_REPAIR = {("Innovationsnetzwerk", "Netzwerk für Innovation")}


def found(typed: str, text: str, *, mode: Mode = "words", language: str = "de", field: TextField = "body") -> bool:
    return matches(parse(typed, mode), Document("k", NOON, language, {field: (text,)}), zone=ZONE)


@given(query=queries, document=documents)
def test_two_matchers_written_apart_say_the_same(query: Query, document: Document) -> None:
    analysed = analyse(document)

    answer = matches(query, analysed, zone=ZONE)

    assert answer == means(query, document)
    assert answer == matches(query, document, zone=ZONE)


def test_all_cases_of_behaviour_but_the_one_a_repair_meets_are_met() -> None:
    with BEHAVIOUR.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]

    missed = {
        (typed, text)
        for typed, text, expected, category in rows
        if found(typed, text, language="en" if category == "english" else "de") != (expected == "1")
    }

    assert len(rows) >= 112
    assert missed == MET_BY_A_REPAIR


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("E-Mail", "Eine Email kam", True),
        ("Email", "Eine E-Mail kam", True),
        ("E-Mails", "Eine E-Mail kam", True),
        ("Email", "Eine e mail kam", False),
        ("Holz21regio", "Bündnis Holz-21-regio", True),
        ("CO2-Preis", "Der CO₂-Preis steigt", True),
        ("CO2Preis", "Der CO₂-Preis steigt", True),
        ("Agi", "Projekt AgiHolz", True),
        ("Holz", "Projekt AgiHolz", True),
        ("Student", "StudentInnen lernen", True),
        ("Innen", "StudentInnen lernen", False),
        ("z.B.", "so z. B. hier", True),
        ("Poet", "Die Poeten", True),
        ("schön", "schöne Straße", True),
        ('"schon"', "wie schön", False),
        ('"schoen"', "wie schön", True),
        ("Bürger", "Die Burg", False),
        ("Bürgern", "Ein Bürger", True),
        ("Ärztin", "Die Ärztinnen", True),
        ("Café", "Im Cafe", True),
        ("Muller", "Herr Müller", True),
        ("M?ller", "Herr Müller", True),
        ("M?ller", "Herr Mueller", True),
        ("M?ller", "Herr Muller", True),
        ("M?ller", "Herr Mller", False),
        ("mu*", "Herr Müller", True),
        ("Netz\u00adwerk", "Das Netzwerk", True),
        ("Netzwerk", "Das Netz\u200bwerk", True),
    ],
)
def test_a_word_is_found_in_its_forms(typed: str, text: str, expected: bool) -> None:
    assert found(typed, text) is expected


@pytest.mark.parametrize(
    ("typed", "words", "exact", "parts"),
    [
        ("Netzwerk", True, False, True),
        ("wirkt not logie", True, True, False),
        ("wirkt not logy", True, True, True),
    ],
)
def test_the_seed_release_is_found_as_each_mode_says(shared_data, typed, words, exact, parts) -> None:
    text = (shared_data / "seed" / "release.txt").read_text(encoding="utf-8").split("Criteria of this press release")[0]

    answers = [found(typed, text, mode=mode) for mode in ("words", "exact", "parts")]

    assert answers == [words, exact, parts]


def test_a_german_word_is_stemmed_as_german_and_an_english_one_as_english() -> None:
    assert found("networking", "networks", language="en")
    assert not found("networking", "networks", language="de")
    assert found("Netzwerke", "Netzwerken", language="de-AT")
    assert not found("Netzwerke", "Netzwerken", language="fr")
    assert found("Réseau", "reseau", language="fr")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"rote Rosen"', True),
        ('"Rosen rote"', False),
        ('"rote blühen"', False),
        ('"rote blühen"~1', True),
        ('"blühen rote"~1', True),
        ('"blühen rote"~0', False),
        ('"rote rote"~9', False),
        ('"rot* ros*"', True),
        ('"rote Rosen blühen im Garten"~0', True),
    ],
)
def test_the_words_of_a_phrase_stand_together(typed: str, expected: bool) -> None:
    assert found(typed, "Rote Rosen blühen im Garten") is expected


def test_a_phrase_lies_within_one_value() -> None:
    document = Document("k", NOON, "de", {"place": ("Bad", "Berka"), "title": ("Berka",)})

    assert not matches(parse('"Bad Berka"'), document, zone=ZONE)
    assert not matches(parse('"Bad Berka"~1000'), document, zone=ZONE)
    assert matches(parse("Bad Berka"), document, zone=ZONE)


def test_a_field_narrows_to_its_own_words() -> None:
    document = Document("k", NOON, "de", {"title": ("Holz",), "body": ("Beton",)})

    answers = {typed: matches(parse(typed), document, zone=ZONE) for typed in ("titel:Holz", "text:Holz", "title:bet*")}

    assert answers == {"titel:Holz": True, "text:Holz": False, "title:bet*": False}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("date:2024-03-01", True),
        ("date:2024-02-29", False),
        ("from:2024-03", True),
        ("to:2024-02", False),
        ("date:2024-04..2024-02", False),
    ],
)
def test_a_day_is_a_day_in_the_zone(typed: str, expected: bool) -> None:
    late = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)  # in Berlin it is the first of March

    assert matches(parse(typed), Document("k", late, "de", {}), zone=ZONE) is expected


def test_criteria_and_keys_are_compared_as_they_are() -> None:
    document = Document("k", NOON, "de", {}, {"kind": frozenset({"study"})})

    assert matches(Criterion("kind", frozenset({"study", "award"})), document, zone=ZONE)
    assert not matches(Criterion("kind", frozenset({"unknown"})), document, zone=ZONE)
    assert not matches(Criterion("unknown", frozenset({"study"})), document, zone=ZONE)
    assert not matches(Criterion("kind", frozenset()), document, zone=ZONE)
    assert matches(Keys(frozenset({"k"})), document, zone=ZONE)
