"""What every answer carries, and in which language it speaks."""

import pytest

pytestmark = pytest.mark.django_db
PAGES = ["/", "/find", "/organisations", "/nothing", "/find?x=1", "/find.json", "/find.atom", "/healthz"]


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_a_strict_policy(client, address):
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_set_no_cookie(client, address):
    assert client.get(address).cookies == {}


@pytest.mark.parametrize("address", ["/", "/find", "/organisations", "/nothing"])
def test_no_page_holds_script_or_style_of_its_own(client, address):
    page = client.get(address).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("address", "accepted", "spoken"),
    [
        ("/de/find", "en", "de"),
        ("/en/find", "de", "en"),
        ("/find", "en-GB,de;q=0.5", "en"),
        ("/find", "fr;q=0.9, de;q=0.8, en;q=0.1", "de"),
        ("/find", "fr", "de"),
        ("/find", "x" * 5000, "de"),
        ("/find", "", "de"),
        ("/de", "", "de"),
        ("/en", "", "en"),
    ],
)
def test_the_address_decides_the_language_else_the_reader(client, address, accepted, spoken):
    answer = client.get(address, headers={"Accept-Language": accepted})

    assert answer.headers["Content-Language"] == spoken
    assert f'<html lang="{spoken}">' in answer.content.decode()


def test_assets_have_no_language(client, settings):
    settings.DEBUG = settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    client.handler.load_middleware()

    plain, german = client.get("/static/web/wirkt.css"), client.get("/de/static/web/wirkt.css")

    assert plain.status_code == german.status_code == 200
    assert "Content-Language" not in german.headers
    assert "Accept-Language" not in plain.headers.get("Vary", "")


def test_only_an_answer_that_depends_on_the_reader_varies(client):
    assert "Accept-Language" in client.get("/find").headers["Vary"]
    assert "Accept-Language" not in client.get("/de/find").headers.get("Vary", "")


def test_links_stay_in_the_language_and_the_switch_keeps_the_state(client):
    page = client.get("/en/find?q=moor&sort=oldest").content.decode()

    assert 'href="/en/organisations"' in page
    assert '<a href="/de/find?q=moor&amp;sort=oldest" lang="de" hreflang="de">Deutsch</a>' in page
    assert 'hreflang="de" href="http://127.0.0.1:8000/de/find?q=moor&amp;sort=oldest"' in page


def test_one_request_leaves_nothing_to_the_next(client):
    client.get("/en/find")

    assert 'href="/organisations"' in client.get("/find", headers={"Accept-Language": "de"}).content.decode()


def test_an_unknown_language_is_an_unknown_page(client):
    assert client.get("/fr/find").status_code == 404
    assert client.get("/de/en/find").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("de", "Hier ist nichts"), ("en", "Nothing is here")])
def test_a_missing_page_helps_on(client, language, words):
    answer = client.get(f"/{language}/nothing")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert words in answer.content.decode()
    assert f'action="/{language}/find"' in answer.content.decode()


def test_an_error_of_ours_is_said_in_both_languages(client, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError

    monkeypatch.setattr("wirkt.catalogue.engine.collection", fail)
    client.raise_request_exception = False

    page = client.get("/find")

    assert page.status_code == 500
    assert "Hier ist etwas schiefgegangen" in page.content.decode()
    assert "Something went wrong here" in page.content.decode()
