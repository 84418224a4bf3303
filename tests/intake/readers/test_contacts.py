"""Names, institutions, mail addresses and telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.intake.draft import DraftContact
from wirkt.intake.readers import contacts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("E-Mail: a.gerlach@innovent-jena.de", ["a.gerlach@innovent-jena.de"]),
        ("info(at)uni-jena.de", ["info@uni-jena.de"]),
        ("info [at] uni-jena [dot] de", ["info@uni-jena.de"]),
        ("info {ät} uni-jena.de", ["info@uni-jena.de"]),
        ("hans at uni punkt de", ["hans@uni.de"]),
        ("a.b@NOSPAM-uni.de", ["a.b@uni.de"]),
        ("pre\u00adsse@u\u200bni.example", ["presse@uni.example"]),
        ("müller@köln.example", ["müller@köln.example"]),
        ("Mail an (a@b.de), oder c@d.de.", ["a@b.de", "c@d.de"]),
        ("a@b.de a@b.de", ["a@b.de"]),
        ("Treffen @ Berlin, um 12 (at noon)", []),
        ("a@b", []),
    ],
)
def test_mail_addresses_are_read_without_disguise(text, found):
    assert contacts.mails(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Telefon: +49 3641 2825-74", ["+49 3641 2825-74"]),
        ("Tel.: 0221 / 4710 100, Fax: 0221 4710 101", ["0221 / 4710 100"]),
        ("Tel. (03641) 28 25 74", ["(03641) 28 25 74"]),
        ("Phone +49 (0)30 123456", ["+49 (0)30 123456"]),
        ("Mobil: 0171-1234567", ["0171-1234567"]),
        ("+49 30 123456 / +49 171 1234567", ["+49 30 123456", "+49 171 1234567"]),
        ("Fax: +49 30 123456", []),
        ("Telefax +49 30 123456", []),
        ("am 04.11.2025", []),
        ("2025-11-04", []),
        ("07745 Jena", []),
        ("https://doi.org/10.5555/0123456", []),
    ],
)
def test_telephone_numbers_stand_as_typed_and_fax_machines_are_left_out(text, found):
    assert contacts.phones(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anmeldung unter Telefon 03641 282574 bis Freitag.", ["03641 282574"]),
        ("Anmeldung unter +49 3641 282574.", ["+49 3641 282574"]),
        ("Der Wert stieg von 0123 456 auf 0789 123.", []),
    ],
)
def test_in_a_running_text_only_what_is_called_a_telephone_number_is_one(text, found):
    assert contacts.called(text) == found


@pytest.mark.parametrize(
    "name",
    [
        "Andrea Gerlach", "Prof. Dr.-Ing. Maria von der Aue", "Thị Mai Süß", "Dr. Łukasz d’Alembert", "Frau Dr. Öztürk",
        "Prof. Dr. Dr. h.c. Karl-Heinz Müller-Lüdenscheidt", "PD Dr. Änne Meyer",
    ],
)  # fmt: skip
def test_names_of_people_are_told_from_other_words(name):
    assert contacts.is_person(name)


@pytest.mark.parametrize(
    "words",
    ["Hochschule Werrastein", "Pressestelle", "Zentrum „Sprache & Daten“", "Akademie für Glas und Licht e. V.", "Jena",
     "Leibniz-Zentrum für Moorforschung (LZM)", "Telefon 3", "Fachhochschule Nord/Ost", "A" * 500, ""],
)  # fmt: skip
def test_institutions_and_departments_are_no_people(words):
    assert not contacts.is_person(words)


def test_a_whole_block_is_read_and_postal_addresses_are_left_out():
    lines = [
        "Maria Maier", "Pressesprecherin", "Universität Jena", "Fürstengraben 1", "07743 Jena", "Tel.: 03641 9-401234",
        "Fax: 03641 9-401235", "E-Mail: maria@uni-jena.example", "www.uni-jena.example",
    ]  # fmt: skip

    read, institution = contacts.read_block(lines, "press")

    assert read == [
        DraftContact(
            name="Maria Maier",
            role="press",
            function="Pressesprecherin",
            organisation="Universität Jena",
            email="maria@uni-jena.example",
            phone="03641 9-401234",
        )
    ]
    assert institution == "Universität Jena"


@pytest.mark.parametrize(
    "lines",
    [
        ["Maria Maier, Pressesprecherin, Institut A, Tel. +49 30 1111111, m@a.de"],
        ["Institut A", "Maria Maier", "Pressesprecherin", "m@a.de", "+49 30 1111111"],
        ["Maria Maier", "Telefon: +49 30 1111111", "Mail: m(at)a.de", "Pressesprecherin", "Institut A"],
        ["Maria Maier | Pressesprecherin | Institut A", "m@a.de | +49 30 1111111"],
    ],
)
def test_the_order_of_a_block_does_not_matter(lines):
    read, institution = contacts.read_block(lines, "press")

    assert read == [
        DraftContact(
            name="Maria Maier",
            role="press",
            function="Pressesprecherin",
            organisation="Institut A",
            email="m@a.de",
            phone="+49 30 1111111",
        )
    ]
    assert institution == "Institut A"


def test_two_people_in_one_block_keep_their_own_institutions():
    lines = ["Maria Maier", "Institut A", "m@a.de", "Dr. Hans Groß", "Institut B", "h@b.de", "+49 30 2222222"]

    read, institution = contacts.read_block(lines, "science")

    assert [(contact.name, contact.organisation, contact.email, contact.phone) for contact in read] == [
        ("Maria Maier", "Institut A", "m@a.de", ""),
        ("Dr. Hans Groß", "Institut B", "h@b.de", "+49 30 2222222"),
    ]
    assert institution == "Institut A"


def test_an_office_without_a_person_is_a_contact():
    read, institution = contacts.read_block(["Pressestelle", "Hochschule Werrastein", "presse@hs.example"], "press")

    assert [(contact.name, contact.email) for contact in read] == [("Pressestelle", "presse@hs.example")]
    assert institution == "Hochschule Werrastein"


def test_a_degree_behind_the_name_belongs_to_it():
    read, _institution = contacts.read_block(["Maria Maier, M.A.", "m@a.de"], "press")

    assert read[0].name == "Maria Maier, M.A."


def test_two_numbers_of_one_person_are_both_kept():
    read, _institution = contacts.read_block(["Maria Maier", "Tel. +49 30 1111111", "Mobil +49 171 2222222"], "press")

    assert read[0].phone == "+49 30 1111111 / +49 171 2222222"


def test_nothing_gives_nobody():
    assert contacts.read_block([], "press") == ([], None)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_no_lines_break_the_reading(lines):
    read, _institution = contacts.read_block(lines, "press")

    assert all("\n" not in contact.name for contact in read)


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "a." * 150_000, "0 " * 150_000, "fax " * 80_000, "a@" * 150_000, "(" * 300_000]
)
def test_a_long_hostile_line_is_done_quickly(text):
    assert (contacts.mails(text), contacts.phones(text)) == ([], [])
