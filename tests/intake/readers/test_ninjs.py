"""News items as JSON, in all their spellings."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.intake import readers
from wirkt.intake.draft import Draft, DraftContact, DraftImage, DraftLink

TITLE = "Measuring hall for forest soil opens in old sawmill"


def item(**fields):
    """An item with a title, as bytes."""
    return json.dumps({"uri": "test:1", "headlines": [{"role": "main", "value": "Moor"}], **fields}).encode()


def subjects(*entries):
    return item(subjects=list(entries))


def codes_of(draft):
    return [finding.code for finding in draft.findings]


@pytest.mark.parametrize(
    "name", ["001_simple_example", "004_simple_text_article", "005_complex_text_article", "007_multimedia"]
)
def test_the_examples_of_the_standard_are_read(shared_data, read_one, name):
    draft = read_one((shared_data / "ninjs" / f"{name}.json").read_bytes())

    assert (draft.format, draft.title, draft.title_proposed, draft.language) == ("ninjs", TITLE, False, "en")
    assert draft.paragraphs[0].startswith("GRÜNTAL, Germany (Example) -- The measuring hall")
    assert draft.published.year == 2013


@pytest.mark.parametrize("name", ["006_photo_only", "008_event"])
def test_a_picture_or_an_event_alone_is_no_release(shared_data, codes, name):
    assert codes((shared_data / "ninjs" / f"{name}.json").read_bytes()) == ["no_release"]


def test_every_example_gives_an_answer(shared_data, codes):
    found = {path.stem[:3]: codes(path.read_bytes()) for path in sorted((shared_data / "ninjs").glob("*.json"))}

    assert found == {
        "001": ["draft"], "002": ["draft"], "003": ["draft"], "004": ["draft"], "005": ["draft"], "006": ["no_release"],
        "007": ["draft"], "008": ["no_release"],
    }  # fmt: skip


def test_html_is_preferred_to_plain_text(shared_data, read_one):
    draft = read_one((shared_data / "ninjs" / "005_complex_text_article.json").read_bytes())

    assert draft.body.count("<p>") == 4
    assert (draft.places, draft.contacts, draft.institution) == (("Grüntal, Germany",), (), None)


def test_pictures_come_with_caption_rights_and_their_largest_form(shared_data, read_one):
    images = read_one((shared_data / "ninjs" / "007_multimedia.json").read_bytes()).images

    assert images[1] == DraftImage(
        caption="Maria Beispiel, head of the project, at the opening in Grüntal, Germany, on 9 July 2013",
        source="Anna Muster",
        copyright="Copyright 2013 The News Agency, www.news-agency.example - all rights reserved.",
        url="http://media.example.com/photos/2/portrait-big.jpg",
    )
    assert images[0].url == "http://media.example.com/photos/2/hall-big.jpg"
    assert images[0].caption.startswith("The measuring hall stands beside")


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Moor", "body_xhtml": "<p>Ein Text</p>", "pubstatus": "canceled",
         "firstcreated": "2024-01-02T03:04:05Z",
         "versioncreated": "2024-02-02T03:04:05Z", "embargoed": "2024-03-01T00:00:00Z"},
        {"headlines": [{"value": "Moor"}], "bodies": [{"value": "<p>Ein Text</p>"}], "pubstatus": "canceled",
         "firstcreated": "2024-01-02T03:04:05Z", "versioncreated": "2024-02-02T03:04:05Z",
         "embargoeduntil": "2024-03-01T00:00:00Z"},
        {"headlines": [{"role": "main", "value": "Moor"}],
         "bodies": [{"contentType": "text/html", "value": "<p>Ein Text</p>"}],
         "pubStatus": "canceled", "firstCreated": "2024-01-02T03:04:05Z", "versionCreated": "2024-02-02T03:04:05Z",
         "embargoedUntil": "2024-03-01T00:00:00Z"},
    ],
)  # fmt: skip
def test_versions_one_two_and_three_say_the_same(read_one, fields):
    draft = read_one(json.dumps(fields))

    assert (draft.title, draft.body, draft.withdrawn) == ("Moor", "<p>Ein Text</p>", True)
    assert (draft.published, draft.changed, draft.embargo) == (
        datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        datetime(2024, 2, 2, 3, 4, 5, tzinfo=UTC),
        datetime(2024, 3, 1, tzinfo=UTC),
    )


def test_version_one_keeps_pictures_by_name(read_one):
    picture = {"type": "picture", "description_text": "Ein Moor", "by": "A. Meyer", "copyrightholder": "LZM",
               "renditions": {"small": {"href": "http://a.example/s.jpg", "width": 100},
                              "large": {"href": "http://a.example/l.jpg", "width": 900}}}  # fmt: skip

    draft = read_one(
        json.dumps({"headline": "Moor", "body_text": "Eins.\n\nZwei & drei.", "associations": {"main": picture}})
    )

    assert draft.images == (DraftImage("Ein Moor", "A. Meyer", "LZM", url="http://a.example/l.jpg"),)
    assert draft.body == "<p>Eins.</p>\n<p>Zwei &amp; drei.</p>"


def test_criteria_travel_as_subjects(read_one):
    draft = read_one(
        subjects(
            {"uri": "wirkt:subject/biology"},
            {"uri": "wirkt:subject/physics-astronomy"},
            {"uri": "wirkt:audience/journalists"},
            {"uri": "http://cv.iptc.org/newscodes/mediatopic/13000000", "name": "Chemie"},
        )
    )

    assert draft.criteria == {"subject": ("biology", "physics-astronomy", "chemistry"), "audience": ("journalists",)}
    assert draft.findings == ()


def test_foreign_and_unknown_subjects_are_told(read_one):
    draft = read_one(
        subjects({"uri": "wirkt:alchemy/gold"}, {"name": "Fußball"}, {"uri": "http://cv.example/1"}, {}, {"name": 5})
    )

    told = [word in str(draft.findings[0].message) for word in ("wirkt:alchemy/gold", "Fußball", "http://cv.example/1")]
    assert (draft.criteria, codes_of(draft), told) == ({}, ["unknown_criterion"], [True] * 3)


def test_a_value_that_an_operator_may_have_added_is_kept_for_storing(read_one):
    draft = read_one(subjects({"uri": "wirkt:subject/moor-science"}))

    assert (draft.criteria, draft.findings) == ({"subject": ("moor-science",)}, ())


def test_people_with_contact_data_are_contacts_and_people_in_the_text_are_not(read_one):
    draft = read_one(
        item(
            people=[
                {"name": "Maria Maier", "rel": "press", "contactInfo": [
                    {"type": "function", "value": "Pressesprecherin"}, {"type": "organisation", "value": "Institut A"},
                    {"type": "email", "value": "m@a.example"}, {"type": "phone", "value": "+49 30 1111111"}]},
                {"name": "Hans Groß", "contactInfo": [
                    {"type": "email", "role": "science", "value": "h (at) b.example"}]},
                {"name": "Anna Erwähnt", "rel": "about"},
            ]
        )
    )  # fmt: skip

    assert draft.contacts == (
        DraftContact("Maria Maier", "press", "Pressesprecherin", "Institut A", "m@a.example", "+49 30 1111111"),
        DraftContact("Hans Groß", "science", email="h@b.example"),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"organisations": [{"name": "Erwähnt", "rel": "mentions"}, {"name": "Institut A", "rel": "issuer"}]},
        {"infosources": [{"name": "Institut A", "role": "author"}]},
        {"copyrightHolder": "Institut A"},
    ],
)
def test_the_issuer_is_the_institution(read_one, fields):
    assert read_one(item(**fields)).institution == "Institut A"


@pytest.mark.parametrize("value", ["", "bald", "2026-11-24", None])
def test_an_embargo_without_a_readable_hour_stays_closed(read_one, value):
    draft = read_one(item(embargoedUntil=value))

    assert (draft.embargo, bool(draft.embargo_unclear)) == (None, True)


def test_a_withheld_item_stays_closed(read_one):
    draft = read_one(item(pubStatus="withheld"))

    assert (draft.embargo_unclear, draft.withdrawn, codes_of(draft)) == ("withheld", False, ["withheld"])


def test_a_date_without_offset_is_left_out_and_told(read_one):
    draft = read_one(item(firstCreated="2024-01-02T03:04:05"))

    assert (draft.published, codes_of(draft)) == (None, ["unclear_date"])


@pytest.mark.parametrize(("version", "year"), [("1", 2024), (None, 2024), ("7", None)])
def test_the_time_of_a_version_is_the_first_publication_only_for_the_first(read_one, version, year):
    draft = read_one(item(version=version, versionCreated="2024-01-02T03:04:05Z"))

    assert (draft.published.year if draft.published else None) == year


def test_what_wirkt_writes_is_read_back_part_by_part(read_one):
    draft = read_one(
        item(
            language="de-AT",
            contentCreated="2025-10-29T00:00:00+01:00",
            headlines=[{"role": "main", "value": "Moor & Wald"}, {"role": "subtitle", "value": "Darunter"}],
            descriptions=[{"role": "lead", "contentType": "text/plain", "value": "Der Vorspann."}],
            bodies=[
                {"role": "main", "contentType": "text/html", "value": "<h2>Eins</h2><p>Ein <strong>Text</strong></p>"},
                {"role": "boilerplate", "contentType": "text/plain", "value": "Über uns."},
                {"role": "publication", "contentType": "text/plain", "value": "https://doi.org/10.5555/1"},
            ],
            places=[{"name": "Jena", "rel": "dateline"}, {"name": "Berlin", "rel": "dateline"}],
            located="Jena, Berlin",
            altIds=[{"role": "web", "value": "http://a.example/1"}, {"role": "portal", "value": "860602"}],
            associations=[
                {"name": "image-0", "type": "picture", "title": "moor.jpg", "by": "A", "copyrightNotice": "B",
                 "usageTerms": "CC BY 4.0", "descriptions": [{"role": "alt", "value": "Wasser"}]},
                {"name": "link-0", "type": "component", "rel": "registration", "uri": "https://a.example/b",
                 "title": "Los", "descriptions": [{"role": "shown", "value": "a.example"}]},
                {"name": "link-1", "type": "component", "rel": "information", "uri": "test:1#link-1",
                 "descriptions": [{"role": "truncated", "value": "https://a.example/..."}]},
            ],
        )
    )  # fmt: skip

    assert (draft.title, draft.subtitle, draft.lead) == ("Moor & Wald", "Darunter", "Der Vorspann.")
    assert draft.body == "<h2>Eins</h2><p>Ein <strong>Text</strong></p>"
    assert (draft.boilerplate, draft.original_publication) == ("Über uns.", "https://doi.org/10.5555/1")
    assert (draft.places, draft.dateline_date, draft.number) == (("Jena", "Berlin"), date(2025, 10, 29), 860602)
    assert (draft.language, draft.criteria) == ("de-AT", {"language": ("de",)})
    assert draft.images == (DraftImage(None, "A", "B", "CC BY 4.0", "Wasser", filename="moor.jpg"),)
    assert draft.links == (
        DraftLink("a.example", "https://a.example/b", "Los", kind="registration"),
        DraftLink("https://a.example/...", None, None, truncated=True),
    )


def test_html_bodies_are_cleaned(read_one):
    body = (
        '<p onclick="x()">Ein <script>alert(1)</script><a href="javascript:x">Wort</a></p><iframe src="//x"></iframe>'
    )

    draft = read_one(item(bodies=[{"contentType": "text/html", "value": body}]))

    assert [word for word in ("onclick", "script", "iframe") if word in draft.body] == []


def test_lines_are_read_one_by_one_and_a_broken_one_stops_nothing(read_all):
    lines = [item().decode(), "{broken", "[1]", "", '"word"', item(uri="test:2").decode()]

    found = read_all("\n".join(lines))

    assert [(entry.uri if isinstance(entry, Draft) else (entry.code, entry.line)) for entry in found] == [
        "test:1",
        ("broken_json", 2),
        ("no_item", 3),
        ("no_item", 5),
        "test:2",
    ]


@pytest.mark.parametrize("first", ["{broken", "no json at all", '{"uri": "x"} trailing'])
def test_even_the_first_line_may_be_broken(codes, first):
    assert codes(f"{first}\n{item().decode()}\n{item().decode()}") == ["broken_json", "draft", "draft"]


def test_a_list_is_read_item_by_item(codes):
    assert codes(f"[{item().decode()}, 5, {{}}, {item().decode()}]") == ["draft", "no_item", "no_release", "draft"]


def test_a_document_over_several_lines_is_one_item(codes):
    assert codes("\n\n" + json.dumps(json.loads(item()), indent=2)) == ["draft"]


def test_a_mistake_in_a_document_is_told_with_its_line(read_all):
    (broken,) = read_all('\n{\n  "uri": "x",\n  "headlines" []\n}')

    assert (broken.code, broken.line) == ("broken_json", 4)


def test_a_line_that_is_too_long_is_skipped(codes):
    long = '{"headlines": [{"value": "' + "a" * 2_100_000 + '"}]}'

    assert codes(f"{item().decode()}\n{long}\n{item().decode()}") == ["draft", "too_large", "draft"]


def test_a_packed_file_of_lines_is_read_and_its_sudden_end_told(read_all):
    packed = gzip.compress(b"".join(item(uri=f"test:{number}") + b"\n" for number in range(5_000)))

    whole = read_all(packed)
    half = read_all(packed[: len(packed) // 2])

    assert len(whole) == 5_000
    assert {type(entry) for entry in half[:-1]} == {Draft}
    assert (half[-1].code, half[-1].line) == ("truncated", len(half))


def test_lines_are_not_held_in_memory_together():
    line = item() + b"\n"

    class Endless:
        """More lines than would ever fit."""

        def read(self, size: int) -> bytes:
            return line * (size // len(line))

    found = readers.read(Endless(), "endless")

    assert [next(found).title for _number in range(3)] == ["Moor"] * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ('{"a":' * 40 + "1" + "}" * 40, "too_deep"),
        ('{"a":' + "9" * 10_000 + "}", "broken_json"),
        ('{"a": 1', "broken_json"),
        ("{}", "no_release"),
        ("[[]]", "no_item"),
        ('{"uri": "x", "headlines": []}', "no_release"),
    ],
)
def test_bad_json_is_an_answer_and_no_crash(codes, data, code):
    assert codes(data) == [code]


def test_characters_that_cannot_be_stored_disappear(read_one):
    draft = read_one('{"headlines": [{"value": "Mo\\u0000or \\ud800\\u200b im Wa\\u00adld"}], "uri": "x\\u0000"}')

    assert (draft.title, draft.uri) == ("Moor im Wald", "x")


KEYS = st.sampled_from(
    ["uri", "headlines", "bodies", "value", "role", "people", "contactInfo", "type", "places", "subjects",
     "associations", "renditions", "href", "firstCreated", "language", "altIds", "embargoedUntil",
     "descriptions", "name", "located"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_no_item_breaks_the_reader(content):
    (found,) = readers.read(json.dumps(content).encode(), "random")

    assert isinstance(found, Draft) or found.code == "no_release"


def test_the_larger_files_of_the_data_are_read_to_their_end(shared_data: Path, codes):
    found = codes((shared_data / "hostile" / "bombs" / "bombs.json").read_bytes())

    assert set(found) == {"no_release"}


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085"])
def test_separators_that_json_allows_inside_a_text_do_not_break_it(separator):
    item = {"uri": "t:1", "headlines": [{"value": f"a{separator}b"}], "bodies": [{"value": "Text."}]}

    (draft,) = readers.read(json.dumps(item, ensure_ascii=False).encode(), "items")

    assert draft.title == "a b"
