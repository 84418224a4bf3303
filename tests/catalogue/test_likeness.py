"""Similar releases on the page of one: public ones alone, few, and none rather than others."""

from datetime import timedelta

import pytest

from tests.conftest import NOON
from wirkt.catalogue.likeness import similar
from wirkt.journal import clock
from wirkt.journal.models import Change, record
from wirkt.journal.visibility import State
from wirkt.releases.models import PressRelease

pytestmark = pytest.mark.django_db


@pytest.fixture
def peat(make_release):
    """Releases about peat bogs in the Harz that store water, newest last."""

    def make(count):
        return [
            make_release(f"Moor im Harz speichert Wasser {number}", NOON - timedelta(days=count - number))
            for number in range(count)
        ]

    return make


def test_the_page_names_at_most_five_that_are_like_it(peat, make_release, indexed, client):
    releases = peat(8)
    make_release("Beton aus Sachsen")
    indexed()

    page = client.get(f"/de{releases[0].get_absolute_url()}").content.decode()

    assert "Ähnliche Pressemitteilungen" in page
    assert page.count('<li><a href="/de/releases/') == 5
    assert "Beton" not in page


def test_nothing_is_shown_where_nothing_is_alike(make_release, indexed, client):
    release = make_release("Beton aus Sachsen")
    make_release("Moor im Harz")
    indexed()

    assert "Ähnliche" not in client.get(f"/de{release.get_absolute_url()}").content.decode()


def test_what_is_hidden_or_withdrawn_is_not_named(peat, make_release, indexed):
    first, second, third = peat(3)
    make_release("Moor im Harz speichert Wasser geheim", clock.now() + timedelta(hours=1), State.APPROVED)
    make_release("Moor im Harz speichert Wasser Entwurf", state=State.DRAFT)
    indexed()
    before = similar(first, clock.now())
    PressRelease.objects.for_the_house().filter(pk=second.pk).update(withdrawn_at=NOON)
    record(Change.Kind.WITHDRAWN, [second.key], NOON)

    assert set(before) == {second, third}
    assert similar(first, clock.now()) == [third]


def test_a_translation_is_not_called_similar(peat, make_release, indexed):
    first, second, third = peat(3)
    PressRelease.objects.for_the_house().filter(pk=second.pk).update(translation_of=first)
    indexed()
    second.refresh_from_db()

    assert similar(first, NOON) == [third]
    assert similar(second, NOON) == [third]


def test_more_alike_releases_cost_no_more_queries(peat, indexed, client, django_assert_max_num_queries):
    (first, *_others) = peat(7)
    indexed()

    with django_assert_max_num_queries(16):
        client.get(first.get_absolute_url())
