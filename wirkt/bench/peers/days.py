"""Days as all peers hold them: microseconds since 1970."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from wirkt.search.engines.moments import microseconds
from wirkt.search.query import Since

ZONE = ZoneInfo("UTC")
_OPEN = 1 << 60


def span(since: Since) -> tuple[int, int]:
    """The first microsecond, and the first behind the last."""
    first = microseconds(datetime.combine(since.first, time(), ZONE)) if since.first else 0
    behind = microseconds(datetime.combine(since.last + timedelta(1), time(), ZONE)) if since.last else _OPEN
    return first, behind
