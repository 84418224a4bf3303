"""What happened is written once and waits for everyone who has to deal with it."""

import pytest
from django.db import IntegrityError

from tests.conftest import NOON
from wirkt.journal import followers
from wirkt.journal.models import Change, Pending, record

pytestmark = pytest.mark.django_db


def waiting() -> list[tuple[str, str]]:
    return list(Pending.objects.values_list("follower", "change__subject"))


def test_a_change_waits_for_every_follower_in_the_order_it_happened():
    followers.register("alerts")
    try:
        record(Change.Kind.PUBLISHED, ["release:b", "release:a"], NOON)
        record(Change.Kind.WITHDRAWN, ["release:b"], NOON)
    finally:
        followers.FOLLOWERS.remove("alerts")

    told = [(str(change), change.at) for change in Change.objects.all()]
    assert told == [
        ("release:b published 2026-11-24 11:00", NOON),
        ("release:a published 2026-11-24 11:00", NOON),
        ("release:b withdrawn 2026-11-24 11:00", NOON),
    ]
    for name in ("index", "alerts"):
        subjects = [subject for follower, subject in waiting() if follower == name]
        assert subjects == ["release:b", "release:a", "release:b"]


def test_a_follower_that_registers_twice_hears_once():
    followers.register("index")

    record(Change.Kind.UPDATED, ["release:a"], NOON)

    assert waiting() == [("index", "release:a")]


def test_nothing_to_tell_writes_nothing():
    record(Change.Kind.PUBLISHED, [], NOON)

    assert (Change.objects.count(), Pending.objects.count()) == (0, 0)


def test_one_change_waits_once_for_one_follower():
    record(Change.Kind.PUBLISHED, ["release:a"], NOON)

    with pytest.raises(IntegrityError):
        Pending.objects.create(change=Change.objects.get(), follower="index")


def test_ticking_off_keeps_what_happened():
    record(Change.Kind.PUBLISHED, ["release:a"], NOON)

    Pending.objects.all().delete()

    assert [change.subject for change in Change.objects.all()] == ["release:a"]
