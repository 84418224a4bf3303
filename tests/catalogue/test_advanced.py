"""The form that writes a query: it leads to the search it says, and says what is wrong in which box."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import NOON
from wirkt.criteria.models import Criterion
from wirkt.journal.visibility import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(make_release):
    biology = Criterion.objects.get(category="subject", slug="biology")
    make_release("Holz aus dem Wald", NOON - timedelta(days=2), parts={"criteria": [biology]})
    make_release("Moor und Wald speichern Wasser", NOON - timedelta(days=1), parts={"criteria": [biology]})
    make_release("Papier aus Holz", NOON)


def written(client, **boxes):
    answer = client.get("/de/find/advanced", {**boxes, "go": "1"})
    assert answer.status_code == 302
    return urlsplit(answer.headers["Location"])


def test_the_form_leads_to_the_search_it_wrote(newsroom, client):
    found = written(client, all="Holz", none="Papier", subject="biology", sort="oldest", **{"from": "2026-01-01"})

    assert found.path == "/de/find"
    assert parse_qs(found.query) == {
        "q": ["Holz nicht Papier"], "subject": ["biology"], "sort": ["oldest"], "from": ["2026-01-01"],
    }  # fmt: skip
    assert "1 Pressemitteilung" in client.get(found.geturl()).content.decode()


def test_boxes_left_empty_ask_for_everything(newsroom, client):
    assert written(client, all="", phrase="", within="5").geturl() == "/de/find"


def test_words_in_one_field_near_each_other(newsroom, client):
    found = written(client, near="wasser wald", within="1", **{"in": "title"})

    assert parse_qs(found.query)["q"] == ['titel:"wasser wald"~1']


def test_before_it_is_sent_the_page_shows_what_would_be_asked(newsroom, client):
    page = client.get("/de/find/advanced", {"any": "Holz Moor", "none": "Papier"}).content.decode()

    assert "(Holz oder Moor) nicht Papier</a>" in page
    assert "2 Pressemitteilungen" in page


def test_a_search_is_read_back_into_the_boxes(newsroom, client):
    page = client.get("/de/find/advanced", {"q": "titel:(Holz nicht Papier)", "subject": "biology"}).content.decode()

    assert 'name="all" value="Holz"' in page
    assert 'name="none" value="Papier"' in page
    assert '<option value="title" selected>' in page
    assert 'value="biology" checked' in page


@pytest.mark.parametrize("query", ["(holz moor) oder (wald papier)", "holz and (", "datum:2024"])
def test_a_search_that_the_form_cannot_say_is_kept_as_a_link(newsroom, client, query):
    page = client.get("/de/find/advanced", {"q": query})

    assert page.status_code == 200
    assert "freier, als dieses Formular zeigen kann" in page.content.decode()


def test_a_box_that_cannot_be_read_says_where_and_how_to_mend_it(newsroom, client):
    answer = client.get("/de/find/advanced", {"all": "Holz (Wald", "none": "Papier", "go": "1"})
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "Zu dieser Klammer fehlt die zweite." in page
    assert "Holz <mark>(</mark>Wald" in page
    assert "all=Holz+%28Wald%29&amp;none=Papier&amp;within=5" in page


def test_more_than_a_query_holds_is_refused_with_a_reason(newsroom, client):
    page = client.get("/de/find/advanced", {"all": "wort " * 700, "any": "wort " * 700, "go": "1"})

    assert page.status_code == 400
    assert "Die Suchanfrage ist zu lang" in page.content.decode()


@pytest.mark.parametrize("query", ["in=footnote", "within=x", "within=-1", "all=a&all=b", "colour=red", "sort=best"])
def test_nothing_the_form_does_not_have_is_ignored(client, query):
    assert client.get(f"/find/advanced?{query}").status_code == 400


def test_criteria_of_drafts_are_not_offered(make_release, client):
    chemistry = Criterion.objects.get(category="subject", slug="chemistry")
    make_release("Entwurf", state=State.DRAFT, parts={"criteria": [chemistry]})
    make_release("Moor")

    page = client.get("/en/find/advanced").content.decode()

    assert 'value="chemistry"' not in page
    assert "Institut für Waldboden" in page


def test_the_search_page_leads_to_the_form_with_its_state(newsroom, client):
    page = client.get("/de/find?q=holz&subject=biology").content.decode()

    assert 'href="/de/find/advanced?q=holz&amp;subject=biology"' in page
