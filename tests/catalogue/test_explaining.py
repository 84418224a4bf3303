"""What the page says about why a release was found, and under which words each part of a question."""

import pytest
from django.utils import translation

from wirkt.catalogue import explaining
from wirkt.search.query import And
from wirkt.search.reasons import How, Reason

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("reasons", "german", "english"),
    [
        ([Reason("title", "Moor", "as_written"), Reason("body", "Moor", "as_written")],
         "Moor (Titel, Text)", "Moor (title, text)"),
        ([Reason("title", "Netzwerke", "inflected"), Reason("lead", "Holzbau", "part")],
         "Netzwerke (Titel, gebeugt); Holzbau (Vorspann, Teil des Worts)",
         "Netzwerke (title, inflected); Holzbau (lead, part of the word)"),
        ([Reason("body", "E-Mail", "joined"), Reason("body", "Ärzt*innen", "gender")],
         "E-Mail (Text, anders geschrieben); Ärzt*innen (Text, andere Geschlechtsform)",
         "E-Mail (text, spelt differently); Ärzt*innen (text, other gender form)"),
        ([Reason("title", "Moore", "pattern"), Reason("", "Beton", "absent"), Reason("kind", "study", "criterion")],
         "Moore (Titel, passt zum Muster); ohne Beton", "Moore (title, fits the pattern); without Beton"),
        ([Reason("kind", "study", "absent"), Reason("moment", "2024-01-01", "date")], "", ""),
    ],
)  # fmt: skip
def test_why_a_release_was_found_is_said_in_words(reasons: list[Reason], german: str, english: str) -> None:
    said = {}
    for language in ("de", "en"):
        with translation.override(language):
            said[language] = explaining.told(reasons)

    assert said == {"de": german, "en": english}


def test_a_way_to_stand_there_has_words_or_goes_without_saying() -> None:
    silent = {"as_written", "phrase", "criterion", "date", "key", "absent"}

    known = {one for part in How.__args__ for one in getattr(part, "__args__", ())}

    assert known <= silent | set(explaining.HOWS)


def test_a_hit_says_what_is_absent_in_the_letters_of_the_question(make_release, indexed, client) -> None:
    make_release("Moor und Wasser")
    indexed()

    page = client.get("/en/find", {"q": "Moor not (Beton or title:Stahl)"}).content.decode()

    assert "Found: Moor (title); without Beton; without title:Stahl" in page


def test_the_readings_of_a_marked_word_are_one_part(make_release, indexed, client) -> None:
    make_release("Die Leiterin")
    make_release("Der Leiter", body="<p>Eine Leiterin.</p>")
    indexed()

    (term,) = client.get("/find.json", {"q": "Leiter:in"}).json()["query"]["terms"]

    assert term["text"] == "Leiter:in"
    assert [(one["word"], one["releases"]) for one in term["found_as"]] == [("leiterin", 2), ("leiter", 1)]


def test_nothing_wanted_is_nothing_carried(indexed) -> None:
    indexed()

    assert explaining.carried(None, And(), "", None) == []
