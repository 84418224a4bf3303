"""What is offered where nothing was found is true: each link finds what it says."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import translation

from tests.conftest import NOON
from wirkt.catalogue import repairing
from wirkt.catalogue.asking import Ask
from wirkt.criteria.models import Criterion
from wirkt.journal.visibility import State

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _newsroom(make_release):
    biology, chemistry = (Criterion.objects.get(category="subject", slug=slug) for slug in ("biology", "chemistry"))
    make_release("Moor speichert Wasser", NOON - timedelta(days=400), parts={"criteria": [biology]})
    make_release("Wald am Fluss", parts={"criteria": [chemistry]})
    make_release("Waldboden", body="<p>Ein Holzhaus.</p>", parts={"criteria": [biology]})


def offered(ask: Ask) -> repairing.Nothing:
    return repairing.nothing(ask, LATER)


def follow(client, link: repairing.Link) -> int:
    return client.get(link.address.replace("/find?", "/find.json?")).json()["total"]


@pytest.mark.parametrize(
    ("ask", "blamed"),
    [
        (Ask("Moor Zebra"), ["This part finds nothing: “Zebra” in all its forms."]),
        (Ask("Moor Fluss"), ["Without this part there is 1 release: “Moor” in all its forms.",]),
        (Ask("Moor not Wasser"), ["Without this part there are 2 releases: “Moor” in all its forms.",]),
        (Ask("Fluss", criteria={"subject": ("biology",)}),
         ["This part finds nothing among the chosen criteria: “Fluss” in all its forms."]),
        (Ask("", criteria={"subject": ("physics-astronomy",)}), []),
    ],
)  # fmt: skip
def test_the_part_that_finds_nothing_is_blamed(ask, blamed):
    assert offered(ask).blamed == blamed


@pytest.mark.parametrize(
    ("ask", "labels"),
    [
        (Ask("Moor Zebra"), ["without “Zebra”: Moor"]),
        (Ask("haus"), ["also as part of a word: *haus*"]),
        (Ask("“Wasser Moor”"), ["without quotation marks: Wasser and Moor"]),
        (Ask("Fluss", criteria={"subject": ("biology",)}), ["without the criterion “Subject area”"]),
        (Ask("Moor", first=date(2026, 1, 1)), ["without the criterion “Date”"]),
        (
            Ask("Wald", first=date(2026, 11, 25), last=date(2026, 11, 30)),
            ["in a longer time: published from 2026-01-01 to 2026-12-31", "without the criterion “Date”"],
        ),
        (Ask("Waldbodn"), ["in another spelling: Waldboden"]),
        (
            Ask("title:Flus and Wald", "exact"),
            [
                'in another spelling: title:"fluss" and "Wald"',
                'without “title:"Flus"”: "Wald"',
            ],
        ),
        (Ask("Moor", last=date(2020, 1, 1), criteria={"subject": ("chemistry",)}), []),
    ],
)
def test_every_way_out_finds_as_much_as_it_says(client, ask, labels):
    repairs = offered(ask).repairs

    assert [link.label for link in repairs] == labels
    assert [follow(client, link) for link in repairs] == [link.count for link in repairs]
    assert all(link.count for link in repairs)


def test_a_spelling_is_offered_beside_results(client, indexed):
    indexed()

    (link,) = repairing.spelt(Ask("Moor or Waldbodn"), LATER)

    assert (link.label, link.count) == ("in another spelling: Moor or Waldboden", 3)
    assert follow(client, link) == 3
    assert "in another spelling: Moor or Waldboden" in client.get("/en/find?q=Moor+or+Waldbodn").content.decode()


def test_no_word_that_only_a_hidden_release_holds_is_offered(make_release):
    make_release("Zebrastreifen", state=State.APPROVED, at=LATER + timedelta(days=1))

    assert offered(Ask("Zebrastreifn")).repairs == []
    assert repairing.spelt(Ask("Moor or Zebrastreifn"), LATER) == []


@pytest.mark.parametrize(
    ("typed", "code", "marked", "repairs"),
    [
        ("Moor (Wald", "unbalanced_bracket", "(", ["Moor (Wald)", "Moor Wald"]),
        ("Moor „Wald", "unbalanced_quote", "„", ['Moor „Wald"', "Moor Wald"]),
        ("Moor ()", "empty_bracket", "()", ["Moor"]),
        ("„“", "empty_phrase", "„“", [""]),
        ("Moor und", "missing_operand", "und", ["Moor", 'Moor "und"']),
        ("Moor W*", "wildcard_too_short", "W*", ["Moor W"]),
        ("titl:<i>", "unknown_field", "titl", ["title:<i>", '"titl:<i>"']),
        ("Moor datum:2024-13", "bad_date", "2024-13", ["Moor datum:2024", "Moor"]),
        ("😀 (", "unbalanced_bracket", "(", ["😀"]),
        ("(" * 65 + "a", "too_deep", "(", []),
    ],
)
def test_what_cannot_be_read_is_marked_and_mended_with_one_click(client, typed, code, marked, repairs):
    page, problem = client.get("/de/find", {"q": typed}), client.get("/de/find.json", {"q": typed})

    html, said = page.content.decode(), problem.json()
    links = re.findall(r'<a href="([^"]+)"[^>]*>([^<]*)</a>', html.partition('id="mend"')[2].partition("</div>")[0])
    assert (page.status_code, problem.status_code) == (400, 400)
    assert f"<mark>{marked.replace('<', '&lt;')}</mark>" in html
    assert (said["code"], said["repairs"]) == (code, repairs)
    assert typed[said["position"] : said["position"] + said["length"]] == marked
    assert said["detail"] in unescape(html)
    assert [unescape(label) for _, label in links] == [repair or "Alle Pressemitteilungen" for repair in repairs]
    assert [client.get(unescape(address)).status_code for address, _ in links] == [200] * len(repairs)
