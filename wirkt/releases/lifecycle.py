"""Which state of a release may follow which; pure. Source: the table of states in docs/concepts.md."""

from django.utils.translation import gettext_lazy as _

from wirkt.journal.visibility import State

FOLLOWERS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.PUBLISHED}),
    State.SUBMITTED: frozenset({State.APPROVED, State.DRAFT}),
    State.APPROVED: frozenset({State.PUBLISHED, State.DRAFT, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


class NotAllowed(Exception):
    """A step that the state of the release forbids."""


def check(now: State, then: State) -> None:
    """Raise `NotAllowed` unless `then` may follow `now`."""
    if then not in FOLLOWERS[now]:
        raise NotAllowed(
            _("A release that is %(now)s cannot become %(then)s.") % {"now": now.value, "then": then.value}
        )
