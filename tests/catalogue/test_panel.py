"""What the search page offers beside its results is true: each link finds what it says."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from tests.conftest import NOON
from wirkt.catalogue import panel, present
from wirkt.catalogue.asking import Ask
from wirkt.criteria.models import Criterion

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


def offered(ask: Ask) -> panel.Nothing:
    return panel.nothing(ask, LATER)


def follow(client, link: panel.Link) -> int:
    return client.get(link.address.replace("/find?", "/find.json?")).json()["total"]


@pytest.mark.parametrize(
    ("ask", "blamed"),
    [
        (Ask("Moor Zebra"), ["This part finds nothing: “zebra” in all its forms."]),
        (Ask("Moor Fluss"), ["Without this part there is 1 release: “moor” in all its forms.",]),
        (Ask("Moor not Wasser"), ["Without this part there are 2 releases: “moor” in all its forms.",]),
        (Ask("Fluss", criteria={"subject": ("biology",)}),
         ["This part finds nothing among the chosen criteria: “fluss” in all its forms."]),
        (Ask("", criteria={"subject": ("physics-astronomy",)}), []),
    ],
)  # fmt: skip
def test_the_part_that_finds_nothing_is_blamed(ask, blamed):
    assert offered(ask).blamed == blamed


@pytest.mark.parametrize(
    ("ask", "labels"),
    [
        (Ask("Moor Zebra"), ["without “zebra”: moor"]),
        (Ask("haus"), ["also as part of a word: *haus*"]),
        (Ask("“Wasser Moor”"), ["without quotation marks: wasser and moor"]),
        (Ask("Fluss", criteria={"subject": ("biology",)}), ["without the criterion “Subject area”"]),
        (Ask("Moor", first=date(2026, 1, 1)), ["without the criterion “Date”"]),
        (Ask("Moor", last=date(2020, 1, 1), criteria={"subject": ("chemistry",)}), []),
    ],
)
def test_every_way_out_finds_as_much_as_it_says(client, ask, labels):
    repairs = offered(ask).repairs

    assert [link.label for link in repairs] == labels
    assert [follow(client, link) for link in repairs] == [link.count for link in repairs]
    assert all(link.count for link in repairs)


def test_what_narrows_the_search_can_be_taken_away_piece_by_piece():
    ask = Ask("Wald", criteria={"subject": ("biology", "chemistry")}, first=date(2026, 1, 1), last=date(2026, 12, 31))

    active = panel.context(ask, LATER, present.answer(ask, LATER))["active"]

    assert [(link.label, link.address) for link in active] == [
        ("Subject area: Biology", "/find?q=Wald&subject=chemistry&from=2026-01-01&to=2026-12-31"),
        ("Subject area: Chemistry", "/find?q=Wald&subject=biology&from=2026-01-01&to=2026-12-31"),
        ("from 1 January 2026", "/find?q=Wald&subject=biology&subject=chemistry&to=2026-12-31"),
        ("until 31 December 2026", "/find?q=Wald&subject=biology&subject=chemistry&from=2026-01-01"),
    ]


def test_a_chosen_category_shows_what_a_further_value_would_find():
    ask = Ask(criteria={"subject": ("chemistry",)})

    groups = {group.name: group for group in panel.context(ask, LATER, present.answer(ask, LATER))["groups"]}

    choices = [(choice.value, choice.count, choice.chosen) for choice in groups["subject"].choices]
    assert choices == [("biology", 2, False), ("chemistry", 1, True)]
    assert groups["subject"].chosen


def test_a_category_is_offered_only_where_a_click_changes_something():
    page = present.answer(Ask(), LATER)

    assert [group.name for group in panel.context(Ask(), LATER, page)["groups"]] == ["subject"]
