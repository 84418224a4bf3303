"""Who may see what: the function and the query are one rule."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.conftest import NOON
from wirkt.journal.visibility import PUBLIC, Actor, State, Unscoped, visible
from wirkt.organisations.models import Organisation, named
from wirkt.releases.models import Contact, Image, PressRelease

HOURS = st.one_of(st.none(), st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours)))


class TestOneRule(TestCase):
    """Random rows, actors and times: what the function says of each row is what the query returns."""

    @given(
        rows=st.lists(st.tuples(st.sampled_from(State), HOURS, HOURS, HOURS, st.booleans()), max_size=6),
        now=HOURS.filter(bool),
        insider=st.booleans(),
        operator=st.booleans(),
    )
    def test_the_function_and_the_query_agree(self, rows, now, insider, operator):
        ours, theirs = named("Unser Haus"), named("Ein anderes Haus")
        releases = [self.row(number, row, ours, theirs) for number, row in enumerate(rows)]
        actor = Actor(frozenset({ours.pk}) if insider else frozenset(), operator)

        found = set(PressRelease.objects.visible_to(actor, now).values_list("pk", flat=True))

        assert found == {release.pk for release in releases if visible(actor, release, now)}

    def row(self, number: int, row: tuple, ours: Organisation, theirs: Organisation) -> PressRelease:
        state, publish_at, lifted_at, withdrawn_at, is_ours = row
        if state in {State.APPROVED, State.PUBLISHED} and publish_at is None:
            publish_at = NOON
        return PressRelease.objects.create(
            uri=f"test:{number}", title="t", language="de", body="<p>b</p>", state=state, publish_at=publish_at,
            lifted_at=lifted_at, withdrawn_at=withdrawn_at, organisation=ours if is_ours else theirs,
        )  # fmt: skip


def test_an_approved_release_is_public_from_its_hour_on_without_any_worker(make_release):
    release = make_release(state=State.APPROVED, at=NOON)

    before, at_its_hour = NOON - timedelta(seconds=1), NOON

    assert not PressRelease.objects.visible_to(PUBLIC, before).filter(pk=release.pk).exists()
    assert PressRelease.objects.visible_to(PUBLIC, at_its_hour).filter(pk=release.pk).exists()


def test_a_clock_set_back_hides_nothing_that_was_public(make_release):
    release = make_release(at=NOON)

    assert visible(PUBLIC, release, NOON - timedelta(days=1))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(PressRelease.objects.all()),
        lambda: PressRelease.objects.count(),
        lambda: PressRelease.objects.filter(title="x").exists(),
        lambda: PressRelease.objects.first(),
        lambda: PressRelease.objects.get(pk="x"),
        lambda: list(PressRelease.objects.iterator()),
        lambda: PressRelease.objects.aggregate(),
        lambda: PressRelease.objects.values_list("title")[0],
        lambda: PressRelease.objects.update(title="x"),
        lambda: PressRelease.objects.all().delete(),
        lambda: list(Image.objects.all()),
        lambda: Contact.objects.count(),
    ],
)
def test_asking_without_saying_for_whom_is_an_error(db, ask):
    with pytest.raises(Unscoped):
        ask()


def test_the_releases_of_an_institution_need_a_reader_too(make_release, organisation):
    make_release()

    with pytest.raises(Unscoped):
        list(organisation.releases.all())


def test_parts_come_with_the_release_they_belong_to(make_release):
    release = make_release(parts={"contacts": [Contact(role="press", name="Pressestelle")]})

    assert [contact.name for contact in release.contacts.all()] == ["Pressestelle"]


def test_a_part_is_seen_by_those_who_see_its_whole(make_release):
    make_release(title="Öffentlich", parts={"contacts": [Contact(role="press", name="sichtbar")]})
    make_release(title="Entwurf", state=State.DRAFT, parts={"contacts": [Contact(role="press", name="verborgen")]})

    seen = Contact.objects.visible_to(PUBLIC, NOON).values_list("name", flat=True)

    assert list(seen) == ["sichtbar"]
