"""Any search as a feed or a table: entries keep their ids, nothing in a text breaks a feed, no cell is a formula."""

import csv
import io
import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON
from wirkt.catalogue.tables import guarded
from wirkt.releases.models import PressRelease
from wirkt.search.errors import QueryError

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def streamed(answer):
    return b"".join(answer.streaming_content).decode()


def test_an_atom_entry_is_known_by_its_uri(make_release, client):
    release = make_release("Moor speichert Wasser", lead="Kurz gesagt.")

    answer = client.get("/find.atom?q=moor")
    feed = ElementTree.fromstring(answer.content)

    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == "test:Moor speichert Wasser"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Moor speichert Wasser"
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == (
        f"http://127.0.0.1:8000/releases/{release.id}-moor-speichert-wasser"
    )
    assert feed.findtext(f"{ATOM}entry/{ATOM}published") == NOON.isoformat()


def test_a_corrected_release_keeps_its_entry_and_raises_updated(make_release, client):
    release = make_release("Moor speichert Wasser")
    before = ElementTree.fromstring(client.get("/find.atom").content)

    release.title = "Moor speichert viel Wasser"
    release.save()
    after = ElementTree.fromstring(client.get("/find.atom").content)

    assert before.findtext(f"{ATOM}entry/{ATOM}id") == after.findtext(f"{ATOM}entry/{ATOM}id")
    assert before.findtext(f"{ATOM}entry/{ATOM}updated") < after.findtext(f"{ATOM}entry/{ATOM}updated")


def test_rss_and_json_feed_carry_the_same_ids(make_release, client):
    make_release("Moor speichert Wasser")

    rss = ElementTree.fromstring(client.get("/find.rss").content)
    feed = client.get("/find.feed.json").json()

    assert rss.findtext("channel/item/guid") == feed["items"][0]["id"] == "test:Moor speichert Wasser"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"


def test_a_control_character_in_a_name_breaks_no_feed(make_release, organisation, client):
    organisation.name = "Institut\x0b für\x01 Moor"
    organisation.save()
    make_release("Moor speichert Wasser")

    for form in ("atom", "rss"):
        assert ElementTree.fromstring(client.get(f"/find.{form}").content) is not None


def test_an_unchanged_feed_is_not_sent_again(make_release, client):
    make_release("Moor speichert Wasser")
    first = client.get("/find.atom")

    again = client.get("/find.atom", headers={"If-None-Match": first.headers["ETag"]})
    dated = client.get("/find.atom", headers={"If-Modified-Since": first.headers["Last-Modified"]})
    make_release("Holz speichert Kohlenstoff")
    changed = client.get("/find.atom", headers={"If-None-Match": first.headers["ETag"]})

    assert "no-cache" in first.headers["Cache-Control"]
    assert (again.status_code, dated.status_code, changed.status_code) == (304, 304, 200)


def test_a_feed_speaks_the_language_in_its_address_and_keeps_one_link(make_release, client):
    make_release("Moor speichert Wasser")

    german, english = client.get("/de/find.feed.json").json(), client.get("/en/find.feed.json").json()

    assert (german["language"], english["language"]) == ("de", "en")
    assert german["items"][0]["url"] == english["items"][0]["url"]


def test_a_table_holds_all_hits(make_release, client):
    for number in range(3):
        make_release(f"Moor {number}", NOON + timedelta(hours=number))

    rows = list(csv.DictReader(io.StringIO(streamed(client.get("/find.csv?size=1")))))
    lines = [json.loads(line) for line in streamed(client.get("/find.jsonl?size=1")).splitlines()]

    assert [row["title"] for row in rows] == ["Moor 2", "Moor 1", "Moor 0"]
    assert [line["uri"] for line in lines] == ["test:Moor 2", "test:Moor 1", "test:Moor 0"]


def test_many_chunks_make_one_table(make_release, client, monkeypatch):
    monkeypatch.setattr("wirkt.catalogue.tables.CHUNK", 2)
    for number in range(5):
        make_release(f"Moor {number}", NOON + timedelta(hours=number))

    lines = streamed(client.get("/find.jsonl")).splitlines()

    assert len(lines) == 5


@pytest.mark.parametrize("text", ["=1+1", "+49 3641", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text):
    assert guarded(text) == f"'{text}"


def test_an_unknown_form_does_not_exist(client):
    for form in ("ics", "xml", "pdf", "json.html"):
        assert client.get(f"/find.{form}").status_code == 404


def test_a_table_holds_each_release_once_whatever_is_published_while_it_is_read(client, make_release, monkeypatch):
    monkeypatch.setattr("wirkt.catalogue.tables.CHUNK", 2)
    for number in range(5):
        make_release(f"Nummer {number}", NOON - timedelta(days=number))
    lines = client.get("/find.jsonl").streaming_content

    read = [next(lines), next(lines)]
    make_release("Ganz neu", NOON + timedelta(days=1))
    read += list(lines)

    titles = [json.loads(line)["title"] for line in b"".join(read).splitlines()]
    assert titles == [f"Nummer {number}" for number in range(5)]


def test_a_table_leaves_out_what_is_withdrawn_while_it_is_read(client, make_release, monkeypatch):
    monkeypatch.setattr("wirkt.catalogue.tables.CHUNK", 1)
    releases = [make_release(f"Nummer {number}", NOON - timedelta(days=number)) for number in range(3)]
    lines = client.get("/find.jsonl").streaming_content

    read = [next(lines), next(lines)]
    PressRelease.objects.for_the_house().filter(pk=releases[2].pk).update(withdrawn_at=NOON)
    read += list(lines)

    assert len(b"".join(read).splitlines()) == 2


def test_a_table_costs_one_query_for_each_chunk(client, make_release, indexed, django_assert_num_queries, monkeypatch):
    for number in range(6):
        make_release(f"Nummer {number}", NOON - timedelta(days=number))
    indexed()
    with CaptureQueriesContext(connection) as whole:
        streamed(client.get("/find.csv"))
    monkeypatch.setattr("wirkt.catalogue.tables.CHUNK", 2)

    with django_assert_num_queries(len(whole) + 2):
        rows = streamed(client.get("/find.csv"))

    assert len(rows.splitlines()) == 7


@pytest.mark.parametrize("title", ["=1+1", "+49", "-1", "@SUM(A1)", "＝1+1"])
def test_no_cell_of_a_table_is_a_formula(client, make_release, title):
    make_release(title)

    (row,) = csv.DictReader(io.StringIO(streamed(client.get("/find.csv"))))

    assert row["title"] == f"'{title}"


def test_a_query_the_engine_refuses_is_said_before_the_table_begins(client, monkeypatch):
    def refuse(*args, **options):
        raise QueryError("too_many_terms", 0, 4)

    monkeypatch.setattr("wirkt.catalogue.engine.Collection.search", refuse)

    for form in ("csv", "jsonl", "atom", "json"):
        answer = client.get(f"/find.{form}?q=holz")
        assert (answer.status_code, answer.json()["code"]) == (400, "too_many_terms")


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_signs_of_markup_in_a_lead_stay_signs_for_the_reader_of_a_feed(client, make_release, form):
    make_release(lead="a<b und <img src=x onerror=alert(1)>")

    feed = client.get(f"/find.{form}").content.decode()

    assert "a&amp;lt;b und &amp;lt;img" in feed


def test_a_feed_gives_the_newest_first_however_well_older_ones_fit(client, make_release, indexed):
    make_release(title="Moor Moor Moor", at=NOON - timedelta(days=9))
    make_release(title="Ein Moor", at=NOON)
    indexed()

    feed = client.get("/find.atom?q=Moor").content.decode()

    assert feed.index("Ein Moor") < feed.index("Moor Moor Moor")
