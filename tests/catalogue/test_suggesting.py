"""What a half-typed word could become: public things alone, each with what choosing it finds."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import NOON
from wirkt.criteria.models import Criterion
from wirkt.journal import clock
from wirkt.journal.visibility import State
from wirkt.organisations.models import named

pytestmark = pytest.mark.django_db


def criteria(*slugs):
    return {"criteria": list(Criterion.objects.filter(category="subject", slug__in=slugs))}


@pytest.fixture
def newsroom(make_release):
    """Releases of a university and an institute about biology and chemistry."""
    university = named("Universität Jena")
    make_release("Holz im Wald", NOON - timedelta(days=2), parts=criteria("biology"), organisation=university)
    make_release("Moor und Wald", NOON - timedelta(days=1), parts=criteria("biology", "chemistry"))
    make_release("Timber", NOON, language="en", body="<p>A house of timber.</p>")


def suggested(client, q, language="de", **more):
    found = client.get(f"/{language}/find/suggest.json", {"q": q, **more}).json()["suggestions"]
    return [(one["label"], one["category"], one["count"]) for one in found]


def test_a_value_is_suggested_with_what_choosing_it_finds(newsroom, client):
    assert suggested(client, "biol") == [("Biologie", "subject", 2)]
    assert suggested(client, "moor biol") == [("Biologie", "subject", 1)]
    assert suggested(client, "biol", language="en") == [("Biology", "subject", 2)]


@pytest.mark.parametrize("typed", ["universität", "universitaet", "UNIVERSITÄT J", "jena", "jena univ", "Universitäet"])
def test_umlauts_and_order_do_not_matter(newsroom, client, typed):
    expected = [] if typed == "Universitäet" else [("Universität Jena", "organisation", 1)]

    assert suggested(client, typed) == expected


def test_both_languages_are_understood(newsroom, client):
    assert suggested(client, "chemistry") == [("Chemie", "subject", 1)]
    assert suggested(client, "chemie", language="en") == [("Chemistry", "subject", 1)]


def test_a_chosen_value_goes_into_the_address_and_out_of_the_text(newsroom, client):
    (one,) = client.get("/de/find/suggest.json?q=Wald+und+biol&language=de&sort=oldest").json()["suggestions"]

    found = urlsplit(one["url"])
    assert found.path == "/de/find"
    assert parse_qs(found.query) == {
        "q": ["Wald"], "subject": ["biology"], "language": ["de"], "sort": ["oldest"]
    }  # fmt: skip
    assert client.get(one["url"].replace("/find", "/find.json", 1)).json()["total"] == one["count"] == 2


@pytest.mark.parametrize("before", ["wald oder", "nicht", "wald (", "wald )"])
def test_no_value_is_suggested_where_choosing_it_would_mean_something_else(newsroom, client, before):
    assert suggested(client, f"{before} biol") == []


def test_a_field_is_suggested_as_text_to_go_on_with(newsroom, client):
    found = [client.get("/de/find/suggest.json", {"q": q}).json()["suggestions"] for q in ("holz tite", "wald (tit")]

    assert [(one["label"], one["insert"], one["url"], one["count"]) for one, in found] == [
        ("titel:", "holz titel:", None, None), ("titel:", "wald (titel:", None, None)
    ]  # fmt: skip
    assert [line[0] for line in suggested(client, "titl", language="en")] == ["title:"]


@pytest.mark.parametrize(
    "typed", ["", "b", "biol ", '"biol', "„biol", "xyz", "biol und", "titel:biol", "§§", "(" * 4000]
)
def test_nothing_is_suggested_where_nothing_fits(newsroom, client, typed):
    assert suggested(client, typed) == []


def test_a_chosen_value_is_not_suggested_again(newsroom, client):
    assert suggested(client, "biol", subject="biology") == []
    assert suggested(client, "chem", subject="biology") == [("Chemie", "subject", 2)]


def test_nothing_hidden_is_suggested(make_release, client):
    make_release("Moor")
    make_release("Wald", parts=criteria("biology"))
    make_release("Entwurf", state=State.DRAFT, organisation=named("Stilles Institut"), parts=criteria("chemistry"))
    make_release("Geheim", clock.now() + timedelta(hours=1), State.APPROVED, organisation=named("Geheimes Institut"),
                 parts=criteria("physics-astronomy"))  # fmt: skip

    for typed in ("stilles", "geheimes", "chemie", "physik"):
        assert suggested(client, typed) == []
    assert suggested(client, "biologie") == [("Biologie", "subject", 1)]


def test_what_is_published_is_suggested_at_once(make_release, indexed, client):
    make_release("Moor")
    indexed()
    before = suggested(client, "biologie")
    make_release("Wald", parts=criteria("biology"))
    between = suggested(client, "biologie")
    indexed()

    assert (before, between, suggested(client, "biologie")) == ([], *[[("Biologie", "subject", 1)]] * 2)


def test_at_most_eight_are_suggested(make_release, client):
    for number in range(12):
        make_release(f"Nummer {number}", organisation=named(f"Institut Nummer {number}"))

    assert len(suggested(client, "institut")) == 8


def test_a_parameter_nobody_knows_is_refused(client):
    answer = client.get("/find/suggest.json?q=biol&colour=red")

    assert (answer.status_code, answer.json()["parameter"]) == (400, "colour")


def test_typing_does_not_use_up_the_searches(client, settings):
    settings.SEARCH_RATE = 2
    address = "/find/suggest.json?q=biol"

    typed = [client.get(address, REMOTE_ADDR="203.0.113.7").status_code for _ in range(3)]

    assert typed == [200, 200, 429]
    assert client.get("/find", REMOTE_ADDR="203.0.113.7").status_code == 200
