"""Plain texts that do not come from a portal, titles that are proposed, and the language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.intake.readers import language, titles

LEAD = "Im Moor liegt Wasser, und zwar sehr viel davon, sagt das Institut für Moor in einer Mitteilung."
MORE = "Das Team untersuchte viele Proben aus vielen Jahren und wertete sie mit einem neuen Verfahren aus."


def test_a_short_first_line_is_the_title(read_one):
    draft = read_one(f"Moor speichert Wasser\n{LEAD}\n{MORE}\n")

    assert (draft.title, draft.title_proposed, draft.lead, draft.paragraphs) == (
        "Moor speichert Wasser",
        False,
        LEAD,
        (MORE,),
    )


def test_the_name_of_the_kind_above_the_title_is_left_out(read_one):
    draft = read_one(f"Pressemitteilung Nr. 12/2025\nMoor speichert Wasser\n{LEAD}\n{MORE}\n")

    assert (draft.title, draft.lead) == ("Moor speichert Wasser", LEAD)


def test_without_a_title_the_first_sentence_is_proposed(read_one):
    draft = read_one(f"{LEAD}\n{MORE}\n")

    assert (draft.title, draft.title_proposed) == (LEAD.rstrip("."), True)


def test_lines_that_a_mail_program_wrapped_become_paragraphs(read_one):
    wrapped = (
        "Im Moor liegt Wasser, und zwar sehr viel davon, sagt das Institut\n"
        "für Moor in einer Mitteilung. Es will damit im nächsten Jahr noch\n"
        "weiter arbeiten.\n\n"
        "Das Team untersuchte viele Proben aus vielen Jahren und wertete\n"
        "sie mit einem neuen Verfahren aus.\n"
    )

    draft = read_one(wrapped)

    assert draft.lead == (
        "Im Moor liegt Wasser, und zwar sehr viel davon, sagt das Institut für Moor in einer Mitteilung. "
        "Es will damit im nächsten Jahr noch weiter arbeiten."
    )
    assert draft.paragraphs == (MORE,)


def test_an_embargo_above_the_text_is_read(read_one):
    draft = read_one(f"Sperrfrist: 24.11.2026, 10 Uhr\n{LEAD}\n{MORE}\n")

    assert (draft.embargo.isoformat(), draft.lead) == ("2026-11-24T09:00:00+00:00", LEAD)


def test_a_correction_in_the_title_is_marked(read_one):
    assert read_one(f"Korrektur: Moor speichert Wasser\n{LEAD}\n").is_correction is True
    assert read_one(f"Moor speichert Wasser\n{LEAD}\n").is_correction is None


def test_contacts_in_front_of_the_text_do_not_swallow_it(read_one):
    draft = read_one(f"{LEAD}\nPressekontakt:\nMaria Maier\nm@a.example\n" + f"{MORE}\n" * 6)

    assert (draft.contacts[0].name, draft.boilerplate, draft.body.count("<p>")) == ("Maria Maier", None, 6)


def test_a_publication_may_be_cited_in_words(read_one):
    citation = "Maier, M. et al. (2025): Moor. Journal of Bogs 3, 1–9"

    draft = read_one(
        f"{LEAD}\n{MORE}\nOriginalpublikation:\n{citation}\nhttps://doi.org/10.5555/1\nhttps://moor.example Projekt\n"
    )

    assert draft.original_publication == f"{citation}\nhttps://doi.org/10.5555/1"
    assert [link.url for link in draft.links] == ["https://moor.example"]


def test_characters_that_were_lost_are_told(read_one):
    draft = read_one(LEAD.encode("cp1252") + b"\x81")

    assert [finding.code for finding in draft.findings] == ["broken_characters"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Auf der Zukunftswerkstatt „WIR! wirkt“ am 4. November in Berlin diskutieren viele.",
            "Zukunftswerkstatt „WIR! wirkt“ am 4. November in Berlin",
        ),
        ("Zur Tagung »Moor« am 3. Mai 2026 in Jena kommen alle.", "Tagung »Moor« am 3. Mai 2026 in Jena"),
        ("Moor speichert Wasser. Das ist neu.", "Moor speichert Wasser"),
        ("Wer speichert Wasser? Das Moor.", "Wer speichert Wasser?"),
        ("Dr. Maier misst am 3. Mai im Moor. Das ist neu.", "Dr. Maier misst am 3. Mai im Moor"),
    ],
)
def test_a_proposed_title_stands_in_the_text(text, title):
    assert titles.propose(["", text]) == title


def test_a_long_sentence_is_cut_at_a_clause_or_a_word():
    clause = "Im Moor liegt sehr viel Wasser, das dort seit langer Zeit liegt und das nun" + " auch gemessen ist" * 3
    words = "Wort " * 60

    assert titles.propose([clause]) == "Im Moor liegt sehr viel Wasser"
    assert titles.propose([words]) == "Wort " * 21 + "…"


@pytest.mark.parametrize("texts", [[], [""], ["..."], ["1 2 3"]])
def test_without_words_there_is_no_title(texts):
    assert titles.propose(texts) is None


@given(st.text(max_size=400))
def test_a_proposed_title_is_short_and_made_of_the_text(text):
    title = titles.propose([text])

    assert title is None or len(title) <= titles.LONGEST
    assert title is None or title.removesuffix(" …") in " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LEAD, "de"),
        ("The measuring hall of the institute has opened in a former sawmill, and many people came to see it.", "en"),
        ("Le marais contient beaucoup d’eau, et les chercheurs veulent savoir combien de temps elle y reste.", "fr"),
        ("Moor", None),
        ("", None),
    ],
)
def test_the_language_of_a_text_is_found_unless_it_is_too_short(text, found):
    assert language.detect(text, None) == found
