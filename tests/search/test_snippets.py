"""Passages and marks stand at exact places."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.strategies import ZONE, queries, texts
from wirkt.search.document import Document
from wirkt.search.match import matches
from wirkt.search.parser import parse
from wirkt.search.query import Query
from wirkt.search.snippets import Piece, marked, snippet
from wirkt.search.tree import worded

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)


def document(body: str, lead: str = "") -> Document:
    return Document("k", NOON, "de", {"lead": (lead,), "body": (body,)})


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("Haus", "Viele Häuser, ein Haus", "Viele [Häuser], ein [Haus]"),
        ("Haus not Häuser", "Viele Häuser, ein Haus", "Viele [Häuser], ein [Haus]"),
        ("not Haus", "Viele Häuser", "Viele Häuser"),
        ("not (a or not Haus)", "Viele Häuser", "Viele [Häuser]"),
        ('"ein Haus"', "Viele Häuser, ein Haus", "Viele Häuser, [ein Haus]"),
        ('"Haus"', "Viele Häuser, ein Haus", "Viele Häuser, ein [Haus]"),
        ('"Haus viele"~2', "Viele Häuser, ein Haus", "[Viele] Häuser, ein [Haus]"),
        ("häu*", "Viele Ha\u0308user", "Viele [Ha\u0308user]"),
        ("Email", "Per E-Mail", "Per [E-Mail]"),
        ("E-Mail", "Per Email", "Per [Email]"),
        ("Holz", "Projekt AgiHolz", "Projekt [AgiHolz]"),
        ("lead:Haus", "Ein Haus", "Ein Haus"),
        ("title:Haus", "Ein Haus", "Ein [Haus]"),
        ("wald waldboden wald*", "Waldboden", "[Waldboden]"),
        ("", "Ein Haus", "Ein Haus"),
        ("Netzwerk", "Netz\u00adwerke", "[Netz\u00adwerke]"),
    ],
)
def test_a_title_is_marked_where_the_query_found_it(typed: str, text: str, expected: str) -> None:
    assert shown(marked(parse(typed), text, "title", "de")) == expected


def test_the_passage_with_most_of_the_query_is_shown() -> None:
    body = "Holz hier. " + "Anderes steht dazwischen. " * 20 + "Nun wächst Holz im Moor. " + "Und mehr. " * 30

    passage = snippet(parse("Holz Moor"), document(body), length=60)

    assert shown(passage) == "… Nun wächst [Holz] im [Moor]. Und mehr. Und mehr. Und mehr. Und …"


def test_without_words_the_lead_begins() -> None:
    assert shown(snippet(parse(""), document("Der Text", "Der Vorspann"))) == "Der Vorspann"
    assert shown(snippet(parse("Text"), document("Der Text", "Der Vorspann"))) == "Der [Text]"
    assert snippet(parse("Text"), document("", " ")) == ()


def test_a_word_longer_than_the_passage_is_cut() -> None:
    passage = snippet(parse("ab*"), document("ab" * 200), length=50)

    assert shown(passage) == f"[{'ab' * 25}] …"


@given(query=queries, text=texts, length=st.integers(10, 60))
def test_a_passage_is_part_of_the_text(query: Query, text: str, length: int) -> None:
    passage = snippet(query, document(text), length=length)

    inner = "".join(piece.text for piece in passage if piece.text not in ("… ", " …"))
    assert inner in text
    assert len(inner) <= length


@given(query=queries, text=texts)
def test_a_text_is_marked_just_where_a_wanted_part_is_found(query: Query, text: str) -> None:
    pieces = marked(query, text, "body", "de")

    one = Document("k", NOON, "de", {"body": (text,)})
    assert "".join(piece.text for piece in pieces) == text
    assert any(piece.marked for piece in pieces) == any(matches(leaf, one, zone=ZONE) for leaf in worded(query))
