"""One release as readers see it; what is hidden and what is missing answer alike."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image as Picture

from tests.conftest import NOON
from wirkt.criteria.models import Criterion
from wirkt.journal import clock
from wirkt.journal.visibility import State
from wirkt.releases import pictures
from wirkt.releases.models import Contact, Image, Link, PressRelease, Version

pytestmark = pytest.mark.django_db


def png():
    out = io.BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def full(make_release):
    """A release with one of everything."""
    stored = pictures.store(png())
    return make_release(
        "Moor speichert Wasser",
        subtitle="Messung in drei Mooren",
        lead="Drei Moore wurden gemessen.",
        places=[{"name": "Jena"}, {"name": "Berlin"}],
        dateline_date=date(2026, 11, 24),
        body='<p>„Wir messen jeden Tag neu“, sagt Anna Muster. <a href="https://moor.example/">Mehr</a></p><h2>Zahlen</h2>',
        boilerplate="Das Institut ist erfunden.",
        original_publication="Muster et al., doi 10.5555/1",
        external_number="860602",
        parts={
            "criteria": [Criterion.objects.get(category="subject", slug="biology")],
            "contacts": [
                Contact(role="press", name="Anna Muster", email="muster@moor.example", phone="+49 30 23125-101",
                        phone_e164="+493023125101")
            ],
            "links": [
                Link(url="https://moor.example/daten", shown="https://moor.example/daten", label="Daten"),
                Link(shown="https://moor.example/sehr-la...", label="Anmeldung", truncated=True, kind="registration"),
            ],
            "images": [
                Image(file=stored.file, name="moor.png", content_type="image/png", width=40, height=30,
                      caption="Das Moor im Herbst", alt="Braunes Moor unter Nebel", source="Oswald Gerlach",
                      copyright="Institut", licence="https://creativecommons.org/licenses/by/4.0/")
            ],
        },
    )  # fmt: skip


def test_the_page_shows_all_that_the_release_holds(full, client):
    page = client.get(f"/de{full.get_absolute_url()}").content.decode()

    for shown in (
        "Moor speichert Wasser", "Messung in drei Mooren", "Drei Moore wurden gemessen.", "Jena, Berlin.",
        "24. November 2026, 12:00 MEZ", "<h2>Zahlen</h2>", "Das Institut ist erfunden.", "doi 10.5555/1",
        'href="mailto:muster@moor.example"', 'href="tel:+493023125101"', 'href="/de/find?subject=biology"',
        "https://moor.example/sehr-la...", "Die Adresse ist schon an der Quelle abgeschnitten.",
        'alt="Braunes Moor unter Nebel"', "Quelle: Oswald Gerlach.", "Copyright: Institut.", "CC BY 4.0",
        f"http://127.0.0.1:8000{full.get_absolute_url()}",
    ):  # fmt: skip
        assert shown in page


def test_the_text_says_in_which_language_it_is(make_release, client):
    english = make_release("Timber without glue", language="en")

    page = client.get(f"/de{english.get_absolute_url()}").content.decode()

    assert '<html lang="de">' in page
    assert '<h1 lang="en">Timber without glue</h1>' in page


def test_an_old_address_leads_to_the_present_one(full, client):
    for old in (f"/releases/{full.id}", f"/releases/{full.id}-old-title"):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, full.get_absolute_url())
    assert client.get(f"/de/releases/{full.id}-x").headers["Location"] == f"/de{full.get_absolute_url()}"
    assert client.get(f"/releases/{full.id}-x.json").headers["Location"] == f"{full.get_absolute_url()}.json"


def test_hidden_and_missing_answer_alike(make_release, client):
    hidden = [
        make_release("Entwurf", state=State.DRAFT),
        make_release("Eingereicht", state=State.SUBMITTED),
        make_release("Gesperrt", clock.now() + timedelta(minutes=1), State.APPROVED),
    ]
    missing = client.get("/de/releases/0123456789abcdef-entwurf")

    for release in hidden:
        for suffix in ("", ".json", ".txt", "/images/1/moor.png"):
            assert client.get(f"/de{release.get_absolute_url()}{suffix}").status_code == 404
        assert client.get(f"/de/releases/{release.id}").status_code == 404
        found = client.get(f"/de{release.get_absolute_url()}")
        body = found.content.decode().replace(f"{release.id}-{release.slug}", "0123456789abcdef-entwurf")
        assert body == missing.content.decode()


def test_at_its_hour_a_release_is_public_without_any_worker(make_release, client):
    due = make_release("Endlich", clock.now() - timedelta(seconds=1), State.APPROVED)

    assert client.get(due.get_absolute_url()).status_code == 200


def test_a_withdrawn_release_is_gone_and_a_withdrawn_draft_never_was(make_release, client):
    public = make_release("Zurückgezogen")
    planned = make_release("Nie erschienen", state=State.APPROVED, at=clock.now() + timedelta(days=1))
    for release in (public, planned):
        PressRelease.objects.for_the_house().filter(pk=release.pk).update(withdrawn_at=NOON, state=State.WITHDRAWN)

    gone = client.get(f"/de{public.get_absolute_url()}")

    assert gone.status_code == 410
    assert "Diese Mitteilung wurde zurückgezogen" in gone.content.decode()
    assert client.get(f"{public.get_absolute_url()}.json").status_code == 410
    assert client.get(planned.get_absolute_url()).status_code == 404


def test_a_correction_stands_on_top_and_a_small_change_only_with_its_date(full, client):
    def version(number, kind, reason=""):
        Version(release=full, position=number, kind=kind, at=NOON + timedelta(days=1), reason=reason, content={}).save()

    version(2, Version.Kind.MINOR, "Tippfehler")
    version(3, Version.Kind.CORRECTION, "Es waren drei Moore, nicht vier.")

    page = client.get(f"/de{full.get_absolute_url()}").content.decode()

    assert "Berichtigung" in page
    assert "Es waren drei Moore, nicht vier." in page
    assert "Tippfehler" not in page
    assert "Zuletzt geändert" in page


def test_language_versions_are_linked_as_far_as_they_are_public(make_release, client):
    german = make_release("Moor speichert Wasser")
    english = make_release("Peat stores water", language="en", translation_of=german)
    make_release("La tourbe", language="fr", translation_of=german, state=State.DRAFT)

    page = client.get(german.get_absolute_url()).content.decode()
    other = client.get(english.get_absolute_url()).content.decode()

    assert f'href="{english.get_absolute_url()}" lang="en" hreflang="en">English</a>' in page
    assert 'hreflang="fr"' not in page
    assert f'href="{german.get_absolute_url()}" lang="de" hreflang="de">Deutsch</a>' in other


def test_a_picture_is_served_under_its_name_and_runs_nothing(full, client):
    answer = client.get(full.images.first().get_absolute_url())

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == 'inline; filename="moor.png"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get(f"/releases/{full.id}/images/1/other.png").status_code == 404
    assert client.get(f"/releases/{full.id}/images/2/moor.png").status_code == 404
    assert client.get(f"/releases/{full.id}/images/99999999999999999999/moor.png").status_code == 404


def test_a_picture_whose_file_is_lost_is_missing(full, client, home):
    (home / "media" / full.images.first().file).unlink()

    assert client.get(full.images.first().get_absolute_url()).status_code == 404


def test_a_public_page_may_be_kept_for_a_minute(full, client):
    first = client.get(full.get_absolute_url())
    again = client.get(full.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert again.status_code == 304


def test_only_reading_is_possible(full, client):
    assert client.post(full.get_absolute_url()).status_code == 405
    assert client.head(full.get_absolute_url()).status_code == 200


def test_the_language_stands_among_the_criteria_and_leads_to_a_search(make_release, client):
    release = make_release(language="en")

    page = client.get(f"/de{release.get_absolute_url()}").content.decode()

    assert '<a href="/de/find?language=en">Englisch</a>' in page


def test_a_picture_that_was_only_named_keeps_its_rights_and_says_that_it_is_not_here(make_release, client):
    release = make_release(parts={"images": [Image(caption="Pflanzung", source="FH", copyright="Bündnis")]})

    page = client.get(f"/en{release.get_absolute_url()}").content.decode()

    assert all(text in page for text in ("Pflanzung", "Source: FH.", "Copyright: Bündnis.", "without delivering it"))
    assert "<img" not in page.partition("<article")[2].partition("</article>")[0]
