"""A query said back in two languages."""

from datetime import date

import pytest
from hypothesis import given

from tests.search.strategies import queries
from wirkt.search.describe import describe
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING, And, Criterion, Keys, Mode, Or, Query, Since, Term
from wirkt.search.writing import print_query, style_of


@pytest.mark.parametrize(
    ("typed", "german", "english"),
    [
        ("", "Gesucht: alles.", "Searching for: everything."),
        ("Netzwerk", "Gesucht: „netzwerk“ in allen Formen.", "Searching for: “netzwerk” in all its forms."),
        ('titel:"Netzwerk"', "Gesucht: genau „netzwerk“ im Titel.", "Searching for: exactly “netzwerk” in the title."),
        ('"a b"', "Gesucht: die Wortfolge „a b“.", "Searching for: the phrase “a b”."),
        ('"a b"~3', "Gesucht: „a“, „b“, in beliebiger Folge innerhalb von 5 Wörtern.",
         "Searching for: “a”, “b”, in any order within 5 words."),
        ("E-Mail", "Gesucht: „e mail“ in allen Formen, auch zusammengeschrieben.",
         "Searching for: “e mail” in all its forms, also written as one word."),
        ("forsch*", "Gesucht: Wörter, die mit „forsch“ beginnen.", "Searching for: words beginning with “forsch”."),
        ("*logie", "Gesucht: Wörter, die auf „logie“ enden.", "Searching for: words ending with “logie”."),
        ("*holz*", "Gesucht: Wörter, die „holz“ enthalten.", "Searching for: words containing “holz”."),
        ("m?ller", "Gesucht: Wörter nach dem Muster „m?ller“.", "Searching for: words of the pattern “m?ller”."),
        ('("a" or "b") not ("c" "d")', "Gesucht: (genau „a“ oder genau „b“) und nicht (genau „c“ und genau „d“).",
         "Searching for: (exactly “a” or exactly “b”) and not (exactly “c” and exactly “d”)."),
        ('"a" or "b" "c"', "Gesucht: genau „a“ oder (genau „b“ und genau „c“).",
         "Searching for: exactly “a” or (exactly “b” and exactly “c”)."),
        ("date:2024-05-31", "Gesucht: veröffentlicht am 31.05.2024.", "Searching for: published on 2024-05-31."),
        ("date:2024-05", "Gesucht: veröffentlicht vom 01.05.2024 bis 31.05.2024.",
         "Searching for: published from 2024-05-01 to 2024-05-31."),
        ("from:2024", "Gesucht: veröffentlicht ab 01.01.2024.", "Searching for: published from 2024-01-01 on."),
        ("to:0999", "Gesucht: veröffentlicht bis 31.12.0999.", "Searching for: published until 0999-12-31."),
    ],
)  # fmt: skip
def test_a_query_is_said_in_one_sentence(typed: str, german: str, english: str) -> None:
    query = parse(typed)

    assert describe(query, "de") == german
    assert describe(query, "en") == english


@pytest.mark.parametrize(
    ("typed", "mode", "said"),
    [
        ("Häuser", "words", "“Häuser” in all its forms"),
        ("titel:Häuser", "words", "“Häuser” in all its forms in the title"),
        ("Häuser", "exact", "exactly “Häuser”"),
        ("Häuser", "parts", "words containing “Häuser”"),
        ("„Das Haus“", "words", "the phrase “Das Haus”"),
        ("titel:(a »Das Häuser*«~3)", "words",
         "“a” in all its forms in the title and “Das”, “Häuser*”, in any order within 5 words in the title"),
        ("E-Mail", "words", "“E-Mail” in all its forms, also written as one word"),
        ("Über*", "words", "words beginning with “Über”"),
        ("Leiter:in", "words", "“leiter” in all its forms or “leiterin” in all its forms"),
        ("Moor Leiter(in)", "exact", "exactly “Moor” and (the phrase “leiter in” or exactly “leiterin”)"),
    ],
)  # fmt: skip
def test_words_are_said_as_they_were_typed(typed: str, mode: Mode, said: str) -> None:
    query = parse(typed, mode)

    assert describe(query, style=style_of(query, typed)) == f"Searching for: {said}."


def test_a_criterion_is_said_with_its_labels() -> None:
    query = And((Criterion("kind", frozenset({"study", "award"})), Term("holz")))
    labels = {("kind", ""): "Art", ("kind", "study"): "Studie", ("kind", "award"): "Preis"}

    assert describe(query, "de", labels) == "Gesucht: Art: Preis oder Studie und „holz“ in allen Formen."
    assert describe(query, "en") == "Searching for: kind: award or study and “holz” in all its forms."


def test_what_only_programs_ask_is_said_too() -> None:
    assert describe(Or(), "de") == "Gesucht: nichts."
    assert describe(And((EVERYTHING, Or())), "en") == "Searching for: everything and nothing."
    assert describe(Keys(frozenset({"a", "b"})), "en") == "Searching for: 2 certain entries."
    assert describe(Since(), "de") == "Gesucht: alles."


@pytest.mark.parametrize("query", [Criterion("kind", frozenset({"a"})), Keys(frozenset()), Or(), Since()])
def test_what_cannot_be_typed_is_not_printed(query: Query) -> None:
    with pytest.raises(ValueError, match="typed"):
        print_query(query)


@given(query=queries)
def test_every_tree_can_be_said(query: Query) -> None:
    german, english = describe(query, "de"), describe(query, "en")

    assert german.startswith("Gesucht: ")
    assert english.startswith("Searching for: ")
    assert german.count("(") == german.count(")") == english.count("(")


def test_days_without_padding_are_padded() -> None:
    assert print_query(Since(date(999, 1, 2), date(999, 1, 2))) == "date:0999-01-02"
