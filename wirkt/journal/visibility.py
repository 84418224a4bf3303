"""Who may see what, and from when: the one rule, as a function of one item and as a query.

A hidden thing does not exist for those who may not see it. The hour is a condition of reading, never a task: with every
worker stopped, what is due is public and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q


class State(StrEnum):
    """The five stored states; "scheduled" and "corrected" are how two of them are shown."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the public, people of some institutions, or an operator."""

    institutions: frozenset[int] = frozenset()
    operator: bool = False


PUBLIC = Actor()


class Unscoped(Exception):
    """A gated query was evaluated without saying for whom."""


def visible(actor: Actor, item: Gated, now: datetime) -> bool:
    """May `actor` read `item` at `now`? Missing hours count as not yet."""
    if actor.operator or item.owner_id in actor.institutions:
        return True
    if item.withdrawn_at is not None:
        return False
    due = item.state == State.APPROVED and item.publish_at is not None and item.publish_at <= now
    return item.lifted_at is not None or due


def _condition(actor: Actor, now: datetime, path: str, owner: str) -> Q:
    if actor.operator:
        return Q()
    due = Q(**{f"{path}state": State.APPROVED, f"{path}publish_at__lte": now})
    public = Q(**{f"{path}withdrawn_at__isnull": True}) & (Q(**{f"{path}lifted_at__isnull": False}) | due)
    return public | Q(**{f"{path}{owner}__in": actor.institutions}) if actor.institutions else public


M = TypeVar("M", bound=models.Model, covariant=True)


class GatedQuerySet(models.QuerySet[M]):
    """Refuses to be evaluated before it was said who asks, with `visible_to`, or why all rows are needed."""

    scoped = False

    def visible_to(self, actor: Actor, now: datetime) -> Self:
        """The rows that `actor` may read at `now`; the same rule as `visible`."""
        model: Any = self.model
        found = self.filter(_condition(actor, now, model.gate, model.owner))
        found.scoped = True
        return found

    def for_the_house(self) -> Self:
        """All rows, for work that shows nothing to anybody: indexing, checks, imports of an operator."""
        found = self.all()
        found.scoped = True
        return found

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]
        copy.scoped = self.scoped
        return copy

    def _ask(self) -> None:
        # The parts of an item that somebody holds come with the item: its related managers name it in their hints.
        hints = self._hints  # type: ignore[attr-defined]
        if not self.scoped and not isinstance(hints.get("instance"), (Gated, GatedPart)):
            raise Unscoped(f"Say who asks for {self.model.__name__}: use visible_to(actor, now).")

    def _fetch_all(self) -> None:
        self._ask()
        super()._fetch_all()

    def iterator(self, *args: Any, **options: Any) -> Iterator[M]:
        self._ask()
        return super().iterator(*args, **options)

    def count(self) -> int:
        self._ask()
        return super().count()

    def exists(self) -> bool:
        self._ask()
        return super().exists()

    def aggregate(self, *args: Any, **named: Any) -> dict[str, Any]:
        self._ask()
        return super().aggregate(*args, **named)

    def update(self, **values: Any) -> int:
        self._ask()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._ask()
        return super().delete()


class Gated(models.Model):
    """Something with an hour. A subclass names the field of the institution that owns it in `owner`."""

    gate: ClassVar[str] = ""
    owner: ClassVar[str] = "organisation_id"

    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State], default=State.DRAFT.value
    )
    publish_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int | None:
        """The institution whose people always see the item."""
        value: int | None = getattr(self, self.owner)
        return value


class GatedPart(models.Model):
    """A part of something gated: visible exactly when its whole is. `gate` is the path to the whole, `release__`."""

    gate: ClassVar[str] = ""
    owner: ClassVar[str] = "organisation_id"

    class Meta:
        abstract = True
