import pytest

from wirkt.journal.visibility import State
from wirkt.releases.lifecycle import FOLLOWERS, NotAllowed, check

ALLOWED = {
    ("draft", "submitted"), ("draft", "published"), ("submitted", "approved"), ("submitted", "draft"),
    ("approved", "published"), ("approved", "draft"), ("approved", "withdrawn"), ("published", "withdrawn"),
}  # fmt: skip


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_only_the_steps_of_the_workflow_are_allowed(now, then):
    if (now.value, then.value) in ALLOWED:
        check(now, then)
    else:
        with pytest.raises(NotAllowed):
            check(now, then)


def test_every_state_says_what_may_follow():
    assert set(FOLLOWERS) == set(State)
