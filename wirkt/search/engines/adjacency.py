"""Words next to each other, or near each other, found by their places."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.engines.grams import Spend
from wirkt.search.engines.lists import distinct, numbers_of
from wirkt.search.engines.patterns import words_of
from wirkt.search.engines.primary import GAP
from wirkt.search.engines.segment import Segment
from wirkt.search.errors import QueryError
from wirkt.search.files.dictionary import ranges
from wirkt.search.files.mapped import Numbers
from wirkt.search.phrases import seated
from wirkt.search.query import Phrase

MOST_CONFIRMED = 10_000
"""Values that are looked at one by one to confirm that three or more words stand near each other."""

_FEW = 4
# What it takes, in numbers of a bitmap: to read a word's neighbour, to open and move a container.
_NEIGHBOUR, _CONTAINER = 25, 60
_READ = 8  # places around a word that are read one by one
_SORTED = 200_000  # places that are looked up among the other word's faster than read around
_CONFIRMED = 500  # entries of lists that are read in the time one value is looked at


class Slot:
    """What may stand at one place of a phrase: one written word, or some carriers. `count`: how often that stands
    anywhere."""

    def __init__(self, segment: Segment, carriers: Numbers, first: int, after: int) -> None:
        self.segment = segment
        self.first, self.after = first, after
        self._carriers = carriers
        self.count = segment.count_between(first, after) if not len(carriers) else segment.count_places(carriers)

    def fits(self, carriers: Numbers) -> Numbers:
        """Which of these carriers may stand here."""
        if not len(self._carriers):
            # Unsigned, what is before the first is far behind the last.
            within: Numbers = carriers - np.uint32(self.first) < np.uint32(self.after - self.first)
            return within
        allowed = self._allowed
        found: Numbers = allowed[np.minimum(carriers, len(allowed) - 1)]
        return found

    def places(self) -> Numbers:
        """Where that stands; one carrier's places ascend."""
        if not len(self._carriers):
            return self.segment.places_between(self.first, self.after)
        return self.segment.places_of(self._carriers)

    def bitmap(self) -> BitMap:
        """The same places as a bitmap, of one written word."""
        return self.segment.bitmap_between(self.first, self.after)

    def documents(self) -> BitMap:
        """The documents with any of it."""
        if not len(self._carriers):
            return self.segment.any_between(self.first, self.after)
        carriers = np.asarray(self.segment.exact_carriers)
        return self.segment.any_written(distinct(np.searchsorted(carriers, self._carriers, side="right") - 1))

    @cached_property
    def _allowed(self) -> Numbers:
        """For each carrier up to the last whether it may; for all behind, one number more says no."""
        allowed = np.zeros(int(self._carriers[-1]) + 2, bool)
        allowed[self._carriers] = True
        return allowed


_NONE = np.empty(0, np.int64)


def slot(carriers: Numbers, segment: Segment) -> Slot:
    """Any of some ascending carriers."""
    if len(carriers) and int(carriers[-1]) - int(carriers[0]) == len(carriers) - 1:
        return Slot(segment, _NONE, int(carriers[0]), int(carriers[-1]) + 1)
    return Slot(segment, carriers, 0, 0)


def word_slot(word: str, segment: Segment, spend: Spend) -> Slot:
    """A written word, or all words a pattern stands for."""
    if is_pattern(word):
        numbers = words_of(word, segment, spend)
        spend(len(numbers))
        carriers = np.asarray(segment.exact_carriers)
        first, after = carriers[numbers], carriers[numbers + 1]
        return slot(ranges(first, after - first), segment)
    number = segment.exact.number(word.encode())
    if number < 0:
        return Slot(segment, _NONE, 0, 0)
    return Slot(segment, _NONE, segment.exact_carriers[number], segment.exact_carriers[number + 1])


def in_row(slots: Sequence[Slot], segment: Segment) -> Numbers:
    """The values in which the slots are filled one after the other."""
    order = sorted(range(len(slots)), key=lambda number: slots[number].count)
    if not slots[order[0]].count:
        return np.empty(0, np.int64)
    if _is_quicker_by_bitmaps(slots, segment):
        return _row_of_bitmaps(slots, order, segment)
    rarest = order[0]
    candidates = BitMap.intersection(*(one.documents() for one in slots))
    starts = _places_in(slots[rarest], candidates, segment) - rarest
    if len(starts) and (starts[0] < 0 or starts[-1] + len(slots) > len(segment.forward)):
        starts = starts[(starts >= 0) & (starts + len(slots) <= len(segment.forward))]
    for number in order[1:]:
        starts = starts[slots[number].fits(segment.forward[starts + number])]
    return segment.values_at(starts)


def _is_quicker_by_bitmaps(slots: Sequence[Slot], segment: Segment) -> bool:
    """Whether all places of the words are moved and intersected sooner than the rarest word's neighbours are read."""
    if any(one.after == one.first or one.after - one.first > _FEW for one in slots):
        return False
    counts = [one.count for one in slots]
    containers = len(slots) * (len(segment.forward) >> 16)
    return _NEIGHBOUR * min(counts) * (len(slots) - 1) > sum(counts) + _CONTAINER * containers


def _row_of_bitmaps(slots: Sequence[Slot], order: Sequence[int], segment: Segment) -> Numbers:
    """The values of a row of words, found by moving the places of one onto those of the next."""
    at = order[0]
    found = slots[at].bitmap()
    for number in order[1:]:
        found = found.shift(number - at) & slots[number].bitmap()
        at = number
    return segment.values_at(numbers_of(found))


def near(phrase: Phrase, slots: Sequence[Slot], segment: Segment, spend: Spend) -> BitMap:
    """The documents with all words within `len(words) + near` places of one value, each at a place of its own."""
    if not all(one.count for one in slots):
        return BitMap()
    spend(2 * sum(one.count for one in slots))
    candidates = BitMap.intersection(*(one.documents() for one in slots))
    within = len(slots) + (phrase.near or 0) - 1
    if len(slots) == 2:
        found = _side_by_side(phrase, segment) if phrase.field is None else BitMap()
        values = _near_another(slots, candidates - found, within, segment)
        return found | segment.documents_of(values, phrase.field)
    places = [_places_in(one, candidates, segment) for one in slots]
    values = segment.in_field(_perhaps(places, within, segment), phrase.field)
    if len(values) > MOST_CONFIRMED:
        raise QueryError("too_many_terms", phrase.span.start, phrase.span.end - phrase.span.start)
    spend(len(values) * _CONFIRMED)
    return segment.documents_of(_confirmed(places, values, phrase.near or 0, segment))


def _near_another(slots: Sequence[Slot], documents: BitMap, within: int, segment: Segment) -> Numbers:
    """The values of some documents with both slots filled at most so far apart."""
    rarer, other = sorted(slots, key=lambda one: one.count)
    places = _places_in(rarer, documents, segment)
    if within <= _READ and len(places) > _SORTED:
        return _read_around(places, other, within, segment)
    return _close(places, _places_in(other, documents, segment), within, segment)


def frequent_pair(phrase: Phrase, segment: Segment) -> BitMap | None:
    """The answer for two of the most frequent words next to each other in any field; None for all other phrases."""
    if len(phrase.words) != 2 or phrase.field is not None or phrase.near is not None:
        return None
    one, other = (segment.exact.number(word.encode()) for word in phrase.words)
    return segment.pair(one, other)


def _perhaps(places: Sequence[Numbers], within: int, segment: Segment) -> Numbers:
    """The values in which the rarest word has each other one near it."""
    rarest = min(places, key=len)
    values = distinct(segment.values_at(rarest))
    for other in places:
        if other is not rarest:
            values = np.intersect1d(values, _close(rarest, other, within, segment))
    return values


def _side_by_side(phrase: Phrase, segment: Segment) -> BitMap:
    """Where two of the most frequent words stand next to each other, at once; most of what is near is nearest."""
    one, other = (segment.exact.number(word.encode()) for word in phrase.words)
    first, second = segment.pair(one, other), segment.pair(other, one)
    return BitMap() if first is None or second is None else first | second


def _places_in(one: Slot, documents: BitMap, segment: Segment) -> Numbers:
    """Where a slot is filled in some documents, ascending."""
    places = one.places()
    if one.after - one.first != 1:
        places = np.sort(places)
    if len(documents) * _FEW < len(places):
        first_places, after_places = segment.bounds_of(numbers_of(documents))
        first, after = np.searchsorted(places, first_places), np.searchsorted(places, after_places)
        places = places[ranges(first, after - first)]
    return places.astype(np.int64)


def _read_around(places: Numbers, other: Slot, within: int, segment: Segment) -> Numbers:
    """The values where the other slot is filled so close to these places, by reading what stands around them."""
    found = [np.empty(0, np.int64)]
    last = len(segment.forward) - 1
    for step in (1, -1):
        left = places
        for away in range(1, within + 1):
            left = left[(left + step * away >= 0) & (left + step * away <= last)]
            carriers = segment.forward[left + step * away]
            fits = other.fits(carriers)
            found.append(left[fits])
            # Neither beyond a place that is found nor out of its value.
            left = left[~fits & (carriers != GAP)]
    return segment.values_at(np.concatenate(found))


def _close(some: Numbers, others: Numbers, within: int, segment: Segment) -> Numbers:
    """The values with a place of each, two different ones, at most so far apart."""
    if len(some) > len(others):
        some, others = others, some
    found = []
    right = np.searchsorted(others, some, side="right")
    left = np.searchsorted(others, some, side="left") - 1
    for at, held in ((right, right < len(others)), (left, left >= 0)):
        mine, theirs = some[held], others[at[held]]
        close = np.abs(theirs - mine) <= within
        values = segment.values_at(mine[close])
        found.append(values[values == segment.values_at(theirs[close])])
    return distinct(np.sort(np.concatenate(found)))


def _confirmed(places: Sequence[Numbers], values: Numbers, allowed: int, segment: Segment) -> Numbers:
    """The values in which each word finds a place of its own."""
    first, after = segment.value_starts[values], segment.value_starts[values + 1]
    spans = [(np.searchsorted(one, first).tolist(), np.searchsorted(one, after).tolist()) for one in places]
    kept = []
    for number, value in enumerate(values.tolist()):
        here = [
            set(one[begins[number] : ends[number]].tolist()) for one, (begins, ends) in zip(places, spans, strict=True)
        ]
        if any(seated(here, allowed)):
            kept.append(value)
    return np.array(kept, np.int64)
