"""Dates as typed in a query: 2024, 2024-05, 2024-05-31, 31.05.2024, and ranges of them."""

import re
from calendar import monthrange
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_MONTH = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)


def read_range(name: str, typed: str) -> tuple[date | None, date | None]:
    """First and last day of what stands after `date:`, `from:` or `to:`; ValueError if that is no date."""
    if name == "from":
        return read_date(typed)[0], None
    if name == "to":
        return None, read_date(typed)[1]
    first, dots, last = typed.partition("..")
    if not dots:
        return read_date(typed)
    if not first and not last:
        raise ValueError(typed)
    return (read_date(first)[0] if first else None), (read_date(last)[1] if last else None)


def read_date(typed: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day; ValueError if that is none of them."""
    if found := _GERMAN.fullmatch(typed):
        return (date(int(found[3]), int(found[2]), int(found[1])),) * 2
    if not (found := _ISO.fullmatch(typed)):
        raise ValueError(typed)
    year, month, day = found.groups()
    if day:
        return (date(int(year), int(month), int(day)),) * 2
    if month:
        first = date(int(year), int(month), 1)
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    return date(int(year), 1, 1), date(int(year), 12, 31)


def meant(typed: str) -> list[str]:
    """For each end that is no date: the whole text with the month, or the year, that was meant in its place."""
    for end in typed.split(".."):
        try:
            read_date(end)
        except ValueError:
            if year := _YEAR.search(end):
                months = [int(month) for month in _MONTH.findall(end)]
                near = (months[-1] if year.start() else months[0]) if months else 0
                better = [f"{year.group()}-{near:02}"] if 1 <= near <= 12 else []
                return [typed.replace(end, instead, 1) for instead in (*better, year.group())]
    return []
