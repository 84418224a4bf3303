"""The search as a page and as JSON: what is asked is in the address, what is wrong is said."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.conftest import NOON
from wirkt.catalogue.panel import EXAMPLES
from wirkt.criteria.models import Criterion
from wirkt.journal import clock
from wirkt.journal.visibility import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(make_release):
    """Three public releases about wood, peat and one in English."""
    biology = Criterion.objects.get(category="subject", slug="biology")
    chemistry = Criterion.objects.get(category="subject", slug="chemistry")
    make_release("Holz aus dem Thüringer Wald", NOON - timedelta(days=2), parts={"criteria": [biology]})
    make_release("Moor speichert Wasser", NOON - timedelta(days=1), parts={"criteria": [biology, chemistry]})
    make_release("Timber without glue", NOON, language="en", body="<p>A house of timber.</p>")


def test_the_page_shows_what_was_found_and_how_it_was_understood(newsroom, client):
    page = client.get("/de/find?q=holz")

    assert page.status_code == 200
    assert "1 Pressemitteilung" in page.content.decode()
    assert "Gesucht: „holz“ in allen Formen." in page.content.decode()
    assert "<mark>Holz</mark> aus dem Thüringer Wald" in page.content.decode()


def test_without_words_everything_is_found_newest_first(newsroom, client):
    found = client.get("/find.json").json()

    assert found["total"] == 3
    assert [hit["title"] for hit in found["hits"]] == [
        "Timber without glue",
        "Moor speichert Wasser",
        "Holz aus dem Thüringer Wald",
    ]


def test_json_has_the_shape_that_programs_rely_on(newsroom, client):
    found = client.get("/en/find.json?q=moor&size=1").json()

    assert set(found) == {"query", "total", "hits", "facets", "next", "behind", "timeline"}
    assert set(found["query"]) == {"q", "match", "understood", "terms"}
    assert set(found["hits"][0]) == {
        "id", "uri", "type", "title", "published_at", "url", "organisation", "language", "snippet", "score", "reasons",
    }  # fmt: skip
    assert found["query"]["q"] == "moor"
    assert found["hits"][0]["reasons"][0] == {"field": "title", "word": "Moor", "how": "as_written"}
    assert found["facets"]["subject"] == [
        {"value": "biology", "label": "Biology", "count": 1},
        {"value": "chemistry", "label": "Chemistry", "count": 1},
    ]
    assert found["next"] is None


def test_the_next_address_leads_through_all_hits(newsroom, client):
    first = client.get("/find.json?size=2").json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()

    titles = [hit["title"] for hit in first["hits"] + second["hits"]]
    assert len(titles) == len(set(titles)) == first["total"] == 3
    assert second["next"] is None


def test_values_of_one_category_widen_and_categories_narrow(newsroom, client):
    def total(query):
        return client.get(f"/find.json?{query}").json()["total"]

    assert total("subject=biology") == 2
    assert total("subject=biology&subject=chemistry") == 2
    assert total("subject=chemistry") == 1
    assert total("subject=biology&language=en") == 0
    assert total(f"from={NOON.date()}") == 1
    assert total(f"to={(NOON - timedelta(days=2)).date()}") == 1


def test_a_further_value_is_counted_as_if_its_category_were_open(newsroom, client):
    page = client.get("/en/find?subject=chemistry").content.decode()

    assert "<span>Biology</span> <span>2</span>" in page


@pytest.mark.parametrize(
    "query",
    ["colour=red", "subject=nonsense", "page=0", "page=99999999999999999999", "size=101", "sort=best", "match=fuzzy",
     "page=-1", "page=x", "page=1.5", "page=2", "page=1000000", "page=²", "size=0", "size=-1", "size=x", "size=1e2",
     "from=31.02.2024", "to=2024-13-01", "type=rumour", "q=a&q=b", "organisation=%00", "network=lausitz"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["", ".json", ".atom", ".rss", ".feed.json", ".csv", ".jsonl"])
def test_nothing_that_is_asked_is_ignored(newsroom, client, query, form):
    answer = client.get(f"/find{form}?{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == ("application/problem+json" if form else "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_query_that_cannot_be_read_shows_the_place_and_offers_repairs(newsroom, client):
    page = client.get("/de/find?q=holz+and+(")

    assert page.status_code == 400
    assert "<mark>(</mark>" in page.content.decode()
    assert "Meinten Sie" in page.content.decode()


def test_a_query_that_cannot_be_read_is_a_problem_with_a_position(newsroom, client):
    problem = client.get("/en/find.json?q=holz+and+(").json()

    assert (problem["status"], problem["parameter"], problem["position"]) == (400, "q", 9)
    assert problem["detail"] == "This bracket has no partner."


@pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "%F0%9F%8C%B2", "+-+&q2", "%22" * 3, "(" * 5000, "not " * 4000])
def test_strange_words_never_break_the_page(newsroom, client, query):
    assert client.get(f"/find?q={query}").status_code in (200, 400)
    assert client.get(f"/find.atom?q={query}").status_code in (200, 400)


def test_nothing_found_names_the_part_to_blame_and_what_finds_something(newsroom, client):
    page = client.get("/de/find?q=moor+quarkspeise").content.decode()

    assert "0 Pressemitteilungen" in page
    assert "Dieser Teil findet nichts: „quarkspeise“ in allen Formen." in page
    assert '<a href="/de/find?q=moor">ohne „quarkspeise“: moor</a> <span>1</span>' in page


def test_nothing_found_among_criteria_offers_one_less(newsroom, client):
    page = client.get("/de/find?q=holz&subject=chemistry").content.decode()

    assert '<a href="/de/find?q=holz">ohne das Merkmal „Sachgebiet“</a> <span>1</span>' in page


def test_a_page_behind_the_last_says_how_many_there_are(newsroom, client):
    page = client.get("/en/find?page=7&size=2")
    problem = client.get("/en/find.json?page=7&size=2")

    assert (page.status_code, problem.status_code) == (400, 400)
    assert "The search has only 2 pages." in page.content.decode()
    assert 'href="/en/find?page=2&amp;size=2"' in page.content.decode()
    assert (problem.json()["detail"], problem.json()["parameter"]) == ("The search has only 2 pages.", "page")


def test_the_first_page_exists_even_without_results(client):
    assert client.get("/find?q=nichts").status_code == 200
    assert client.get("/find?q=nichts&page=1").status_code == 200
    assert client.get("/find?q=nichts&page=2").status_code == 400


def test_every_part_of_a_question_tells_the_words_it_stood_for(make_release, indexed, client):
    make_release("Holzbau im Moor", body="<p>Bauen mit Holz im Moor.</p>")
    make_release("Moore im Harz")
    indexed()
    make_release("Moorholz")

    def terms(typed):
        found = client.get("/find.json", {"q": typed}).json()["query"]["terms"]
        return {one["text"]: [(word["word"], word["releases"]) for word in one["found_as"]] for one in found}

    assert terms("moor*") == {"moor*": [("moor", 1), ("moore", 1), ("moorholz", 1)]}
    assert terms('"mit holz"') == {'"mit holz"': [('"mit holz"', 1)]}
    assert terms("title:moore or quarkspeise")["quarkspeise"] == []
    assert terms("harz not moorholz") == {"harz": [("harz", 1)]}


def test_next_stays_in_the_language_that_was_asked_for(newsroom, client):
    addresses = [client.get(f"{prefix}/find.json?size=2").json()["next"] for prefix in ("/de", "/en", "")]

    assert addresses == [f"http://127.0.0.1:8000{prefix}/find.json?page=2&size=2" for prefix in ("/de", "/en", "")]


def test_page_and_json_say_when_the_search_is_behind(make_release, client, monkeypatch):
    monkeypatch.setattr("wirkt.catalogue.engine.MOST_PENDING", 1)
    make_release("Moor eins")
    before = client.get("/find.json").json()["behind"], client.get("/de/find").content.decode()
    make_release("Moor zwei")
    after = client.get("/find.json").json()["behind"], client.get("/de/find").content.decode()

    assert (before[0], after[0]) == (False, True)
    assert "Gerade hat sich sehr viel geändert." not in before[1]
    assert "Gerade hat sich sehr viel geändert." in after[1]


def test_what_was_typed_is_shown_and_never_run(newsroom, client):
    page = client.get('/find?q="><script>alert(1)</script>').content.decode()

    assert "<script>alert" not in page


def test_a_chosen_value_can_be_taken_away(newsroom, client):
    page = client.get("/de/find?q=moor&subject=biology&subject=chemistry").content.decode()

    assert 'href="/de/find?q=moor&amp;subject=chemistry"' in page
    assert 'href="/de/find?q=moor"' in page


def test_the_answer_may_be_kept_but_is_asked_for_anew(newsroom, client):
    first = client.get("/find?q=moor")
    again = client.get("/find?q=moor", headers={"If-None-Match": first.headers["ETag"]})

    assert "no-cache" in first.headers["Cache-Control"]
    assert again.status_code == 304


def test_an_embargoed_release_is_in_no_form_of_the_search(make_release, client):
    make_release("Moor öffentlich")
    make_release("Moor geheim", clock.now() + timedelta(hours=1), State.APPROVED, uri="test:geheim")

    for form in ("", ".json", ".atom", ".rss", ".feed.json", ".csv", ".jsonl"):
        answer = client.get(f"/find{form}?q=moor")
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Moor öffentlich" in text.replace("<mark>", "").replace("</mark>", "")
        assert "geheim" not in text


@pytest.mark.parametrize("address", ["/find?q=wald", "/", "/organisations", "/find.json", "/find.atom", "/sitemap.xml"])
def test_a_longer_list_costs_no_more_queries(make_release, indexed, client, address, django_assert_num_queries):
    make_release("Wald eins")
    indexed()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    make_release("Wald zwei")
    make_release("Wald drei")
    indexed()

    with django_assert_num_queries(len(one)):
        client.get(address)


def test_every_form_of_the_search_is_limited(client, settings):
    settings.SEARCH_RATE = 2

    answers = [client.get(f"/find{form}", REMOTE_ADDR="198.51.100.7") for form in ("", ".json", ".atom")]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_example_of_the_help_can_be_searched(client, language):
    with translation.override(language):
        examples = [str(text) for text, _about in EXAMPLES]

    answers = {text: client.get(f"/{language}/find.json", {"q": text}).status_code for text in examples}

    assert answers == dict.fromkeys(examples, 200)


def test_a_word_in_quotation_marks_is_found_as_itself(client, make_release, indexed):
    make_release(title="Moor")
    make_release(title="Moore")
    indexed()

    quoted, exact = (client.get(f"/find.json?{asked}").json() for asked in ('q="Moor"', "q=Moor&match=exact"))

    found_as = [{"word": "moor", "releases": 1}]
    assert (quoted["total"], quoted["query"]["terms"]) == (1, [{"text": '"Moor"', "found_as": found_as}])
    assert (exact["total"], exact["query"]["terms"]) == (1, [{"text": "Moor", "found_as": found_as}])
