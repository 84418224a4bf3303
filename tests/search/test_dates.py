"""Dates as typed, and what was meant where they are none."""

from collections.abc import Callable
from datetime import date

import pytest

from wirkt.search.dates import meant, read_date, read_range


def refused(read: Callable[..., object], *typed: str) -> bool:
    try:
        read(*typed)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("29.02.2024", date(2024, 2, 29), date(2024, 2, 29)),
        ("1.2.2024", date(2024, 2, 1), date(2024, 2, 1)),
    ],
)
def test_a_date_is_a_first_and_a_last_day(typed: str, first: date, last: date) -> None:
    assert read_date(typed) == (first, last)


@pytest.mark.parametrize(
    "typed",
    ["", "24", "02024", "2024-1", "2024-13", "2024-00", "2023-02-29", "0000", "31.04.2024", "1.13.2024",
     "2024-05-31T10", "2024/05", "٢٠٢٤", "2024-05-", "-2024", "Mai 2024"],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert refused(read_date, typed)


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("date", "2024-05", (date(2024, 5, 1), date(2024, 5, 31))),
        ("date", "2023..2024-05", (date(2023, 1, 1), date(2024, 5, 31))),
        ("date", "2024..", (date(2024, 1, 1), None)),
        ("date", "..2024", (None, date(2024, 12, 31))),
        ("date", "2024..2023", (date(2024, 1, 1), date(2023, 12, 31))),
        ("date", "01.05.2024..31.05.2024", (date(2024, 5, 1), date(2024, 5, 31))),
        ("from", "2024-05", (date(2024, 5, 1), None)),
        ("to", "2024-05", (None, date(2024, 5, 31))),
    ],
)
def test_a_range_includes_its_ends(name: str, typed: str, expected: tuple[date | None, date | None]) -> None:
    assert read_range(name, typed) == expected


@pytest.mark.parametrize(("name", "typed"), [("date", ".."), ("date", "2024...2025"), ("from", "2024.."), ("to", "")])
def test_a_range_without_ends_is_refused(name: str, typed: str) -> None:
    assert refused(read_range, name, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024-13", ["2024"]),
        ("2024-02-30", ["2024-02", "2024"]),
        ("30.02.2024", ["2024-02", "2024"]),
        ("2024/05", ["2024-05", "2024"]),
        ("2023..2024-13", ["2023..2024"]),
        ("2024-13..2025", ["2024..2025"]),
        ("Haus2024", ["2024"]),
        ("soon", []),
        ("2024", []),
    ],
)
def test_the_month_or_the_year_was_meant(typed: str, expected: list[str]) -> None:
    assert meant(typed) == expected
