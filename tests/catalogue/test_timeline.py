"""The hits over time: every hit in one bar, every bar a narrower search."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOON
from wirkt.catalogue.timeline import UNITS, _steps

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def over_time(make_release):
    """Releases about peat at these distances in days before noon."""

    def make(*days: int) -> None:
        for number in days:
            make_release(f"Moor {number}", NOON - number * DAY)

    return make


@pytest.mark.parametrize(
    ("days", "unit", "counts"),
    [
        ((0, 1, 3), "day", [1, 0, 1, 1]),
        ((0, 61, 62), "month", [2, 0, 1]),
        ((0, 2000, 2001), "year", [2, 0, 0, 0, 0, 1]),
        ((0, 366 * 95), "decade", [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ],
)
def test_the_unit_fits_the_span(over_time, client, days, unit, counts):
    over_time(*days)

    found = client.get("/find.json").json()["timeline"]

    assert (found["unit"], [one["count"] for one in found["counts"]]) == (unit, counts)


def test_the_counts_add_up_to_the_total_and_each_bar_finds_its_own(over_time, indexed, client):
    over_time(*range(0, 90, 7))
    indexed()
    over_time(33, 34)

    found = client.get("/find.json?q=moor").json()

    counts = found["timeline"]["counts"]
    assert sum(one["count"] for one in counts) == found["total"] == 15
    for one in counts:
        narrowed = client.get(f"/find.json?q=moor&from={one['from']}&to={one['to']}").json()
        assert narrowed["total"] == one["count"]


def test_a_release_just_after_midnight_stands_on_its_local_day(make_release, client):
    make_release("Vor Mitternacht", NOON.replace(month=7, day=1, hour=21, minute=59))
    make_release("Nach Mitternacht", NOON.replace(month=7, day=1, hour=22))

    counts = client.get("/find.json").json()["timeline"]["counts"]

    assert [(one["from"], one["count"]) for one in counts] == [("2026-07-01", 1), ("2026-07-02", 1)]


def test_the_drawing_has_words_and_a_table(over_time, client):
    over_time(0, 50, 51)

    page = client.get("/de/find?q=moor").content.decode()

    assert "<title>Oktober 2026: 2 Pressemitteilungen</title>" in page
    assert '<a href="/de/find?q=moor&amp;from=2026-10-01&amp;to=2026-10-31">Oktober 2026</a></th><td>2</td>' in page
    assert "pro Monat, die meisten: Oktober 2026 (2)" in page


def test_a_bar_never_leaves_the_days_asked_for(over_time, client):
    over_time(0, 60, 61)

    page = client.get("/de/find?q=moor&from=2026-09-20").content.decode()

    assert "from=2026-09-20&amp;to=2026-09-30" in page
    assert "from=2026-09-01" not in page


def test_hits_of_one_day_need_no_drawing(over_time, client):
    over_time(0)

    assert client.get("/find.json").json()["timeline"] is None
    assert "timeline" not in client.get("/find").content.decode()
    assert client.get("/find.json?q=nichts").json()["timeline"] is None


@given(st.dates(), st.dates())
def test_steps_cover_every_span_without_a_gap(one: date, other: date):
    first, last = sorted((one, other))

    unit, begins = _steps(first, min(last, date(9990, 1, 1)))

    assert unit in UNITS
    assert begins[0] <= first
    assert begins == sorted(set(begins))
    assert begins[-2] <= last
    assert len(begins) - 1 <= unit.most
