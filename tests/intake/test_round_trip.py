"""What wirkt writes about a release, wirkt reads back without a loss."""

import json
from datetime import UTC, datetime

import pytest

from wirkt.intake.storing import Orders, store
from wirkt.releases.export import ninjs
from wirkt.releases.models import PressRelease

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
SAMPLES = ["s000.html", "s001.txt", "s003.html", "s017.html", "s031.txt"]


@pytest.fixture
def stored(settings):
    """A draft as a row, read in full."""

    def keep(draft, now):
        (outcome,) = store([draft], Orders(now, settings.ZONE))
        assert outcome.error is None
        return PressRelease.objects.for_the_house().in_full().get(pk=outcome.id)

    return keep


@pytest.mark.parametrize(
    "file", [*(f"idw_like/{name}" for name in SAMPLES), "seed/release.txt", "ninjs/007_multimedia.json"]
)
def test_a_release_that_goes_out_and_comes_back_is_the_same(shared_data, read_one, stored, file):
    before = ninjs(stored(read_one((shared_data / file).read_bytes(), file), NOON))
    PressRelease.objects.for_the_house().all().delete()

    after = ninjs(stored(read_one(json.dumps(before)), NOON))

    personal = ("firstCreated", "versionCreated", "altIds")
    assert {key: value for key, value in after.items() if key not in personal} == {
        key: value for key, value in before.items() if key not in personal
    }
