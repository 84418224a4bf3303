"""What the index holds of a release."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import NOON
from wirkt.catalogue.indexing import documents, release_document
from wirkt.criteria.models import Criterion
from wirkt.releases.models import Contact, Image, PressRelease

pytestmark = pytest.mark.django_db


def loaded(release: PressRelease) -> PressRelease:
    return PressRelease.objects.for_the_house().in_full().get(pk=release.pk)


def test_every_text_of_a_release_has_its_field(make_release, organisation):
    organisation.short_name = "IWB"
    organisation.save()
    release = make_release(
        title="Titel", subtitle="Unter", lead="Vorspann", body="<h2>Kopf</h2><p>Eins</p><p>Zwei</p>",
        places=[{"name": "Jena"}, {"name": "Berlin"}],
        parts={
            "contacts": [Contact(role="press", name="Ida", function="Presse", organisation="Haus")],
            "images": [Image(caption="Ein Moor", source="Q")],
        },
    )  # fmt: skip

    document = release_document(loaded(release))

    assert document.texts == {
        "title": ("Titel", "Unter"),
        "lead": ("Vorspann",),
        "body": ("Kopf\nEins\nZwei",),
        "organisation": ("Institut für Waldboden", "IWB"),
        "place": ("Jena", "Berlin"),
        "caption": ("Ein Moor",),
        "contact": ("Ida Presse Haus",),
    }


def test_criteria_of_a_release_and_of_its_issuer_are_searched_together(make_release, organisation):
    organisation.country = Criterion.objects.get(category="country", slug="de")
    organisation.province = Criterion.objects.get(category="province", slug="de-th")
    organisation.save()
    chosen = Criterion.objects.filter(
        slug__in=["biology", "press-events", "personnel"], category__in=["subject", "kind"]
    )
    release = make_release(language="de-AT", parts={"criteria": list(chosen)})

    document = release_document(loaded(release))

    assert document.criteria == {
        "type": {"release"}, "language": {"de"}, "organisation": {"institut-fur-waldboden"}, "country": {"de"},
        "province": {"de-th"}, "subject": {"biology"}, "kind": {"press-events", "personnel"},
    }  # fmt: skip


def test_the_moment_is_the_first_publication(make_release):
    release = make_release(at=datetime(2020, 1, 2, tzinfo=UTC))

    assert release_document(loaded(release)).moment == datetime(2020, 1, 2, tzinfo=UTC)


def test_documents_of_what_is_hidden_are_not_made(make_release):
    release = make_release()
    hidden = make_release(title="später")
    PressRelease.objects.for_the_house().filter(pk=hidden.pk).update(withdrawn_at=NOON)

    made = list(documents([release.key, hidden.key, "release:unknown"], NOON + timedelta(days=1)))

    assert [document.key for document in made] == [release.key]
