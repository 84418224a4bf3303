"""Portal pages, print views and texts copied from them: every field of forty invented releases, and what may differ."""

import json
import re
import unicodedata
from collections.abc import Callable

import pytest

from wirkt.intake.draft import DraftContact
from wirkt.intake.report import as_report

FILES = [f"s{number:03}" for number in range(40)]
TEXTS = {1, 7, 9, 10, 13, 14, 20, 27, 28, 29, 31, 34, 35, 38}
NAMES = [f"{name}.txt" if int(name[1:]) in TEXTS else f"{name}.html" for name in FILES]

PAGE, GERMAN_PAGE, TEXT = "s000.html", "s004.html", "s001.txt"
FOUR_IMAGES = "s009.txt"


def put(old: str, new: str) -> Callable[[str], str]:
    """Replace words of the page; they must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def cut(pattern: str, new: str = "") -> Callable[[str], str]:
    """Replace what the pattern finds; it must find something."""

    def change(text: str) -> str:
        assert re.search(pattern, text, re.DOTALL)
        return re.sub(pattern, new, text, flags=re.DOTALL)

    return change


@pytest.mark.parametrize("file", NAMES)
def test_every_field_of_a_portal_release_is_read(compare, file):
    assert compare(file) == {}


@pytest.mark.parametrize("file", NAMES)
def test_nothing_dangerous_of_a_portal_release_is_kept(expected, shared_data, read_one, file):
    draft = read_one((shared_data / "idw_like" / file).read_bytes(), file)

    kept = json.dumps(as_report(draft)).casefold() + draft.body.casefold()

    assert [words for words in expected[file]["must_not_store"] if words.casefold() in kept] == []


def test_there_are_forty_releases_and_some_of_them_are_dangerous(expected):
    assert sorted(expected) == sorted(NAMES)
    assert any(entry["must_not_store"] for entry in expected.values())


def test_a_page_without_date_has_none(compare):
    assert compare(PAGE, put("<p><em>01/26/2021 14:44</em></p>\n", ""), datetime=None) == {}


def test_a_page_without_lead_has_none_and_keeps_its_paragraphs(compare):
    assert compare(PAGE, cut("<p><em>Die Daten.*?</em></p>\n"), lead=None) == {}


def test_a_page_without_the_line_of_the_press_office_takes_contact_and_institution_from_the_text(compare):
    assert compare(PAGE, cut('<h5 class="subheader">.*?</h5>\n')) == {}


def test_a_page_without_heading_takes_the_title_of_its_head(compare):
    assert compare(PAGE, cut("<h4>.*?</h4>\n")) == {}


def test_a_page_without_criteria_has_none(compare):
    nothing = {"audience": [], "subjects": [], "scope": [], "types": [], "language": []}

    assert compare(PAGE, cut("<p><strong>Criteria.*?</p>"), criteria=nothing) == {}


def test_an_image_without_caption_keeps_its_rights(compare, expected):
    image = {**expected[PAGE]["images"][0], "caption": None}
    change = cut('alt="Versuchsfläche am Fluss"/><br/>Versuchsfläche am Fluss<br/>', 'alt=""/><br/>')

    assert compare(PAGE, change, images=[image]) == {}


def test_an_image_without_rights_keeps_its_caption(compare):
    image = {"caption": "Versuchsfläche am Fluss", "source": None, "copyright": None}

    assert compare(PAGE, put("<br/>Source: Änne Öztürk<br/>Copyright: Änne Öztürk", ""), images=[image]) == {}


def test_an_image_that_stands_twice_in_the_text_is_one(compare):
    assert compare(PAGE, put('<div id="sidebar">', '<div class="x"><div><b>Images</b></div>')) == {}


@pytest.mark.parametrize("disguise", ["k.0(at)uk", "k.0 [at] uk", "k.0&#64;uk", "k.0\u200b@uk", "k.\u00ad0@uk"])
def test_a_disguised_mail_address_is_read(compare, disguise):
    assert compare(PAGE, put("k.0@uk", disguise)) == {}


def test_a_mail_address_that_a_content_network_hides_is_read(compare):
    address = "k.0@uk-suedhafen.example"
    code = "17" + "".join(f"{byte ^ 0x17:02x}" for byte in address.encode())
    link = f'<a class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a>'

    assert compare(PAGE, put(address, link)) == {}


def test_utf8_that_is_declared_as_windows_1252_is_utf8(compare):
    assert compare(PAGE, put("charset=utf-8", "charset=windows-1252")) == {}


def test_windows_1252_that_is_declared_as_utf8_is_windows_1252(shared_data, read_one):
    page = (shared_data / "idw_like" / GERMAN_PAGE).read_text(encoding="utf-8")
    data = page.replace("Łukasz", "Lukas").encode("cp1252", "replace")

    draft = read_one(data)

    assert draft.contacts[0].name == "Dr. Lukas Öztürk"


@pytest.mark.parametrize("file", [PAGE, TEXT])
def test_decomposed_characters_are_composed(compare, file):
    assert compare(file, lambda text: unicodedata.normalize("NFD", text)) == {}


@pytest.mark.parametrize("file", [PAGE, TEXT])
def test_the_kind_of_line_end_does_not_matter(compare, file):
    assert compare(file, lambda text: text.replace("\n", "\r\n")) == {}


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\ufeff", "\u2060"])
def test_hidden_characters_in_names_and_numbers_disappear(compare, hidden):
    def change(text: str) -> str:
        return text.replace("Maria von", f"Ma{hidden}ria von").replace("4710 100", f"47{hidden}10 100")

    assert compare(PAGE, change) == {}


def test_a_slashed_date_on_a_german_page_can_mean_two_days_and_is_left_out(compare, read_one, shared_data):
    change = put("02.07.2020 10:05", "02/07/2020 10:05")
    page = (shared_data / "idw_like" / GERMAN_PAGE).read_text(encoding="utf-8")

    findings = [finding.code for finding in read_one(change(page)).findings]

    assert compare(GERMAN_PAGE, change, datetime=None) == {}
    assert findings == ["unclear_date"]


@pytest.mark.parametrize(
    ("source", "hour"),
    [
        ("https://portal.example/en/news7001", "2020-10-11T09:00"),
        ("https://portal.example/de/news7001", None),
    ],
)
def test_the_address_of_the_page_decides_which_number_is_the_month(read_one, shared_data, source, hour):
    page = (shared_data / "idw_like" / GERMAN_PAGE).read_text(encoding="utf-8")
    english_date = page.replace("02.07.2020 10:05", "10/11/2020 09:00")

    report = as_report(read_one(english_date, source))

    assert report["datetime"] == hour


def test_an_embargo_in_front_of_the_text_is_its_hour_and_no_paragraph(compare):
    line = "<p>Sperrfrist: 28.01.2021, 10:00 Uhr<br />\n<br />\nDie Daten sind"

    assert compare(PAGE, put("<p>Die Daten sind", line), embargo="2021-01-28T10:00") == {}


def test_an_embargo_that_cannot_be_read_is_kept_in_its_words(shared_data, read_one):
    page = (shared_data / "idw_like" / PAGE).read_text(encoding="utf-8")
    line = "<p>Embargo: 02/03/2021, 10:00<br />\n<br />\nDie Daten sind"

    draft = read_one(page.replace("<p>Die Daten sind", line))

    assert (draft.embargo, draft.embargo_unclear) == (None, "Embargo: 02/03/2021, 10:00")


def test_a_correction_is_marked(compare, expected):
    title = f"Korrektur: {expected[PAGE]['title']}"

    assert compare(PAGE, put("<h4>", "<h4>Korrektur: "), title=title, is_correction=True) == {}


def test_two_people_in_one_block_are_two_contacts(compare, expected):
    second = ["Dr. Hans Groß", "Institut für Moor", "E-Mail: h@moor.example", "Telefon: +49 30 55555"]
    change = put("Telefon: +49 221 4710 100", "<br />\n<br />\n".join(["Telefon: +49 221 4710 100", *second]))

    different = compare(
        PAGE,
        change,
        paragraphs=13,
        last_paragraph="Telefon: +49 30 55555",
        emails=sorted([*expected[PAGE]["emails"], "h@moor.example"]),
        phones=sorted([*expected[PAGE]["phones"], "+49 30 55555"]),
    )

    assert different == {}


def test_two_scientists_are_two_contacts(compare, expected):
    second = {"name": "Dr. Anna Klein", "email": "a.k@uk.example", "phone": "+49 221 1111"}
    change = put("+49 221 4710 153</p>", "+49 221 4710 153<br/>Dr. Anna Klein, a.k@uk.example, +49 221 1111</p>")

    different = compare(
        PAGE,
        change,
        scientific_contacts=[*expected[PAGE]["scientific_contacts"], second],
        emails=sorted([*expected[PAGE]["emails"], "a.k@uk.example"]),
        phones=sorted([*expected[PAGE]["phones"], "+49 221 1111"]),
    )

    assert different == {}


def test_a_scientist_may_stand_in_several_lines(compare):
    change = put(
        "Prof. Dr. Jörg d’Alembert, forschung@uk-suedhafen.example, +49 221 4710 153",
        "Prof. Dr. Jörg d’Alembert<br/>Institut für Archäologie<br/>Tel.: +49 221 4710 153<br/>"
        "E-Mail: forschung@uk-suedhafen.example",
    )

    assert compare(PAGE, change) == {}


def test_a_scientist_without_mail_and_telephone_has_none(compare):
    change = put(
        "Prof. Dr. Jörg d’Alembert, forschung@uk-suedhafen.example, +49 221 4710 153", "Prof. Dr. Jörg d’Alembert"
    )

    different = compare(
        PAGE,
        change,
        scientific_contacts=[{"name": "Prof. Dr. Jörg d’Alembert", "email": None, "phone": None}],
        emails=["k.0@uk-suedhafen.example"],
        phones=["+49 221 4710 100"],
    )

    assert different == {}


def test_telephone_and_mail_may_change_places(compare):
    change = put(
        "E-Mail: k.0@uk-suedhafen.example<br />\n<br />\nTelefon: +49 221 4710 100",
        "Telefon: +49 221 4710 100<br />\n<br />\nE-Mail: k.0@uk-suedhafen.example",
    )

    assert compare(PAGE, change, last_paragraph="E-Mail: k.0@uk-suedhafen.example") == {}


def test_a_contact_block_with_single_line_breaks_is_one_paragraph_and_the_same_contact(shared_data, read_one):
    page = (shared_data / "idw_like" / PAGE).read_text(encoding="utf-8")
    lines = (
        "Pressekontakt:<br/>Prof. Dr.-Ing. Maria von der Aue<br/>Universitätsklinikum Südhafen<br/>E-Mail: a@b.example"
    )

    draft = read_one(cut("Pressekontakt:<br />.*?4710 100</p>", f"{lines}</p>")(page))

    assert draft.contacts[0] == DraftContact(
        name="Prof. Dr.-Ing. Maria von der Aue",
        function="Corporate Communications",
        organisation="Universitätsklinikum Südhafen",
        email="a@b.example",
    )
    assert len(draft.paragraphs) == 5


def test_a_contact_keeps_the_department_that_only_the_portal_names(shared_data, read_one):
    draft = read_one((shared_data / "idw_like" / PAGE).read_bytes())

    assert draft.contacts[0] == DraftContact(
        name="Prof. Dr.-Ing. Maria von der Aue",
        role="press",
        function="Corporate Communications",
        organisation="Universitätsklinikum Südhafen",
        email="k.0@uk-suedhafen.example",
        phone="+49 221 4710 100",
    )


def test_the_text_of_a_page_has_headings_and_neither_lead_nor_dateline_nor_contacts(shared_data, read_one):
    draft = read_one((shared_data / "idw_like" / "s011.html").read_bytes())

    assert draft.body.startswith("<p>Das Team untersuchte 41 Proben")
    assert draft.body.count("<h2>Hintergrund</h2>") == 2
    assert [words for words in ("Elbmark.", "Pressekontakt", "@", draft.lead) if words in draft.body] == []


def test_scripts_in_the_text_leave_no_trace_but_their_words_of_links(shared_data, read_one):
    draft = read_one((shared_data / "idw_like" / "s003.html").read_bytes())

    assert "The project is funded Klick with 40.5 million euros" in " ".join(draft.body.split())
    assert [words for words in ("alert", "script", "onerror", "<img") if words in draft.body] == []


def test_a_link_that_the_page_cuts_has_its_full_address(shared_data, read_one):
    link = read_one((shared_data / "idw_like" / "s003.html").read_bytes()).links[1]

    assert (link.truncated, link.url.endswith("/bericht-911003")) == (True, True)


def test_a_link_that_a_text_cuts_has_no_address(shared_data, read_one):
    link = read_one((shared_data / "idw_like" / "s031.txt").read_bytes()).links[2]

    assert (link.truncated, link.url, link.label) == (True, None, None)


def test_the_label_tells_what_a_link_is_for(shared_data, read_one):
    links = read_one((shared_data / "idw_like" / TEXT).read_bytes()).links

    assert [link.kind for link in links] == ["registration", "project", "information"]


def test_a_licence_in_the_copyright_line_is_noted(shared_data, read_one):
    images = read_one((shared_data / "idw_like" / TEXT).read_bytes()).images

    assert [image.licence for image in images] == [None, "CC BY 4.0"]


def test_an_image_of_a_text_may_have_nothing_but_its_caption(compare, expected):
    change = put("Quelle: Thị Mai Kowalczyk\nCopyright: Thị Mai Kowalczyk\n", "")
    bare = {"caption": "Versuchsfläche am Fluss", "source": None, "copyright": None}

    assert compare(FOUR_IMAGES, change, images=[bare, *expected[FOUR_IMAGES]["images"][1:]]) == {}


def test_an_image_of_a_text_may_have_no_caption(compare, expected):
    images = [dict(image) for image in expected[FOUR_IMAGES]["images"]]
    images[1]["caption"] = None

    assert compare(FOUR_IMAGES, put("Grafik zur Verteilung\nQuelle: Özlem", "Quelle: Özlem"), images=images) == {}


@pytest.mark.parametrize("file", ["s034.txt", "s035.txt"])
def test_a_lone_caption_behind_the_last_part_is_an_image(compare, file):
    change = cut(r"(?:Das Team im Labor\n.*?)?Merkmale", "Das Team im Labor\nMerkmale")
    bare = {"caption": "Das Team im Labor", "source": None, "copyright": None}

    assert compare(file, change, images=[bare]) == {}


def test_the_scientist_may_stand_before_the_press_contact(compare):
    def change(text: str) -> str:
        press, science = text.index("Pressekontakt"), text.index("Wissenschaftliche Ansprechpartner")
        links = text.index("https://", science)
        return text[:press] + text[science:links] + text[press:science] + text[links:]

    assert compare(TEXT, change) == {}


def test_criteria_are_known_by_their_words_even_without_heading(compare):
    assert compare(TEXT, put("Merkmale dieser Pressemitteilung:\n", ""), ui_language=None) == {}


def test_blank_lines_between_the_lines_of_a_text_do_not_matter(compare):
    assert compare(TEXT, lambda text: text.replace("\n", "\n\n")) == {}


def test_a_name_without_academic_title_is_a_name(compare):
    assert compare(TEXT, put("Prof. Dr.-Ing. Björn Süß", "Björn Süß"), press_contact="Björn Süß") == {}


def test_the_search_help_behind_the_criteria_is_dropped(compare):
    help_text = "\n\nYou can combine search terms with and, or and/or not, e.g. Philo not logy.\nYou can use brackets."

    assert compare(TEXT, lambda text: text + help_text) == {}


def test_a_contact_without_mail_and_telephone_is_still_named(compare):
    different = compare(
        TEXT,
        put("E-Mail: k.1@fh-no.example\nTelefon: +49 40 66969 821\n", ""),
        paragraphs=8,
        last_paragraph="Fachhochschule Nord/Ost",
        emails=["forschung@fh-no.example"],
        phones=["+49 40 66969 530"],
    )

    assert different == {}


def test_a_contact_without_institution_invents_none(compare):
    assert compare(TEXT, put("Fachhochschule Nord/Ost\nE-", "E-"), paragraphs=9, institution=None) == {}


def test_a_label_that_nobody_knows_is_told(shared_data, read_one):
    page = (shared_data / "idw_like" / PAGE).read_text(encoding="utf-8")

    draft = read_one(page.replace("\nBiology<br/>", "\nBiology, Alchemy<br/>"))

    assert draft.criteria["subject"] == ("biology",)
    assert [finding.code for finding in draft.findings] == ["unknown_criterion"]
    assert "Alchemy" in str(draft.findings[0].message)
