"""Answers are kept until something that readers see has changed, and not one request longer."""

import time
from datetime import timedelta

import pytest

from tests.conftest import NOON
from wirkt.catalogue.keeping import Kept, state
from wirkt.criteria.models import Criterion
from wirkt.journal import clock
from wirkt.journal.models import Change, record
from wirkt.journal.visibility import State
from wirkt.releases import publishing
from wirkt.releases.models import PressRelease

pytestmark = pytest.mark.django_db
FORMS = ("/find", "/find.json", "/find.atom", "/find.rss", "/find.feed.json")


def read(client):
    return {form: client.get(f"{form}?q=moor").content.decode() for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_what_was_answered_is_answered_again_for_two_small_questions(
    make_release, indexed, client, django_assert_num_queries, form
):
    make_release("Moor")
    indexed()
    first = client.get(f"{form}?q=moor")

    with django_assert_num_queries(2):
        again = client.get(f"{form}?q=moor")

    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())
    assert client.get(f"{form}?q=moor", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_new_release_shows_at_once(make_release, indexed, client):
    make_release("Moor eins")
    indexed()
    read(client)

    make_release("Moor zwei")
    waiting = read(client)
    indexed()

    for answers in (waiting, read(client)):
        assert all("zwei" in text for text in answers.values())


def test_a_corrected_release_shows_at_once(make_release, indexed, client):
    release = make_release("Moor alt")
    indexed()
    read(client)

    PressRelease.objects.for_the_house().filter(pk=release.pk).update(title="Moor neu")
    record(Change.Kind.CORRECTED, [release.key], clock.now())
    waiting = read(client)
    indexed()

    for answers in (waiting, read(client)):
        assert all("neu" in text for text in answers.values())


def test_a_withdrawn_release_is_gone_at_once(make_release, indexed, client):
    release = make_release("Moor geheim")
    indexed()
    read(client)

    PressRelease.objects.for_the_house().filter(pk=release.pk).update(withdrawn_at=clock.now())
    record(Change.Kind.WITHDRAWN, [release.key], clock.now())
    waiting = read(client)
    indexed()

    for answers in (waiting, read(client)):
        assert not any("geheim" in text for text in answers.values())


def test_a_release_shows_when_its_hour_comes_though_nobody_records_it(make_release, indexed, client, monkeypatch):
    make_release("Moor eins")
    indexed()
    hour = clock.now() + timedelta(hours=1)
    make_release("Moor zur Stunde", hour, State.APPROVED)

    seen = []
    for now in (hour - timedelta(seconds=1), hour, hour + timedelta(days=1)):
        monkeypatch.setattr("wirkt.journal.clock.now", lambda now=now: now)
        seen.append({form: "zur Stunde" in text for form, text in read(client).items()})

    assert seen == [dict.fromkeys(FORMS, False), dict.fromkeys(FORMS, True), dict.fromkeys(FORMS, True)]


def test_a_later_change_of_the_hour_counts(make_release, indexed, client, monkeypatch):
    make_release("Moor eins")
    release = make_release("Moor zur Stunde", clock.now() + timedelta(hours=5), State.APPROVED)
    indexed()
    read(client)

    sooner = clock.now() + timedelta(minutes=1)
    PressRelease.objects.for_the_house().filter(pk=release.pk).update(publish_at=sooner)
    monkeypatch.setattr("wirkt.journal.clock.now", lambda: sooner)

    assert all("zur Stunde" in text for text in read(client).values())


def test_publishing_a_draft_shows_at_once(make_release, indexed, client):
    make_release("Moor eins")
    draft = make_release("Moor Entwurf", state=State.DRAFT)
    indexed()
    before = read(client)
    publishing.publish(draft, clock.now())

    assert not any("Entwurf" in text for text in before.values())
    assert all("Entwurf" in text for text in read(client).values())


def test_languages_are_kept_apart_and_errors_are_not_kept(make_release, indexed, client):
    make_release("Moor")
    indexed()

    pages = [client.get(f"/{language}/find?q=moor").content.decode() for language in ("de", "en", "de")]
    plain = [client.get("/find?q=moor", headers={"Accept-Language": tag}).content.decode() for tag in ("de", "en")]
    refused = [client.get("/find.json?q=(").status_code for _ in range(2)]

    assert pages[0] == pages[2] != pages[1]
    assert "1 Pressemitteilung" in plain[0]
    assert "1 press release" in plain[1]
    assert refused == [400, 400]


def test_a_reworded_label_shows_after_a_while(make_release, indexed, client, monkeypatch):
    biology = Criterion.objects.get(category="subject", slug="biology")
    make_release("Moor", parts={"criteria": [biology]})
    indexed()
    client.get("/de/find.json")
    Criterion.objects.filter(pk=biology.pk).update(de="Lebenskunde")
    later = time.monotonic() + 61
    monkeypatch.setattr("time.monotonic", lambda: later)

    assert "Lebenskunde" in client.get("/de/find.json").content.decode()


def test_no_state_is_named_while_something_waits(make_release, indexed):
    indexed()
    calm = state(clock.now())
    make_release("Moor")
    waiting = state(clock.now())
    indexed()

    assert waiting is None
    assert calm != state(clock.now()) is not None


def test_what_changes_while_it_is_made_is_not_kept(make_release, indexed):
    indexed()
    kept = Kept(len)

    def make():
        make_release("Moor")
        return "old"

    first = kept.get("key", clock.now(), make)
    indexed()

    assert (first, kept.get("key", clock.now(), lambda: "new")) == ("old", "new")


def test_the_least_used_goes_when_there_is_no_room(indexed):
    indexed()
    kept = Kept(len, most=10)
    now = clock.now()
    for key in ("a", "b", "a", "c"):
        kept.get(key, now, lambda: "12345")

    made = {key: kept.get(key, now, lambda: "other") for key in ("a", "c", "b")}

    assert made == {"a": "12345", "c": "12345", "b": "other"}


def test_what_is_larger_than_the_room_is_not_kept(indexed):
    indexed()
    kept = Kept(len, most=3)

    assert [kept.get("a", NOON, lambda text=text: text) for text in ("12345", "67890")] == ["12345", "67890"]
