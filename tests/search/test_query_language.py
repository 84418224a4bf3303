"""The examples of the manual are what it says they are."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.errors import DEEPEST, LONGEST_TEXT, MOST_LEAVES, QueryError
from wirkt.search.lexer import DATE_FIELDS, FIELDS, OPERATORS
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import MODES
from wirkt.search.writing import print_query

MANUAL = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
READABLE, REFUSED = MANUAL.split("## What cannot be read")
ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.MULTILINE)
QUERIES = [typed for typed, _ in ROW.findall(READABLE) if typed != "match"]
ALSO = [typed for _, told in ROW.findall(READABLE) for typed in re.findall(r"`([^`]{3,})`", told)]
ERRORS = [(typed, told.split(" | ")[0]) for typed, told in ROW.findall(REFUSED)]


@pytest.mark.parametrize("typed", [*QUERIES, *ALSO])
def test_an_example_can_be_read(typed: str) -> None:
    if typed in (*OPERATORS, *MODES):
        return

    tree = parse(typed)

    assert parse(print_query(tree)) == tree


@pytest.mark.parametrize(("typed", "code"), ERRORS)
def test_an_error_has_the_code_the_manual_gives(typed: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)

    assert caught.value.code == code


@pytest.mark.parametrize(
    "typed",
    [typed for typed in ALSO if (":" in typed and ".." not in typed and "31." not in typed) or "Leiter" in typed],
)
def test_what_the_manual_calls_the_same_is_the_same(typed: str) -> None:
    row = next(first for first, told in ROW.findall(READABLE) if f"`{typed}`" in told)

    assert parse(typed) == parse(row)


def test_the_manual_names_every_field_operator_and_limit() -> None:
    named = set(re.findall(r"(\w+):", MANUAL)) | set(re.findall(r" (\w+) ", MANUAL))

    assert set(FIELDS) | set(DATE_FIELDS) | set(OPERATORS) <= named
    for limit in (LONGEST_TEXT, MOST_LEAVES, DEEPEST):
        assert f"{limit:,}" in MANUAL


# For each example of the manual a text it finds, and one it does not.
TEXTS = {
    "Netzwerk": ("in den Netzwerken", "das Werk"),
    "Netzwerk Holz": ("Holz, ein Netzwerk", "Holz"),
    '"Netzwerk"': ("das NETZWERK", "die Netzwerke"),
    "E-Mail": ("viele Emails", "die Mail"),
    "CO2-Preis": ("der CO₂-Preis", "der Preis für CO2"),
    "Müller": ("Frau Mueller", "Frau Möller"),
    "Leiter:in": ("die Leiterinnen", "die Leitung"),
    "Leiter_in": ("der Leiter", "die Leitung"),
    "Leiter*in": ("Leiterin", "die Leitung"),
    '"Leiter:innen"': ("die Leiter*innen", "die Leiter"),
    "Holz and Moor": ("Moor und Holz", "Moor"),
    "Holz und Moor": ("Moor, Holz", "Holz"),
    "Holz or Moor": ("ein Moor", "ein Wald"),
    "Holz oder Moor": ("aus Holz", "ein Wald"),
    "Holz not Moor": ("Holz im Wald", "Holz im Moor"),
    "Holz nicht Moor": ("Holz im Wald", "Holz im Moor"),
    "not Moor": ("ein Wald", "ein Moor"),
    "Holz or Moor Klima": ("Holz", "Moor"),
    "(Holz or Moor) Klima": ("Moor, Klima", "Holz"),
    "(Philo not logy) or (Psycho and logy)": ("Philo", "Psycho"),
    '"Oder"': ("an der Oder", "an der Elbe"),
    '"Freiwillige Feuerwehr"': ("Die Freiwillige Feuerwehr", "Feuerwehr: Freiwillige"),
    "„Freiwillige Feuerwehr“": ("Die freiwillige Feuerwehr", "Freiwillige der Feuerwehr"),
    "»Freiwillige Feuerwehr«": ("Die freiwillige Feuerwehr", "Freiwillige Feuerwehren"),
    '"Wasserstoff Lausitz"~5': ("Lausitz setzt auf Wasserstoff", "Lausitz a b c d e f Wasserstoff"),
    '"künstliche Intelligen*"': ("künstliche Intelligenzen", "künstlich intelligent"),
    "forsch*": ("Forschung", "erforscht"),
    "*logie": ("Biologie", "Biologien"),
    "*holz*": ("Holzbau", "Hölzer"),
    "M?ller": ("Mueller", "Moehler"),
    "STRASSE": ("die Straße", "der Strass"),
    "Cafe": ("im Café", "der Kaffee"),
}


@pytest.mark.parametrize("typed", [typed for typed in QUERIES if not re.search(r"\w:", typed) or "Leiter" in typed])
def test_an_example_finds_what_the_manual_says(typed: str) -> None:
    found, missed = (
        matches(parse(typed), Document("k", datetime(2024, 5, 31, tzinfo=UTC), "de", {"body": (text,)}), zone=ZONE)
        for text in TEXTS[typed]
    )

    assert (found, missed) == (True, False)


@pytest.mark.parametrize("typed", [typed for typed in QUERIES if re.search(r"\w:", typed) and "Leiter" not in typed])
def test_an_example_with_a_field_or_date_finds_what_the_manual_says(typed: str) -> None:
    texts = dict.fromkeys(set(FIELDS.values()), ("Wasserstoff, Jena, Bad Berka, Labor, Müller, Holz und Moor",))
    day = datetime(2024, 5, 31, tzinfo=UTC)
    whole = Document("k", day, "de", texts)
    others = [Document("k", day, "de", {name: text}) for name, text in texts.items()]
    others += [replace(whole, moment=day.replace(year=year)) for year in (2023, 2025)]

    assert matches(parse(typed), whole, zone=ZONE)
    assert not all(matches(parse(typed), other, zone=ZONE) for other in others)


def test_a_range_that_ends_before_it_begins_finds_nothing() -> None:
    document = Document("k", datetime(2024, 5, 31, tzinfo=UTC), "de", {"body": ("Holz",)})

    assert not matches(parse("date:2024-06..2024-05"), document, zone=ZONE)
    assert matches(parse("date:2024-05..2024-06"), document, zone=ZONE)
