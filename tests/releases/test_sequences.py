"""Whatever is done to releases and in which order: versions, journal and what readers see tell the same story."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.conftest import NOON
from wirkt.criteria.models import Criterion
from wirkt.journal.models import Change, Pending, record
from wirkt.journal.visibility import PUBLIC, State
from wirkt.organisations.models import named
from wirkt.releases import publishing, writing
from wirkt.releases.lifecycle import NotAllowed
from wirkt.releases.models import Contact, Link, PressRelease
from wirkt.releases.writing import Entry, entry_of, snapshot

HOURS = st.integers(-2, 2).map(lambda hours: timedelta(hours=hours))
CONTENTS = st.tuples(st.sampled_from(["Moor", "Wald", "Fluss"]), st.sampled_from(["", "Ein Vorspann."]), st.booleans())


@contextmanager
def refused() -> Iterator[None]:
    """A step that the state forbids changes nothing."""
    before = told()
    try:
        yield
    except NotAllowed:
        assert told() == before
        return
    raise AssertionError("a forbidden step went through")


def told() -> list[object]:
    fields = ("uri", "state", "title", "lead", "version", "publish_at", "first_published")
    return [*PressRelease.objects.for_the_house().order_by("uri").values_list(*fields), Change.objects.count()]


class Newsroom(RuleBasedStateMachine):
    """Editors, the worker and the clock. `expected` holds, for each release, the titles its readers saw in order."""

    uris = Bundle("uris")

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.now, self.house = NOON, named("Institut für Waldboden")
        self.biology = Criterion.objects.get(category="subject", slug="biology")
        self.expected: dict[str, list[str]] = {}
        self.first: dict[str, datetime] = {}
        self.withdrawn: set[str] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def entry(self, uri: str, content: tuple[str, str, bool]) -> Entry:
        title, lead, rich = content
        body = "<p>„Das Moor ist ein ganzes Archiv!“, sagt Ida Weiß.</p>" if rich else "<p>Ein Text.</p>"
        return Entry(
            PressRelease(uri=uri, title=title, lead=lead, body=body, language="de", organisation=self.house),
            criteria=[self.biology] if rich else [],
            contacts=[Contact(role="press", name="Pressestelle")] if rich else [],
            links=[Link(url="https://a.example/", shown="a.example")] * (not rich),
        )

    def new(self, content: tuple[str, str, bool]) -> Entry:
        return self.entry(f"test:{len(self.expected)}", content)

    def stored(self, uri: str) -> PressRelease:
        return PressRelease.objects.for_the_house().get(uri=uri)

    def became_public(self, uri: str, at: datetime) -> None:
        self.expected[uri].append(self.stored(uri).title)
        self.first.setdefault(uri, at)

    @rule(
        target=uris, content=CONTENTS, state=st.sampled_from([State.DRAFT, State.SUBMITTED, State.APPROVED]), wait=HOURS
    )
    def add(self, content, state, wait):
        entry = self.new(content)
        entry.release.state = state
        entry.release.publish_at = self.now + wait if state == State.APPROVED else None
        writing.add([entry])
        self.expected[entry.release.uri] = []
        return entry.release.uri

    @rule(target=uris, content=CONTENTS, ago=HOURS.map(abs))
    def add_published(self, content, ago):
        entry = self.new(content)
        publishing.add_published([(entry, self.now - ago)], self.now)
        self.expected[entry.release.uri] = []
        self.became_public(entry.release.uri, self.now - ago)
        return entry.release.uri

    @rule(uri=uris)
    def publish(self, uri):
        release = self.stored(uri)
        if State(release.state) not in {State.DRAFT, State.APPROVED}:
            with refused():
                publishing.publish(release, self.now)
            return
        publishing.publish(release, self.now)
        self.became_public(uri, self.now)

    @rule(uri=uris, content=CONTENTS, ago=st.none() | HOURS.map(abs))
    def replace(self, uri, content, ago):
        known, entry = self.stored(uri), self.entry(uri, content)
        state, at = State(known.state), None if ago is None else self.now - ago
        if at and state in {State.SUBMITTED, State.WITHDRAWN}:
            with refused():
                publishing.replace(known, entry, self.now, at)
            return
        publishing.replace(known, entry, self.now, at)
        if state == State.PUBLISHED or at:
            self.became_public(uri, at or self.now)

    @rule(wait=HOURS.map(abs))
    def the_worker_looks_after_a_while(self, wait):
        self.now += wait
        due = PressRelease.objects.for_the_house().filter(state=State.APPROVED, publish_at__lte=self.now)
        hours = dict(due.values_list("uri", "publish_at"))

        count = publishing.publish_due(self.now)

        assert count == len(hours)
        for uri, hour in hours.items():
            self.became_public(uri, hour)

    @rule(uri=uris)
    def withdraw(self, uri):
        release = self.stored(uri)
        if release.state == State.PUBLISHED:
            rows = PressRelease.objects.for_the_house().filter(pk=release.pk)
            rows.update(state=State.WITHDRAWN, withdrawn_at=self.now)
            record(Change.Kind.WITHDRAWN, [release.key], self.now)
            self.withdrawn.add(uri)

    @invariant()
    def every_version_is_kept_and_numbered_from_one(self):
        for uri, titles in self.expected.items():
            release = self.stored(uri)
            assert list(release.versions.values_list("position", "content__title")) == [*enumerate(titles, start=1)]
            assert release.version == len(titles)
            kinds = list(release.versions.values_list("kind", flat=True))
            assert kinds == [*["first"] * bool(titles), *["minor"] * (len(titles) - 1)]

    @invariant()
    def the_newest_version_is_what_readers_see(self):
        for release in PressRelease.objects.for_the_house().filter(state=State.PUBLISHED):
            assert release.versions.last().content == snapshot(entry_of(release))

    @invariant()
    def the_journal_tells_the_same_story_and_every_follower_hears_it(self):
        for uri, titles in self.expected.items():
            kinds = list(Change.objects.filter(subject=self.stored(uri).key).values_list("kind", flat=True))
            story = [*["published"] * bool(titles), *["corrected"] * (len(titles) - 1)]
            assert kinds == [*story, *["withdrawn"] * (uri in self.withdrawn)]
        assert Pending.objects.count() == Change.objects.count()

    @invariant()
    def the_first_hour_stays_and_nobody_reads_what_is_not_public(self):
        hours = PressRelease.objects.for_the_house().exclude(first_published=None).values_list("uri", "first_published")
        readable = set(PressRelease.objects.visible_to(PUBLIC, self.now).values_list("uri", flat=True))
        due = PressRelease.objects.for_the_house().filter(state=State.APPROVED, publish_at__lte=self.now)
        public = {uri for uri, titles in self.expected.items() if titles} | {release.uri for release in due}
        assert dict(hours) == self.first
        assert readable == public - self.withdrawn


def test_any_sequence_of_steps_leaves_versions_and_journal_consistent(db):
    run_state_machine_as_test(Newsroom, settings=settings(max_examples=12, stateful_step_count=10, deadline=None))
