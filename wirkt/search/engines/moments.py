"""Moments as integers that keep their order."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    passed = moment - _BEGIN
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


def moment(passed: int) -> datetime:
    """The moment, in UTC."""
    return _BEGIN + timedelta(microseconds=passed)


def midnight(day: date, zone: ZoneInfo) -> int:
    """When a day begins in a time zone."""
    return microseconds(datetime.combine(day, time(), tzinfo=zone))
