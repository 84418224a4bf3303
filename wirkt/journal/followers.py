"""Who deals with changes: a name for each follower, registered in the follower's own `apps.py`."""

FOLLOWERS: list[str] = []


def register(name: str) -> None:
    """From now on every change waits for `name` to tick it off."""
    if name not in FOLLOWERS:
        FOLLOWERS.append(name)
