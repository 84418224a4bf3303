"""Why a document was found."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from tests.search.strategies import ZONE, documents, queries
from wirkt.search.document import Document
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import And, Criterion, Keys, Not, Query
from wirkt.search.reasons import Reason, reasons

FOUND = Document(
    "k",
    datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
    "de",
    {"title": ("Häuser aus Holz",), "body": ("Ein Haus", "Per E-Mail an Agi-Holz")},
    {"kind": frozenset({"study"})},
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Haus", [("title", "Häuser", "inflected"), ("body", "Haus", "as_written")]),
        ("Häuser or Beton", [("title", "Häuser", "as_written"), ("body", "Haus", "inflected")]),
        ("Email", [("body", "E-Mail", "joined")]),
        ("häu*", [("title", "Häuser", "pattern")]),
        ('"aus Holz"', [("title", "aus Holz", "phrase")]),
        (
            '"Holz" not Beton',
            [("title", "Holz", "as_written"), ("body", "Holz", "as_written"), ("", "beton", "absent")],
        ),
        ('ort:"Jena" or not ort:"Jena"', [("place", 'place:"jena"', "absent")]),
        ("not (Holz Beton)", [("", "beton", "absent")]),
        ("date:2024-03", [("moment", "2024-03-01", "date")]),
        ("not date:2023", [("moment", "date:2023-01-01..2023-12-31", "absent")]),
        ("Beton", []),
    ],
)
def test_the_deciding_words_are_named_as_written(typed: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(reason.field, reason.word, reason.how) for reason in reasons(parse(typed), FOUND, ZONE)] == expected


def test_criteria_and_keys_decide_too() -> None:
    kind = Criterion("kind", frozenset({"study", "award"}))
    query = And(
        (kind, Not(Criterion("kind", frozenset({"event"}))), Keys(frozenset({"k"})), Not(Keys(frozenset({"x"}))))
    )

    assert reasons(query, FOUND, ZONE) == [
        Reason("kind", "study", "criterion"),
        Reason("kind", "event", "absent"),
        Reason("key", "k", "key"),
        Reason("key", "x", "absent"),
    ]


def test_a_reason_knows_its_place() -> None:
    (reason,) = reasons(parse("Agi"), FOUND, ZONE)

    assert (reason.field, reason.value) == ("body", 1)
    assert FOUND.texts["body"][1][reason.start : reason.end] == reason.word == "Agi"


@given(query=queries, document=documents)
def test_reasons_are_given_only_for_what_matches_and_hit_the_text(query: Query, document: Document) -> None:
    given_reasons = reasons(query, document, ZONE)

    written = [reason for reason in given_reasons if reason.end]
    assert given_reasons == [] or matches(query, document, zone=ZONE)
    assert [document.texts[one.field][one.value][one.start : one.end] for one in written] == [r.word for r in written]
