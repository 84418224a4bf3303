"""The way of a release to its readers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from tests.conftest import NOON
from wirkt.criteria.models import Criterion
from wirkt.journal.models import Change, Pending
from wirkt.journal.visibility import PUBLIC, State
from wirkt.releases import publishing, writing
from wirkt.releases.lifecycle import NotAllowed
from wirkt.releases.models import Contact, Image, Link, PressRelease, Version
from wirkt.releases.writing import Entry, entry_of, snapshot

HOUR = timedelta(hours=1)


def stored(release: PressRelease) -> PressRelease:
    return PressRelease.objects.for_the_house().get(pk=release.pk)


def test_publishing_a_draft_makes_it_public_and_tells_every_follower(make_release):
    draft = make_release(state=State.DRAFT)

    publishing.publish(draft, NOON)

    release = PressRelease.objects.visible_to(PUBLIC, NOON).get()
    assert (release.state, release.publish_at, release.lifted_at, release.first_published) == ("published", *[NOON] * 3)
    assert list(Change.objects.values_list("kind", "subject", "at")) == [("published", release.key, NOON)]
    assert list(Pending.objects.values_list("follower", "change__subject")) == [("index", release.key)]


def test_what_is_public_cannot_be_published_again(make_release):
    release = make_release()

    with pytest.raises(NotAllowed):
        publishing.publish(release, NOON)
    assert Change.objects.count() == 1


def test_of_two_who_publish_the_same_draft_one_succeeds(make_release):
    make_release(state=State.DRAFT)
    first, second = (PressRelease.objects.for_the_house().get() for _ in range(2))
    publishing.publish(first, NOON)

    with pytest.raises(NotAllowed):
        publishing.publish(second, NOON)
    assert Version.objects.for_the_house().count() == 1


def test_the_worker_records_a_lift_once_at_the_hour_of_the_release(make_release):
    release = make_release(state=State.APPROVED, at=NOON)

    counts = [publishing.publish_due(now) for now in (NOON - HOUR, NOON + HOUR, NOON + HOUR)]

    assert counts == [0, 1, 0]
    assert stored(release).lifted_at == NOON
    assert Change.objects.filter(kind="published").count() == 1


def test_an_approved_release_without_an_hour_cannot_be_stored(make_release):
    with pytest.raises(IntegrityError):
        make_release(state=State.APPROVED, at=None)


def test_the_database_refuses_the_same_uri_twice(make_release):
    make_release(uri="test:1")

    with pytest.raises(IntegrityError):
        make_release(uri="test:1", title="anders")


def test_new_content_of_a_public_release_is_a_new_version_beside_the_old(make_release, organisation):
    known = make_release(title="Alt")
    entry = Entry(PressRelease(uri=known.uri, title="Neu", language="de", body="<p>B</p>", organisation=organisation))

    publishing.replace(known, entry, NOON + HOUR)

    release = stored(known)
    titles = release.versions.values_list("position", "content__title")
    assert (release.title, release.version, release.publish_at) == ("Neu", 2, NOON)
    assert list(titles) == [(1, "Alt"), (2, "Neu")]
    assert list(Change.objects.values_list("kind", flat=True)) == ["published", "corrected"]


def test_new_content_of_a_draft_stays_a_draft(make_release, organisation):
    known = make_release(state=State.DRAFT)
    entry = Entry(PressRelease(uri=known.uri, title="Neu", language="de", body="<p>B</p>", organisation=organisation))

    publishing.replace(known, entry, NOON)

    assert (stored(known).state, stored(known).title) == ("draft", "Neu")
    assert Change.objects.count() == 0


def test_replacing_swaps_all_parts(make_release, organisation):
    old = {"contacts": [Contact(role="press", name="Alt")], "links": [Link(shown="https://alt.example")]}
    known = make_release(parts=old)
    entry = Entry(
        PressRelease(uri=known.uri, title="Neu", language="de", body="<p>B</p>", organisation=organisation),
        contacts=[Contact(role="press", name="Neu 1"), Contact(role="science", name="Neu 2")],
    )

    publishing.replace(known, entry, NOON)

    assert [contact.name for contact in stored(known).contacts.all()] == ["Neu 1", "Neu 2"]
    assert list(stored(known).links.all()) == []


def test_a_version_keeps_everything_a_reader_could_see(make_release):
    parts = {
        "criteria": [Criterion.objects.get(category="subject", slug="biology")],
        "contacts": [Contact(role="press", name="Pressestelle", email="presse@a.example", phone="030 1")],
        "links": [Link(url="https://a.example/", shown="https://a.example/", label="Mehr")],
        "images": [Image(caption="Bild", source="Q", copyright="C")],
    }
    release = make_release(body="<h2>Kopf</h2><p>„Das ist ein ganzer Satz!“, sagt Ida Weiß.</p>", parts=parts)

    kept = release.versions.get().content

    assert kept == snapshot(entry_of(stored(release)))
    assert kept["criteria"] == ["wirkt:subject/biology"]
    assert kept["contacts"][0]["email"] == "presse@a.example"
    assert kept["quotations"] == [{"sentence": "Das ist ein ganzer Satz!", "speaker": "Ida Weiß"}]


def test_nothing_is_half_stored_when_one_of_many_fails(make_release, organisation):
    make_release(uri="test:taken")
    entries = [
        Entry(PressRelease(uri=uri, title="t", language="de", body="<p>b</p>", organisation=organisation))
        for uri in ("test:new", "test:taken")
    ]

    with pytest.raises(IntegrityError):
        writing.add(entries)

    assert not PressRelease.objects.for_the_house().filter(uri="test:new").exists()


def test_stored_text_is_safe_however_it_came(make_release):
    release = make_release(title=" Zwei\n Zeilen ", body="<p>Gut</p><script>x()</script>", lead="e\u0301in")

    assert (release.title, release.body, release.lead) == ("Zwei Zeilen", "<p>Gut</p>", "éin")


def test_a_row_read_before_the_lift_does_not_undo_it(make_release, organisation):
    release = make_release(state=State.APPROVED, at=NOON)
    read_before = stored(release)
    publishing.publish_due(NOON)
    entry = Entry(PressRelease(uri=release.uri, title="Neu", language="de", body="<p>b</p>", organisation=organisation))

    publishing.replace(read_before, entry, NOON)

    assert (stored(release).state, stored(release).version, stored(release).title) == ("published", 2, "Neu")
    assert publishing.publish_due(NOON) == 0


@pytest.mark.parametrize("lacking", [{"title": ""}, {"body": "<p> </p>"}])
def test_a_draft_without_title_or_text_is_not_published(make_release, lacking):
    draft = make_release(**{"state": State.DRAFT, "uri": "test:1", **lacking})

    with pytest.raises(NotAllowed):
        publishing.publish(draft, NOON)
    assert stored(draft).state == "draft"
