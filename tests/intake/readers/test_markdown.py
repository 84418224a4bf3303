"""Markdown with a head of TOML."""

from datetime import date, datetime

import pytest

from wirkt.intake.draft import DraftContact, DraftImage, DraftLink, Unreadable

FILE = """+++
uri = "wirkt:sample/moor"
title = "Moor speichert Wasser"
subtitle = "Ein Versuch"
lead = "Im Moor liegt Wasser."
places = ["Jena", "Berlin"]
date = 2025-10-29
published = 2025-10-29T09:00:00+01:00
language = "de"
institution = "Institut für Moor"
kind = ["research-results"]
subject = ["biology", "marine-climate"]
audience = ["journalists"]
scope = ["national"]
boilerplate = "Das Institut ist erfunden."
original_publication = "https://doi.org/10.5555/1"
translation_of = "wirkt:sample/bog"

[[contacts]]
role = "science"
name = "Dr. Maria Maier"
function = "Leiterin"
organisation = "Institut für Moor"
email = "m@moor.example"
phone = "+49 30 23125 111"

[[links]]
href = "https://moor.example/"
label = "Projekt Moor"
kind = "project"

[[images]]
file = "../pictures/moor.png"
caption = "Ein Moor"
source = "M. Maier"
copyright = "Institut"
alt = "Wasser und Gras"
licence = "CC BY 4.0"
+++

Ein *erster* Absatz mit [Link](https://moor.example/).

## Hintergrund

- eins
- zwei

| a | b |
|---|---|
| 1 | 2 |
"""


def test_every_key_of_the_head_arrives(read_one):
    draft = read_one(FILE, resolve=lambda name: f"bytes of {name}".encode())

    assert (draft.format, draft.uri, draft.translation_of) == ("markdown", "wirkt:sample/moor", "wirkt:sample/bog")
    assert (draft.title, draft.subtitle, draft.lead) == (
        "Moor speichert Wasser",
        "Ein Versuch",
        "Im Moor liegt Wasser.",
    )
    assert (draft.places, draft.dateline_date) == (("Jena", "Berlin"), date(2025, 10, 29))
    assert draft.published == datetime.fromisoformat("2025-10-29T09:00:00+01:00")
    assert (draft.language, draft.institution) == ("de", "Institut für Moor")
    assert (draft.boilerplate, draft.original_publication) == (
        "Das Institut ist erfunden.",
        "https://doi.org/10.5555/1",
    )
    assert draft.criteria == {
        "kind": ("research-results",),
        "subject": ("biology", "marine-climate"),
        "audience": ("journalists",),
        "scope": ("national",),
        "language": ("de",),
    }
    assert draft.contacts == (
        DraftContact(
            "Dr. Maria Maier", "science", "Leiterin", "Institut für Moor", "m@moor.example", "+49 30 23125 111"
        ),
    )
    assert draft.links == (DraftLink("https://moor.example/", "https://moor.example/", "Projekt Moor", kind="project"),)
    assert draft.images == (
        DraftImage(
            caption="Ein Moor",
            source="M. Maier",
            copyright="Institut",
            licence="CC BY 4.0",
            alt="Wasser und Gras",
            filename="../pictures/moor.png",
            content=b"bytes of ../pictures/moor.png",
        ),
    )
    assert draft.findings == ()


def test_the_text_becomes_html(read_one):
    body = read_one(FILE).body

    assert "<p>Ein <em>erster</em> Absatz" in body
    assert "<h2>Hintergrund</h2>" in body
    assert (body.count("<li>"), body.count("<td>")) == (2, 2)


def test_html_in_the_text_is_cleaned(read_one):
    draft = read_one('+++\ntitle = "x"\n+++\nA <script>alert(1)</script> [b](javascript:x) <img src=x onerror=y> c')

    assert [word for word in ("<script", "alert", "onerror", "<img", "href") if word in draft.body] == []


def test_the_words_of_the_institution_are_left_to_the_institution(read_one):
    assert read_one('+++\ntitle = "x"\nboilerplate = "organisation"\n+++\n').boilerplate is None


def test_without_a_title_one_is_proposed(read_one):
    draft = read_one("+++\n+++\nIm Moor liegt Wasser, sagt das Institut. Mehr ist nicht bekannt.")

    assert (draft.title, draft.title_proposed) == ("Im Moor liegt Wasser, sagt das Institut", True)


def test_a_picture_that_is_missing_is_told(read_one):
    def missing(name: str) -> bytes:
        raise Unreadable("picture_missing", f"{name} is not there")

    draft = read_one(FILE, resolve=missing)

    assert (draft.images[0].content, [finding.code for finding in draft.findings]) == (None, ["picture_missing"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("published = 2025-10-29T09:00:00", "unclear_date"),
        ('published = "morgen"', "unclear_date"),
        ('colour = "red"', "unknown_key"),
    ],
)
def test_what_cannot_be_used_is_told(read_one, line, code):
    draft = read_one(f'+++\ntitle = "x"\n{line}\n+++\n')

    assert ([finding.code for finding in draft.findings], draft.published) == ([code], None)


@pytest.mark.parametrize(
    ("line", "unclear"), [("embargo = 2026-11-24T10:00:00+01:00", None), ('embargo = "bald"', "bald")]
)
def test_an_embargo_is_an_instant_or_stays_closed(read_one, line, unclear):
    draft = read_one(f'+++\ntitle = "x"\n{line}\n+++\n')

    assert (draft.embargo is None, draft.embargo_unclear) == (unclear is not None, unclear)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("+++\ntitle = 'x'\n", "no_head"),
        ("+++\ntitle = \n+++\n", "broken_head"),
        ("+++\na = " + "[" * 100_000 + "\n+++\n", "broken_head"),
        ("+++\n+++\n", "empty"),
    ],
)
def test_a_broken_file_is_an_answer_and_no_crash(codes, data, code):
    assert codes(data) == [code]


@pytest.mark.parametrize("value", ["5", "[1, 2]", "{a = 1}", "true", "[[1]]", "1979-05-27"])
@pytest.mark.parametrize(
    "key", ["title", "places", "contacts", "images", "links", "language", "subject", "number", "date"]
)
def test_a_value_of_the_wrong_kind_is_not_taken(codes, key, value):
    assert codes(f"+++\n{key} = {value}\n+++\nIm Moor liegt Wasser.") == ["draft"]


def test_the_sample_newsroom_is_read_without_a_complaint(read_one, request):
    files = sorted((request.config.rootpath / "wirkt" / "sample" / "releases").glob("*.md"))

    complaints = {path.name: [f.code for f in read_one(path.read_bytes()).findings] for path in files}

    assert files
    assert {name: found for name, found in complaints.items() if found} == {}
