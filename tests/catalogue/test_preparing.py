"""While the index cannot be read, the search says that it is being prepared; releases are read all the same."""

import pytest

from wirkt.catalogue import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def outdated(make_release, indexed, settings):
    """A release whose index was written by another version."""
    release = make_release("Moor")
    indexed()
    file = settings.INDEX / "manifest.json"
    file.write_text(file.read_text().replace('"format": ', '"format": 9'))
    engine.engine.cache_clear()
    return release


@pytest.mark.parametrize("address", ["/de/", "/de/find", "/de/find?q=moor", "/de/find/advanced", "/de/organisations"])
def test_pages_say_so(outdated, client, address):
    page = client.get(address)

    assert (page.status_code, page.headers["Retry-After"], page.headers["Cache-Control"]) == (503, "30", "no-store")
    assert "Die Suche wird vorbereitet" in page.content.decode()


@pytest.mark.parametrize("form", ["json", "atom", "csv", "jsonl"])
def test_programs_get_a_problem(outdated, client, form):
    answer = client.get(f"/find.{form}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")


def test_a_release_is_read_all_the_same(outdated, client):
    assert client.get(outdated.get_absolute_url()).status_code == 200
