"""Input that means harm: each gives an answer, none a crash, none gets through."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.intake import readers
from wirkt.intake.draft import Draft, Unreadable
from wirkt.intake.report import as_report

LIVE = re.compile(
    r"<script|<iframe|<object|<embed|<svg|<[^>]*\son\w+\s*=|(?:href|src)\s*=\s*[\"']?\s*(?:javascript|data|vbscript):"
)
PAGES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<br>", "<h4>", "</h4>", "<h5>", "</h5>", "<em>", "</em>", "<b>", "</b>", "<a href='x'>",
         "</a>", "<img src='/newsimage?id=9110000' alt='x'>", "<ul><li>", "</ul>", "<table><tr><td>", "</table>",
         "<div>", "</div>",
         "Pressekontakt:", "Dr. Maria Maier", "E-Mail: a@b.de", "Telefon: +49 30 1234567", "Bilder", "Quelle: A",
         "Copyright: B", "Weitere Informationen:", "Originalpublikation:", "https://doi.org/10.5555/1",
         "Jena. Das Team", "Merkmale dieser Pressemitteilung:", "Journalisten", "Biologie, Chemie", "26.01.2021 14:44",
         "Sperrfrist: 1.1.2027", "Das Team untersuchte viele Proben aus dem Moor.", "\n", "\n\n", " "]
    ),
    max_size=40,
)  # fmt: skip


def body_of(found: Draft | Unreadable) -> str:
    return found.body.casefold() if isinstance(found, Draft) else ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("deep.html", ["too_deep"]),
        ("external.xml", ["xml"]),
        ("laughs.xml", ["xml"]),
        ("ratio.zip", ["binary"]),
        ("traversal.zip", ["binary"]),
        ("formula.csv", ["draft"]),
        ("nul.txt", ["draft"]),
    ],
)
def test_the_collected_bombs_go_off_without_harm(shared_data, codes, name, found):
    assert codes((shared_data / "hostile" / "bombs" / name).read_bytes()) == found


def test_a_damaged_text_loses_its_zero_bytes(shared_data, read_one):
    draft = read_one((shared_data / "hostile" / "bombs" / "nul.txt").read_bytes())

    assert "\x00" not in json.dumps(as_report(draft))
    assert "ä" in draft.body


def test_no_line_of_the_injection_list_survives_in_a_page(shared_data, read_all):
    alive = []
    for line in (shared_data / "hostile" / "xss_even.txt").read_bytes().splitlines():
        page = b"<html><h4>Titel</h4><p>Vorher " + line + b" nachher</p></html>"
        alive += [line for found in read_all(page) if LIVE.search(body_of(found))]

    assert alive == []


def test_no_line_of_the_injection_list_survives_in_an_item(shared_data, read_all):
    alive = []
    for line in (shared_data / "hostile" / "xss_even.txt").read_text(errors="replace").splitlines():
        item = {
            "headlines": [{"value": line}],
            "bodies": [{"contentType": "text/html", "value": f"<p>Vorher {line}</p>"}],
        }
        alive += [line for found in read_all(json.dumps(item)) if LIVE.search(body_of(found))]

    assert alive == []


def test_every_naughty_string_gives_an_answer_in_every_kind(shared_data, read_all):
    strings = json.loads((shared_data / "hostile" / "blns.json").read_text())
    kinds = [
        "{0}",
        "<html><h4>{0}</h4><p>{0}</p></html>",
        '+++\ntitle = """{0}"""\n+++\n{0}',
        '{{"headlines": [{{"value": {1}}}]}}',
    ]

    answers = {
        len(read_all(kind.format(text, json.dumps(text)).encode("utf-8", "surrogatepass")))
        for text in strings
        for kind in kinds
    }

    assert answers <= {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    "data",
    [
        b"a " * 1_000_001, b"<html>" + b"<p>x" * 600_000, b"<html><p>" + b"<b>" * 500_000, b"x\n" * 900_000,
        b"+++\n" + b"#\n" * 1_100_000,
    ],
)  # fmt: skip
def test_what_is_larger_than_any_release_is_refused(codes, data):
    assert set(codes(data)) <= {"too_large", "too_deep"}


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 1_900_000, b"a" + b" " * 1_900_000 + b"b", b"Aaaa " * 390_000, b"Dr. " * 480_000, b"Law," * 480_000,
        b"<html><p>" + b"<br>" * 400_000, b"<html><p>" + b" \n" * 900_000 + b"x",
        b"<html><p " + b"a=b " * 400_000 + b">x",
        b"<html><p>" + b"&amp;" * 300_000, b"text.\nMerkmale dieser Pressemitteilung:\n" + b"Recht," * 300_000,
    ],
)  # fmt: skip
def test_long_and_monotonous_input_is_done_in_time(codes, data):
    assert set(codes(data)) <= {"draft", "empty", "no_release"}


@given(st.binary(max_size=600))
def test_random_bytes_give_an_answer(data):
    for found in readers.read(data, "random"):
        assert isinstance(found, Unreadable) or as_report(found)["source"] == "random"


@given(PAGES, st.sampled_from(["<html lang='de'><body>", "<html lang='en'><body>", ""]))
def test_random_pages_and_texts_give_a_clean_answer(pieces, start):
    for found in readers.read((start + "".join(pieces)).encode(), "random"):
        if isinstance(found, Draft):
            report = as_report(found)
            assert report["paragraphs"] == len(found.paragraphs)
            assert not LIVE.search(found.body)


@given(st.text(max_size=300))
def test_random_front_matter_gives_an_answer(text):
    assert len(list(readers.read(f"+++\n{text}\n+++\nText.".encode(), "random"))) == 1
