"""Whatever is typed is understood, or refused with a place and repairs; `make proof` says it for ten minutes."""

from hypothesis import given, settings

from tests.search.fuzzing import check, hostile, modes
from wirkt.search.query import Mode


@settings(max_examples=400)
@given(typed=hostile, mode=modes)
def test_whatever_is_typed_is_read_or_refused(typed: str, mode: Mode) -> None:
    check(typed, mode)
