"""Days, hours, datelines and embargoes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.intake.readers import dates


def hour(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("shown", "language", "moment"),
    [
        ("29.10.2025 09:00", "de", "2025-10-29T09:00+01:00"),
        ("06/05/2007 09:00", "en", "2007-06-05T09:00+02:00"),
        ("10/11/2000 23:59", "en", "2000-10-11T23:59+02:00"),
        ("29.10.2025 09:00", "en", "2025-10-29T09:00+01:00"),
        ("29.10.2025, 09:00 Uhr", "de", "2025-10-29T09:00+01:00"),
        ("2025-10-29 09:00", None, "2025-10-29T09:00+01:00"),
        ("29.10.2025", "de", "2025-10-29T00:00+01:00"),
        ("25.10.2026 02:30", "de", "2026-10-25T02:30+02:00"),
    ],
)
def test_the_time_on_a_page_is_that_of_berlin(shown, language, moment):
    assert dates.portal_time(shown, language) == (hour(moment), True)


@pytest.mark.parametrize(
    ("shown", "language"),
    [
        ("10/11/2000 12:00", "de"),
        ("10/11/2000 12:00", None),
        ("26/01/2021 14:44", "en"),
    ],
)
def test_a_date_that_can_be_doubted_is_seen_but_not_read(shown, language):
    assert dates.portal_time(shown, language) == (None, True)


@pytest.mark.parametrize("shown", ["Berlin, 29.10.2025 09:00", "31.02.2025 10:00", "Pressemitteilung", "", "12:30"])
def test_other_lines_are_no_date(shown):
    assert dates.portal_time(shown, "de") == (None, False)


def test_an_hour_that_the_clocks_skip_is_none():
    assert dates.portal_time("29.03.2026 02:30", "de") == (None, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("am 29. Oktober 2025 in Jena", date(2025, 10, 29)),
        ("29.10.2025", date(2025, 10, 29)),
        ("3. Jänner 2024", date(2024, 1, 3)),
        ("November 4, 2025", date(2025, 11, 4)),
        ("4th of November 2025", date(2025, 11, 4)),
        ("4 Nov. 2025", date(2025, 11, 4)),
        ("2025-11-04", date(2025, 11, 4)),
        ("vom 1.2.2024 bis 3.2.2024", date(2024, 2, 1)),
        ("31. Februar 2025", None),
        ("1.1.1850", None),
        ("06/05/2007", None),
        ("im Oktober 2025", None),
    ],
)
def test_only_a_day_that_can_mean_one_day_is_found(text, day):
    assert dates.find_day(text) == day


@pytest.mark.parametrize(
    ("text", "places", "day", "rest"),
    [
        ("Jena, Berlin. 29. Oktober 2025.", ("Jena", "Berlin"), date(2025, 10, 29), ""),
        ("Küstrow. Wer teilnehmen möchte, meldet sich an.", ("Küstrow",), None, "Wer"),
        ("Grüntal (Harz). The data are openly available.", ("Grüntal (Harz)",), None, "The"),
        ("Halben. „Damit hatten wir nicht gerechnet“, sagt sie.", ("Halben",), None, "„Damit"),
        ("Frankfurt am Main. Das Team untersuchte viele Proben.", ("Frankfurt am Main",), None, "Das"),
        ("Bad Homburg v. d. Höhe, 3.4.2024 – Das Team", ("Bad Homburg v. d. Höhe",), date(2024, 4, 3), "Das"),
        ("St. Gallen. Das Team untersuchte viele Proben.", ("St. Gallen",), None, "Das"),
        ("Berlin/Jena, den 4. November 2025. Das Team", ("Berlin", "Jena"), date(2025, 11, 4), "Das"),
        ("Jena (4. November 2025) Das Team", ("Jena",), date(2025, 11, 4), "Das"),
        ("(Jena, 29.10.2025) Das Team", ("Jena",), date(2025, 10, 29), "Das"),
        ("Berlin, November 4, 2025 - The team", ("Berlin",), date(2025, 11, 4), "The"),
        ("Berlin, 4. November 2025 (idw) – Das Team", ("Berlin",), date(2025, 11, 4), "Das"),
        ("Küstrow, 29. Juni 2023. Wer teilnehmen möchte", ("Küstrow",), date(2023, 6, 29), "Wer"),
        ("GRÜNTAL, Germany (Example) -- The hall has opened", ("GRÜNTAL", "Germany (Example)"), None, "The"),
    ],
)
def test_a_dateline_names_places_and_day(text, places, day, rest):
    found = dates.dateline(text)

    assert (found.places, found.day) == (places, day)
    assert text[found.length :].startswith(rest)


@pytest.mark.parametrize(
    "text",
    [
        "Das Team untersuchte viele Proben.",
        "Prof. Dr. Maier sagt, dass es gelang. Das Team",
        "Neue Sensoren. Das ist alles, was wir wissen müssen.",
        "Wasserstoff – Energieträger der Zukunft – wird teurer",
        "Hintergrund",
        "Das Ziel: Mehr Wasser im Moor",
        "Nein. Das Team hat es nicht gefunden.",
        "am 4. November 2025 – Das Team",
        "",
    ],
)
def test_the_start_of_a_sentence_is_no_dateline(text):
    assert dates.dateline(text) is None


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Sperrfrist: 24.11.2026, 10 Uhr", "2026-11-24T10:00+01:00"),
        ("Sperrfrist bis Dienstag, 24. November 2026, 10:00 Uhr MEZ", "2026-11-24T10:00+01:00"),
        ("Sperrfrist: 24. Juli 2026, 10.30 Uhr", "2026-07-24T10:30+02:00"),
        ("EMBARGOED UNTIL 10:00 CET, 24 November 2026", "2026-11-24T10:00+01:00"),
        ("Embargo: 24 November 2026, 16:00 London time", "2026-11-24T16:00+00:00"),
        ("Embargo until November 24, 2026, 5 p.m. US Eastern Time", "2026-11-24T17:00-05:00"),
        ("Embargo: 2026-11-24 16:00 UTC", "2026-11-24T16:00+00:00"),
    ],
)
def test_an_embargo_with_day_hour_and_zone_is_read(line, moment):
    assert dates.embargo(line) == hour(moment)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo: 11/10/2026 10:00 UTC",
        "Embargo: 24 November 2026, 16:00",
        "Sperrfrist: 24.11.2026",
        "Sperrfrist: 29.03.2026, 02:30 Uhr",
        "Sperrfrist: 25.10.2026, 02:30 Uhr",
        "Sperrfrist: 24.11.2026, 10 Uhr oder 11 Uhr",
        "Embargo: 24 November 2026, 10:00 CET, 9:00 GMT",
        "Embargo: 24 November 2026, 13 p.m. UTC",
        "Sperrfrist: 10 Uhr",
    ],
)
def test_an_embargo_that_can_be_doubted_is_not_read(line):
    assert dates.embargo(line) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-10-29T09:00:00+01:00", datetime(2025, 10, 29, 8, tzinfo=UTC)),
        ("2025-10-29T08:00:00Z", datetime(2025, 10, 29, 8, tzinfo=UTC)),
        ("20251104T100000+0100", datetime(2025, 11, 4, 9, tzinfo=UTC)),
    ],
)
def test_an_instant_has_its_offset(text, moment):
    assert dates.instant(text) == moment


@pytest.mark.parametrize(
    "text", ["2025-10-29T09:00:00", "2025-10-29", "29.10.2025", "", None, 5, "0001-01-01T00:00:00Z"]
)
def test_what_has_no_offset_is_no_instant(text):
    assert dates.instant(text) is None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_dates(text):
    found = dates.dateline(text)

    assert dates.embargo(text) is None or dates.find_day(text)
    assert found is None or found.places
    assert dates.portal_time(text, "en")[0] is None or any(map(str.isdigit, text))
