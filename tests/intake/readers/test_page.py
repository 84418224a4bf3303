"""Numbers, addresses, languages, and pages that do not look like the portal's."""

import json
from zoneinfo import ZoneInfo

import pytest

from wirkt.intake.draft import DraftImage

WASHINGTON = ZoneInfo("America/New_York")
PAGE = """<html lang="{lang}"><head><title>Moor speichert Wasser - idw</title>{head}</head><body>
<nav><a href="/de/news1">Andere</a></nav>
<p><em>{date}</em></p><h4>Moor speichert Wasser</h4>
<h5 class="subheader">Maria Maier <em>Pressestelle</em><br/><a href="/{lang}/institution7">Institut für Moor</a></h5>
<p><em>Der Vorspann steht hier und ist ein Satz.</em></p>
<p>Im Moor liegt Wasser, und zwar sehr viel davon.</p>{more}</body></html>"""


def page(lang="de", date="29.10.2025 09:00", head="", more=""):
    return PAGE.format(lang=lang, date=date, head=head, more=more)


@pytest.mark.parametrize(
    "address",
    [
        "https://portal.example/de/news860602", "http://portal.example/en/news860602", "https://www.portal.example/news860602",
        "https://portal.example/de/pressreleases?print=1&id=860602", "https://portal.example/de/pressreleases?id=860602&print=1",
        "https://portal.example/de/news860602?print=1", "https://portal.example/de/news860602/",
    ],
)  # fmt: skip
def test_one_release_has_one_name_under_all_its_addresses(read_one, address):
    draft = read_one(page(), address)

    assert (draft.number, draft.uri) == (860602, "https://portal.example/news860602")


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://portal.example/de/news860602">',
        '<meta property="og:url" content="https://www.portal.example/en/news860602">',
    ],
)
def test_a_saved_page_says_itself_where_it_stood(read_one, head):
    assert read_one(page(head=head), "saved.html").uri == "https://portal.example/news860602"


def test_a_print_view_prints_its_address(read_one):
    printed = page(more="<p>URL dieser Pressemitteilung: http://portal.example/de/news860602</p>").replace("nav", "div")

    draft = read_one(printed, "print.html")

    assert (draft.uri, draft.format) == ("https://portal.example/news860602", "print")


def test_without_host_the_number_still_makes_a_name(read_one):
    draft = read_one(page(more='<a href="/en/news860602">English</a>').replace("/de/news1", "/de/team"), "saved.html")

    assert (draft.number, draft.uri) == (860602, "portal:unknown/860602")


def test_pictures_that_are_numbered_like_the_release_tell_its_number(read_one):
    pictures = "".join(f'<img src="/newsimage?id=860602{place}&size=screen">' for place in range(3))

    assert read_one(page(more=f"<p>{pictures}</p>")).number == 860602


@pytest.mark.parametrize("names", [["381222"], ["3812220", "3812224"], ["3812221"]])
def test_pictures_with_numbers_of_their_own_tell_nothing(read_one, names):
    pictures = "".join(f'<img src="/newsimage?id={name}&size=screen">' for name in names)

    assert read_one(page(more=f"<p>{pictures}</p>")).number is None


def test_a_number_in_foreign_links_is_told_but_makes_no_name(read_one):
    draft = read_one(page(more='<p><a href="https://moor.example/p/860602">x</a></p>'))

    assert (draft.number, draft.uri) == (860602, None)
    assert [finding.code for finding in draft.findings] == ["number_from_links"]


def test_two_different_numbers_in_links_tell_nothing(read_one):
    links = '<p><a href="https://moor.example/p/860602">x</a><a href="https://moor.example/p/860603">y</a></p>'

    assert read_one(page(more=links)).number is None


@pytest.mark.parametrize(
    ("source", "lang", "found"),
    [
        ("https://portal.example/en/news1234", "de", "en"),
        ("https://portal.example/news1234", "de", "de"),
        ("saved.html", "en", "en"),
        ("saved.html", "fr", None),
    ],
)
def test_the_language_of_the_page_is_said_by_its_address_then_by_itself(read_one, source, lang, found):
    assert read_one(page(lang=lang), source).ui_language == found


def test_a_day_without_hour_is_midnight_and_told(read_one):
    draft = read_one(page(date="29.10.2025"))

    assert (draft.published.isoformat(), [finding.code for finding in draft.findings]) == (
        "2025-10-28T23:00:00+00:00",
        ["no_hour"],
    )


def test_the_image_of_a_fetched_page_has_its_full_address(read_one):
    images = (
        '<div><b>Bilder</b></div><p><img src="/newsimage?id=381222" alt="Moor"/><br/>Ein Moor<br/><br/>Quelle: A</p>'
    )

    draft = read_one(page(more=images), "https://portal.example/de/news860602")

    assert draft.images == (DraftImage("Ein Moor", "A", alt="Moor", url="https://portal.example/newsimage?id=381222"),)


def test_a_caption_that_looks_like_a_label_is_a_caption(read_one):
    images = '<div><b>Bilder</b></div><p><img src="a" alt="Quelle: die Werra"/><br/>Quelle: die Werra<br/>Quelle: A</p>'

    draft = read_one(page(more=images))

    assert (draft.images[0].caption, draft.images[0].source) == ("Quelle: die Werra", "A")


def test_words_of_criteria_in_the_text_are_text(read_one):
    more = "<p>Die Merkmale dieser Pressemitteilung sind Biologie und Chemie, und das ist gut so.</p>"

    draft = read_one(page(more=more))

    assert (dict(draft.criteria), len(draft.paragraphs)) == ({}, 2)


def test_lists_and_tables_of_the_text_are_kept(read_one):
    more = (
        "<ul><li>eins</li><li>zwei</li></ul><table><tr><td>1</td><td>2</td></tr></table><blockquote>Wort</blockquote>"
    )

    body = read_one(page(more=more)).body

    assert [part in body for part in ("<li>eins</li>", "<td>1</td>", "<blockquote>Wort</blockquote>")] == [True] * 3


def test_hidden_parts_of_a_page_are_not_read(read_one):
    more = '<p style="display: none">versteckt</p><div hidden>versteckt</div><aside>versteckt</aside><!-- versteckt -->'

    draft = read_one(page(more=more))

    assert "versteckt" not in draft.body


def test_links_of_the_text_are_kept_when_they_lead_into_the_web(read_one):
    more = '<p>Mehr <a href="https://moor.example/">dort</a>, <a href="javascript:x">hier</a>, <a href="/x">da</a>.</p>'

    body = read_one(page(more=more), "saved.html").body

    assert (body.count("<a "), 'href="https://moor.example/"' in body, "hier" in body) == (1, True, True)


def test_a_page_of_another_press_office_gives_title_and_text(read_one):
    other = """<!doctype html><html><head><title>Moor | Institut</title></head><body><header><h2>Menü</h2></header>
    <main><h1>Moor speichert Wasser</h1><p class="teaser">Der Vorspann steht hier.</p>
    <p>Jena. Im Moor liegt Wasser, und zwar sehr viel davon, sagt das Institut für Moor.</p><h2>Hintergrund</h2>
    <p>Das Moor ist alt und nass, und es liegt im Norden.</p></main><footer>Impressum</footer></body></html>"""

    draft = read_one(other)

    assert (draft.title, draft.lead, draft.places) == ("Moor speichert Wasser", "Der Vorspann steht hier.", ("Jena",))
    assert draft.body.startswith("<p>Im Moor liegt Wasser")
    assert ("<h2>Hintergrund</h2>" in draft.body, "Impressum" in draft.body, draft.language) == (True, False, "de")


def test_the_pages_of_a_foreign_press_office_give_title_day_and_text(shared_data, read_one):
    wanted = json.loads((shared_data / "doj" / "html_expected.json").read_text())

    different = []
    for entry in wanted:
        draft = read_one((shared_data / "doj" / "html" / entry["file"]).read_bytes())
        missing = set(entry["text"].split()) - set(" ".join([draft.lead or "", *draft.paragraphs]).split())
        day = draft.published.astimezone(WASHINGTON).date().isoformat() if draft.published else None
        if (draft.title, day) != (entry["title"], entry["date"]) or len(missing) > 5:
            different.append((entry["file"], draft.title, day, missing))

    assert len(wanted) == 40
    assert different == []


def test_a_printed_date_that_is_unclear_is_not_replaced_by_another(read_one):
    head = '<meta property="article:published_time" content="2025-10-29T09:00:00+01:00">'

    unclear, none = read_one(page(head=head, date="10/11/2025 09:00")), read_one(page(head=head, date=""))

    assert (unclear.published, none.published.isoformat()) == (None, "2025-10-29T09:00:00+01:00")


@pytest.mark.parametrize("data", ["<html><body></body></html>", "<html><head></head></html>", "<p></p>"])
def test_a_page_without_words_is_no_release(codes, data):
    assert codes(data) == ["no_release"]


@pytest.mark.parametrize("data", ["<?xml version='1.0'?><rss><channel/></rss>", "<rss/>", "<feed xmlns='x'/>"])
def test_a_feed_is_told_to_be_none(codes, data):
    assert codes(data) == ["xml"]
