"""Days and hours in the reader's words, in the newsroom's zone."""

from datetime import date, datetime, time

from django.utils import timezone, translation
from django.utils.dateformat import format as format_date

GERMAN_ZONES = {"CET": "MEZ", "CEST": "MESZ"}


def _german() -> bool:
    return (translation.get_language() or "").startswith("de")


def day(value: date | datetime | None) -> str:
    """29. Oktober 2025, 29 October 2025; nothing without a day."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return format_date(local, "j. F Y" if _german() else "j F Y")


def moment(value: datetime) -> str:
    """Day, and hour with its zone: 29. Oktober 2025, 10:00 MEZ; 29 October 2025, 10:00 CET.

    Midnight is how a day without a known hour is stored, so it shows as the day alone.
    """
    local = timezone.localtime(value)
    if local.time() == time():
        return day(local)
    zone = local.tzname() or ""
    return f"{day(local)}, {local:%H:%M} {GERMAN_ZONES.get(zone, zone) if _german() else zone}"
