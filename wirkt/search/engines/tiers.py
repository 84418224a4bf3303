"""Which segments are merged when: few segments to ask, and little to write for each put."""

from collections.abc import Sequence
from typing import NamedTuple

SMALL = (64, 512, 4_096)
"""A put rewrites the newest documents up to one of these numbers; larger segments are merged beside running puts."""

_MOST_LARGE = 6
_SHARE = 4
_DEAD = 10


class Size(NamedTuple):
    """How many documents a segment has, and how many of them are not dropped."""

    all: int
    living: int


def absorbed(sizes: Sequence[Size], added: int) -> int:
    """How many of the last segments are rewritten together with the documents added."""
    count, total = 0, added
    for size in reversed(sizes):
        if _tier(size.living) > min(_tier(total), len(SMALL) - 1):
            break
        total += size.living
        count += 1
    return count


def due(sizes: Sequence[Size]) -> range:
    """Which neighbouring large segments should become one; empty while none should."""
    large = [number for number, size in enumerate(sizes) if _tier(size.living) == len(SMALL)]
    for number in large:
        if (sizes[number].all - sizes[number].living) * _DEAD > sizes[number].all:
            return range(number, number + 1)
    if len(large) < 2:
        return range(0)
    rest = sum(sizes[number].living for number in large[1:])
    if rest * _SHARE >= sizes[large[0]].living:
        return range(large[0], large[-1] + 1)
    return range(large[1], large[-1] + 1) if len(large) > _MOST_LARGE else range(0)


def _tier(count: int) -> int:
    return sum(count > limit for limit in SMALL)
