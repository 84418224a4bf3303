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
