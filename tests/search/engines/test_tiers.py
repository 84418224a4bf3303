"""Which segments are merged when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.search.engines.tiers import SMALL, Size, absorbed, due


def sizes(*counts: int) -> list[Size]:
    return [Size(count, count) for count in counts]


@pytest.mark.parametrize(
    ("held", "added", "expected"),
    [
        ((), 1, 0),
        ((10,), 1, 1),
        ((100_000, 10), 1, 1),
        ((100_000, 500, 63), 1, 1),
        ((100_000, 500, 64), 1, 2),
        ((100_000, 4_000, 500, 64), 1, 3),
        ((100_000, 4_000, 500, 10), 1, 1),
        ((100_000,), 20_000, 0),
        ((10,), 20_000, 1),
    ],
)
def test_a_put_rewrites_the_newest_small_segments(held: tuple[int, ...], added: int, expected: int) -> None:
    assert absorbed(sizes(*held), added) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (sizes(500_000, 4_000), range(0)),
        (sizes(500_000, 5_000), range(0)),
        (sizes(10_000, 5_000), range(0, 2)),
        (sizes(500_000, *[5_000] * 6), range(1, 7)),
        (sizes(500_000, 130_000, 20), range(0, 2)),
        ([Size(500_000, 440_000)], range(0, 1)),
        ([Size(500_000, 460_000)], range(0)),
    ],
)
def test_large_segments_are_merged_beside(held: list[Size], expected: range) -> None:
    assert list(due(held)) == list(expected)


@given(puts=st.lists(st.sampled_from([1, 2, 30, 300, 3_000, 9_000]), max_size=300))
def test_segments_stay_few_whatever_is_put(puts: list[int]) -> None:
    held: list[Size] = []
    for added in puts:
        count = absorbed(held, added)
        total = added + sum(size.living for size in held[len(held) - count :])
        held = [*held[: len(held) - count], Size(total, total)]
        while merged := due(held):
            whole = sum(size.living for size in held[merged.start : merged.stop])
            held[merged.start : merged.stop] = [Size(whole, whole)]

    assert sum(size.living for size in held) == sum(puts)
    assert len(held) <= len(SMALL) + 8
