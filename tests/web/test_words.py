"""Days, hours, licences and addresses as people write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from wirkt.web.days import day, moment
from wirkt.web.languages import whole
from wirkt.web.templatetags.web import host, licence_name, tongue

SUMMER, WINTER = datetime(2025, 7, 1, 22, 30, tzinfo=UTC), datetime(2025, 11, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("language", "said"), [("de", "2. Juli 2025"), ("en", "2 July 2025")])
def test_an_instant_is_a_day_in_the_newsroom(language, said):
    with translation.override(language):
        assert day(SUMMER) == said


def test_a_day_without_an_hour_stays_that_day():
    with translation.override("de"):
        assert day(date(2025, 10, 29)) == "29. Oktober 2025"
        assert day(None) == ""


@pytest.mark.parametrize(
    ("language", "instant", "said"),
    [
        ("de", WINTER, "4. November 2025, 10:00 MEZ"),
        ("de", SUMMER, "2. Juli 2025, 00:30 MESZ"),
        ("en", WINTER, "4 November 2025, 10:00 CET"),
        ("de", datetime(2025, 10, 28, 23, 0, tzinfo=UTC), "29. Oktober 2025"),
    ],
)
def test_an_hour_is_said_with_its_zone_and_midnight_is_no_hour(language, instant, said):
    with translation.override(language):
        assert moment(instant) == said


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/deed.de", "CC BY-NC-ND 4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://example.org/terms", "https://example.org/terms"),
    ],
)
def test_a_licence_is_called_by_its_name(address, name):
    assert licence_name(address) == name


def test_an_address_is_whole_and_has_no_language():
    assert whole("/de/find?q=moor") == "http://127.0.0.1:8000/find?q=moor"
    assert whole("/destination") == "http://127.0.0.1:8000/destination"


def test_hosts_and_tongues_are_shown_as_people_know_them():
    assert host("https://www.bio-z.de/events/x") == "bio-z.de"
    assert host("no address") == "no address"
    assert (tongue("de-AT"), tongue("en"), tongue("sorbian")) == ("Deutsch", "English", "sorbian")
