"""The start page, the institutions, and the addresses for machines."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.conftest import NOON
from wirkt.journal.visibility import State
from wirkt.organisations.models import Boilerplate, ContactPoint, Organisation

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_start_page_shows_what_came_last(make_release, client):
    make_release("Moor speichert Wasser", NOON)
    make_release("Holz speichert Kohlenstoff", NOON - timedelta(days=1))

    page = client.get("/de/").content.decode()

    assert "2 Pressemitteilungen von einer Einrichtung" in page
    assert page.index("Moor speichert Wasser") < page.index("Holz speichert Kohlenstoff")


def test_an_empty_house_says_so(client):
    assert "Hier ist noch nichts veröffentlicht." in client.get("/de/").content.decode()
    assert "Noch veröffentlicht hier keine Einrichtung." in client.get("/de/organisations").content.decode()


def test_an_institution_shows_who_it_is_and_what_it_published(make_release, organisation, client):
    Boilerplate.objects.create(organisation=organisation, language="de", text="Wir erforschen den Waldboden.")
    ContactPoint.objects.create(organisation=organisation, function="Pressestelle", phone="+49 30 23125-101")
    make_release("Moor speichert Wasser")
    make_release("Noch nicht", state=State.DRAFT)

    page = client.get(f"/de/organisations/{organisation.slug}").content.decode()

    assert "Wir erforschen den Waldboden." in page
    assert 'href="tel:+493023125101"' in page
    assert "Moor speichert Wasser" in page
    assert "Noch nicht" not in page
    assert f'href="/de/find.atom?organisation={organisation.slug}"' in page


def test_an_unknown_institution_does_not_exist(client):
    assert client.get("/organisations/nobody").status_code == 404


def test_only_institutions_that_published_are_listed(make_release, client):
    Organisation.objects.create(slug="still", name="Stilles Institut")
    make_release("Moor speichert Wasser")

    page = client.get("/de/organisations").content.decode()

    assert "Institut für Waldboden" in page
    assert "1 Mitteilung<" in page
    assert "Stilles Institut" not in page


def test_the_sitemap_names_what_is_public(make_release, client):
    release = make_release("Moor speichert Wasser")
    make_release("Geheim", state=State.DRAFT)

    places = ElementTree.fromstring(client.get("/sitemap.xml").content).findall(f"{SITEMAP}url/{SITEMAP}loc")

    assert [place.text for place in places] == [f"http://127.0.0.1:8000/releases/{release.id}-moor-speichert-wasser"]


def test_a_large_sitemap_is_one_for_each_year(make_release, client, monkeypatch):
    monkeypatch.setattr("wirkt.catalogue.machines.MOST_ENTRIES", 1)
    make_release("Moor", NOON)
    make_release("Holz", NOON - timedelta(days=800))

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [place.text for place in index.findall(f"{SITEMAP}sitemap/{SITEMAP}loc")]
    of_2024 = ElementTree.fromstring(client.get("/sitemap-2024.xml").content)

    assert places == ["http://127.0.0.1:8000/sitemap-2024.xml", "http://127.0.0.1:8000/sitemap-2026.xml"]
    assert len(of_2024) == 1
    assert len(ElementTree.fromstring(client.get("/sitemap-9999999.xml").content)) == 0


def test_machines_learn_that_the_service_is_well(client, indexed):
    indexed()

    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ready\n"
    assert b"Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").content


def test_a_service_without_its_index_is_not_ready(client, monkeypatch):
    def fail(*args, **options):
        raise OSError("gone")

    monkeypatch.setattr("wirkt.catalogue.engine.find", fail)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"not ready: OSError\n")


def test_whom_to_tell_about_a_hole_is_said_once_somebody_is_named(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT = "mailto:security@wirkt.example"
    assert "Contact: mailto:security@wirkt.example" in client.get("/.well-known/security.txt").content.decode()


def test_before_there_is_an_index_the_service_is_not_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"not ready: no index yet\n")


def test_an_institution_that_has_only_drafts_does_not_exist_for_readers(client, make_release):
    make_release(state=State.DRAFT)

    hidden, missing = (client.get(f"/organisations/{slug}") for slug in ("institut-fur-waldboden", "nirgendwo"))
    asked = [client.get(f"/find.json?organisation={slug}").status_code for slug in ("institut-fur-waldboden", "nix")]

    assert (hidden.status_code, missing.status_code, asked) == (404, 404, [400, 400])
