"""Ten minutes of queries nobody would type."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.search.fuzzing import check, hostile, milliseconds, modes

SECONDS = float(os.environ.get("WIRKT_FUZZ_SECONDS", "600"))
ROUND = 2_000


@pytest.mark.proof
def test_whatever_is_typed_is_read_or_refused(prove):
    until, times = time.monotonic() + SECONDS, []

    @settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(typed=hostile, mode=modes)
    def one_round(typed, mode):
        times.append(milliseconds(typed, mode))
        check(typed, mode)

    number = 0
    while time.monotonic() < until:
        seed(number)(one_round)()
        number += 1

    times.sort()
    prove("any text is read or refused, with a place and repairs that can be read",
          f"{len(times):,} texts in {SECONDS / 60:.0f} minutes; read in {times[len(times) // 2]:.2f} ms (median), "
          f"{times[len(times) * 99 // 100]:.1f} ms (99 of 100), {times[-1]:.0f} ms (slowest)")  # fmt: skip
