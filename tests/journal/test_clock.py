from datetime import UTC, datetime, timedelta

from wirkt.journal import clock


def test_the_clock_is_that_of_the_database_in_utc(db):
    now = clock.now()

    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251 -- the other clock to compare with
