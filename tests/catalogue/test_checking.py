"""The doctor finds what is wrong and nothing else."""

import pytest

from tests.conftest import NOON
from wirkt.catalogue.checking import faults
from wirkt.catalogue.engine import engine
from wirkt.journal.models import Pending
from wirkt.releases.models import Image, PressRelease
from wirkt.worker import steps

pytestmark = pytest.mark.django_db


def codes() -> list[str]:
    return [fault.code for fault in faults(engine(), NOON)]


def test_a_house_in_order_has_no_faults(make_release, indexed):
    make_release()
    indexed()

    assert codes() == []


def test_changes_that_wait_are_named(make_release):
    make_release()

    assert codes() == ["behind"]


def test_an_index_that_lacks_or_keeps_too_much_is_found_and_mended(make_release, indexed):
    lacking, surplus = make_release(title="fehlt"), make_release(title="zu viel")
    indexed()
    PressRelease.objects.for_the_house().filter(pk=surplus.pk).update(withdrawn_at=NOON)
    writer = steps.ready_engine()
    writer.apply(drop=[lacking.key])
    writer.close()
    Pending.objects.all().delete()

    assert codes() == ["index", "index"]
    steps.rebuild()
    assert codes() == []


def test_a_picture_that_is_gone_is_named(make_release, indexed):
    make_release(parts={"images": [Image(file="aa/gone.png", name="gone.png")]})
    indexed()

    assert codes() == ["file"]


def test_a_published_release_without_its_hour_is_named(make_release, indexed):
    release = make_release()
    indexed()
    PressRelease.objects.for_the_house().filter(pk=release.pk).update(lifted_at=None)

    assert "hour" in codes()
