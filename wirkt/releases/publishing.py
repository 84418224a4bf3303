"""The way of a release to its readers. Each verb is one transaction and writes what it did into the journal."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirkt.journal.models import Change, record
from wirkt.journal.visibility import State
from wirkt.releases import lifecycle, richtext, writing
from wirkt.releases.models import PressRelease, Version
from wirkt.releases.writing import Entry

BATCH = 500


def publish(release: PressRelease, now: datetime) -> None:
    """Make a draft public at once. Raises `NotAllowed` in any other state, and without title or text."""
    lifecycle.check(State(release.state), State.PUBLISHED)
    if not release.title or not richtext.paragraphs(release.body):
        raise lifecycle.NotAllowed(_("A release needs a title and a text to be published."))
    with transaction.atomic():
        drafts = PressRelease.objects.for_the_house().filter(pk=release.pk, state=release.state)
        if not drafts.update(state=State.PUBLISHED, publish_at=now, lifted_at=now, first_published=now):
            raise lifecycle.NotAllowed(f"{release.uri} has changed meanwhile.")
        release.state, release.publish_at, release.lifted_at, release.first_published = State.PUBLISHED, now, now, now
        writing.keep_version([writing.entry_of(release)], Version.Kind.FIRST, now)
        record(Change.Kind.PUBLISHED, [release.key], now)


def add_published(entries: Sequence[tuple[Entry, datetime]], now: datetime) -> None:
    """Store new releases that are public from an hour each, not later than `now`."""
    for entry, at in entries:
        _mark_published(entry.release, at)
    with transaction.atomic():
        writing.add([entry for entry, _ in entries])
        _tell([entry for entry, _ in entries], Change.Kind.PUBLISHED, Version.Kind.FIRST, now)


def replace(known: PressRelease, entry: Entry, now: datetime, publish_at: datetime | None = None) -> None:
    """Store new content under a known `uri`: a draft stays one unless `publish_at` is given, what is public gets a
    new version."""
    with transaction.atomic():
        # What was read before may have been lifted or replaced since; only the row as it is now counts.
        known = PressRelease.objects.for_the_house().select_for_update().get(pk=known.pk)
        public = known.state == State.PUBLISHED
        writing.replace(known, entry)
        if public:
            _tell([entry], Change.Kind.CORRECTED, Version.Kind.MINOR, now)
        elif publish_at is not None:
            lifecycle.check(State(known.state), State.PUBLISHED)
            _mark_published(entry.release, publish_at)
            entry.release.save(force_update=True)
            _tell([entry], Change.Kind.PUBLISHED, Version.Kind.FIRST, now)


def publish_due(now: datetime) -> int:
    """Record the releases whose hour has come; they are public already. Returns how many."""
    due = list(PressRelease.objects.for_the_house().filter(state=State.APPROVED, publish_at__lte=now)[:BATCH])
    return sum(_lift(release, now) for release in due)


def _lift(release: PressRelease, now: datetime) -> bool:
    with transaction.atomic():
        # The condition is the claim: of two workers, only one changes the row.
        waiting = PressRelease.objects.for_the_house().filter(
            pk=release.pk, state=State.APPROVED, publish_at__lte=now, lifted_at__isnull=True
        )
        hour = release.publish_at
        if hour is None or not waiting.update(state=State.PUBLISHED, lifted_at=hour, first_published=hour):
            return False
        _mark_published(release, hour)
        _tell([writing.entry_of(release)], Change.Kind.PUBLISHED, Version.Kind.FIRST, now)
        return True


def _mark_published(release: PressRelease, at: datetime) -> None:
    release.state = State.PUBLISHED
    release.publish_at = release.lifted_at = at
    release.first_published = release.first_published or at


def _tell(entries: Sequence[Entry], change: Change.Kind, kind: Version.Kind, now: datetime) -> None:
    writing.keep_version(entries, kind, now)
    record(change, [entry.release.key for entry in entries], now)
