"""Identity of a release."""

import re

import pytest

from tests.conftest import NOON
from wirkt.journal.visibility import PUBLIC
from wirkt.releases.models import PressRelease, new_id, speaking


def test_public_ids_are_random_and_reveal_no_order():
    ids = [new_id() for _ in range(1000)]

    assert len(set(ids)) == 1000
    assert all(re.fullmatch("[0-9a-hj-km-np-tv-z]{16}", value) for value in ids)
    assert ids != sorted(ids)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Größere Öfen für Übermorgen", "groessere-oefen-fuer-uebermorgen"),
        ("WIR! wirkt: 44 Bündnisse", "wir-wirkt-44-buendnisse"),
        ("???", "release"),
        ("a" * 200, "a" * 80),
    ],
)
def test_addresses_can_be_read_aloud(title, slug):
    assert speaking(title) == slug


def test_lists_of_one_and_three_releases_cost_the_same_number_of_queries(make_release, django_assert_num_queries):
    def read() -> None:
        for release in PressRelease.objects.visible_to(PUBLIC, NOON).in_full():
            assert [release.organisation.name, *release.criteria.all(), *release.contacts.all(), *release.links.all()]

    make_release(title="eins")
    with django_assert_num_queries(6):
        read()
    make_release(title="zwei")
    make_release(title="drei")
    with django_assert_num_queries(6):
        read()
