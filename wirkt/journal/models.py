"""What happened, in order, and who has yet to deal with it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from wirkt.journal.followers import FOLLOWERS


class Change(models.Model):
    """One thing that happened to a subject such as `release:ID`; written in the transaction that does it."""

    class Kind(models.TextChoices):
        PUBLISHED = "published"
        CORRECTED = "corrected"
        WITHDRAWN = "withdrawn"
        UPDATED = "updated"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.at:%Y-%m-%d %H:%M}"


class Pending(models.Model):
    """A change that a follower has not dealt with yet; ticking off deletes the row, so asking stays cheap for ever."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE)
    follower = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "change"], name="journal_pending_once")]
        ordering = ["change_id"]

    def __str__(self) -> str:
        return f"{self.follower}: {self.change_id}"


def record(kind: Change.Kind, subjects: Iterable[str], at: datetime) -> None:
    """Write one change per subject and leave it to every follower; call inside the transaction of the deed."""
    changes = Change.objects.bulk_create([Change(kind=kind, subject=subject, at=at) for subject in subjects])
    Pending.objects.bulk_create([Pending(change=change, follower=name) for name in FOLLOWERS for change in changes])
