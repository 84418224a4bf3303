"""One segment of an index, mapped: some documents in the order of their moments, and all that is known of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from wirkt.search.analysis.fold import shown, write_out
from wirkt.search.analysis.rows import Group
from wirkt.search.engines import primary
from wirkt.search.engines.deriving import FREQUENT
from wirkt.search.engines.grams import Grams
from wirkt.search.engines.lists import LONG, Lists, bitmap, mapped_bitmap, numbers_of
from wirkt.search.engines.primary import Primary, part_key
from wirkt.search.files.dictionary import Dictionary, ranges
from wirkt.search.files.mapped import Mapped, Numbers
from wirkt.search.query import TEXT_FIELDS, TextField

_FEW = 2_000


class Segment:
    """Documents are numbered from 0, the oldest first; what is dropped later stays and is left out of each answer."""

    def __init__(self, path: Path) -> None:
        mapped = self.mapped = Mapped(path)
        self.size: int = mapped.facts["documents"]
        self.criteria: dict[str, int] = {name: code for code, name in enumerate(mapped.facts["criteria"])}
        self.moments = mapped.view("moments")
        self.exact = Dictionary(mapped, "exact")
        self.parts = Dictionary(mapped, "parts")
        self.exact_lists = Lists(mapped, "exact", ("weights",))
        self.part_lists = Lists(mapped, "parts", ("stems", "weights"))
        self.stemmed = mapped.view("parts.stemmed")
        self.grams = Grams(mapped)
        self.forward = mapped.array("forward")
        self.lengths = mapped.array("lengths")
        self._keys = Dictionary(mapped, "keys")
        self._key_docs = mapped.view("key_docs")
        self._doc_keys = mapped.view("doc_keys")
        self._criteria_lists = Lists(mapped, "criteria", ())
        self._code_starts = mapped.array("code_starts")
        self._codes = mapped.array("codes")
        self._opened: dict[int, BitMap] = {}
        self._values = _by_category(self.criteria)
        self.carriers = Dictionary(mapped, "carriers")
        self.forms = Dictionary(mapped, "forms")
        self._carrier_groups = mapped.view("carrier_groups")
        self._groups = Lists(mapped, "groups", ())
        self._places = Lists(mapped, "places", ())
        self.value_starts = mapped.array("value_starts")
        self.value_docs = mapped.array("value_docs")
        self._value_fields = mapped.array("value_fields")
        self.exact_carriers = mapped.view("exact.carriers")
        self._part_starts = mapped.view("part_starts")
        self._part_stems = mapped.view("part_stems")
        self._part_carriers = mapped.array("part_carriers")
        self._form_places = Lists(mapped, "form_places", ())
        self._fields = {name: _Fields(mapped, name) for name in ("exact", "parts")}
        self._pairs = Lists(mapped, "pairs", ())
        self._frequent = {number: place for place, number in enumerate(mapped.array("frequent").tolist())}

    def key(self, document: int) -> str:
        """The key of a document."""
        return self._keys[self._doc_keys[document]].decode()

    def keys(self) -> list[str]:
        """All keys in the order of documents."""
        names = [name.decode() for name in self._keys]
        return [names[place] for place in self._doc_keys]

    def document(self, key: str) -> int:
        """The number of a document, -1 if it is not here."""
        number = self._keys.number(key.encode())
        return -1 if number < 0 else int(self._key_docs[number])

    def primary(self) -> Primary:
        """The documents as they were read, to merge them."""
        return primary.read(self.mapped, self.keys(), list(self.carriers), list(self.forms), list(self.criteria))

    def every(self) -> BitMap:
        """All documents."""
        found = BitMap()
        found.add_range(0, self.size)
        return found

    def first_from(self, passed: int) -> int:
        """The first document from a moment on, in microseconds; `size` if there is none."""
        return bisect_left(self.moments, passed)

    def between(self, first: int | None, after: int | None) -> BitMap:
        """Documents from one moment on and before another, in microseconds."""
        low = 0 if first is None else self.first_from(first)
        high = self.size if after is None else self.first_from(after)
        found = BitMap()
        if low < high:
            found.add_range(low, high)
        return found

    def holding(self, category: str, value: str) -> BitMap:
        """Documents with a value of a category."""
        code = self.criteria.get(f"{category}\x1f{value}")
        return BitMap() if code is None else self._criteria_lists.found(code)

    def written(self, word: str, field: TextField | None = None) -> BitMap:
        """Documents with exactly this word."""
        number = self.exact.number(word.encode())
        if number < 0:
            return BitMap()
        if field is None:
            return self.exact_lists.found(number)
        if self.exact_lists.length(number) >= LONG:
            return self._fields["exact"].found(number, field)
        return self.documents_at(self.places_of_word(number), field)

    def meaning(self, part: str, group: Group, field: TextField | None = None) -> BitMap:
        """Documents of a language with a word that stands for this part."""
        number = self.parts.number(part_key(part, group))
        if number < 0:
            return BitMap()
        if field is None:
            return self.part_lists.found(number)
        if self.part_lists.length(number) >= LONG:
            return self._fields["parts"].found(number, field)
        return self.documents_at(self.places_of(self.carriers_of(number)), field)

    def any_written(self, numbers: Numbers, field: TextField | None = None) -> BitMap:
        """Documents with any of these words, given by number."""
        if field is None:
            return self.exact_lists.any_of(numbers, self.size)
        long = self.exact_lists.lengths(numbers) >= LONG
        carriers = np.asarray(self.exact_carriers)
        rare = numbers[~long]
        first, after = carriers[rare], carriers[rare + 1]
        found = self.documents_at(self.places_of(ranges(first, after - first)), field)
        for number in numbers[long].tolist():
            found |= self._fields["exact"].found(number, field)
        return found

    def carriers_of(self, part: int) -> Numbers:
        """The carriers of a part, those first of which it is the stem, then forms, numbered on behind the carriers."""
        return self._part_carriers[self._part_starts[part] : self._part_starts[part + 1]]

    def stemming_to(self, stem: str, group: Group) -> Numbers:
        """The carriers of which this is the stem, ascending."""
        number = self.parts.number(part_key(stem, group))
        if number < 0:
            return self._part_carriers[:0]
        first = self._part_starts[number]
        return self._part_carriers[first : first + self._part_stems[number]]

    def places_of_word(self, number: int) -> Numbers:
        """Where a written word stands; not in order where several carriers share it."""
        return self.places_between(self.exact_carriers[number], self.exact_carriers[number + 1])

    def places_between(self, first: int, after: int) -> Numbers:
        """Where carriers from one number on and before another stand; one carrier's places ascend."""
        return self._places.docs(first) if after - first == 1 else self._places.gathered(np.arange(first, after))

    def bitmap_between(self, first: int, after: int) -> BitMap:
        """The same as a bitmap."""
        return united([self._places.found(carrier) for carrier in range(first, after)])

    def count_between(self, first: int, after: int) -> int:
        """How often these stand, together."""
        return self._places.entries_between(first, after)

    def any_between(self, first: int, after: int) -> BitMap:
        """The documents with any of these carriers, and those of the same written words."""
        carriers = self.exact_carriers
        low, high = bisect_right(carriers, first) - 1, bisect_left(carriers, after)
        if high - low == 1:
            return self.exact_lists.found(low)
        return self.exact_lists.any_of(np.arange(low, high), self.size)

    def places_of(self, owners: Numbers) -> Numbers:
        """Where carriers and forms stand, in no order; one carrier's places ascend."""
        n = len(self.carriers)
        if len(owners) == 1 and owners[0] < n:
            return self._places.docs(int(owners[0]))
        words, forms = owners[owners < n], owners[owners >= n] - n
        return np.concatenate([self._places.gathered(words), self._form_places.gathered(forms)])

    def count_places(self, owners: Numbers) -> int:
        """How often carriers stand, together."""
        return int(self._places.lengths(owners).sum())

    def values_at(self, places: Numbers) -> Numbers:
        """The value each place lies in."""
        # Of one kind with what is searched, else that would be converted as a whole.
        return np.searchsorted(self.value_starts, places.astype(np.uint32), side="right") - 1

    def documents_at(self, places: Numbers, field: TextField | None = None) -> BitMap:
        """The documents of places, of one field only if it is named."""
        return self.documents_of(self.values_at(places), field)

    def documents_of(self, values: Numbers, field: TextField | None = None) -> BitMap:
        """The documents of values, of one field only if it is named."""
        if field is not None:
            values = values[self._value_fields[values] == TEXT_FIELDS.index(field)]
        return bitmap(self.value_docs[values])

    def bounds_of(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        """The first place of each of these documents, and that behind its last."""
        return self._first_places[documents], self._first_places[documents + 1]

    @cached_property
    def _first_places(self) -> Numbers:
        """Where each document begins, and the end: one number more than documents."""
        numbers = np.arange(self.size + 1, dtype=self.value_docs.dtype)
        return self.value_starts[np.searchsorted(self.value_docs, numbers)]

    def in_field(self, values: Numbers, field: TextField | None) -> Numbers:
        """The values that belong to a field."""
        return values if field is None else values[self._value_fields[values] == TEXT_FIELDS.index(field)]

    def pair(self, one: int, other: int) -> BitMap | None:
        """Documents where one word stands directly before the other, if both are among the most frequent."""
        first, second = self._frequent.get(one), self._frequent.get(other)
        if first is None or second is None:
            return None
        return self._pairs.found(first * FREQUENT + second)

    def counts(self, found: BitMap, categories: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many of these documents carry each value of some categories."""
        if len(found) < _FEW:
            return self._counts_of_few(found, categories)
        carrying = self._carrying
        return {
            category: {
                value: count
                for value, code in self._values.get(category, ())
                if (count := carrying(code).intersection_cardinality(found))
            }
            for category in categories
        }

    def _carrying(self, code: int) -> BitMap:
        """The documents with a value; values are few and asked for by nearly every page, so they stay opened."""
        known = self._opened.get(code)
        if known is None:
            known = self._opened[code] = self._criteria_lists.found(code)
        return known

    def _counts_of_few(self, found: BitMap, categories: Sequence[str]) -> dict[str, dict[str, int]]:
        """The same from each document's own row of codes."""
        docs = numbers_of(found)
        first = self._code_starts[docs].astype(np.int64)
        codes = self._codes[ranges(first, self._code_starts[docs + 1].astype(np.int64) - first)]
        counts = np.bincount(codes, minlength=len(self.criteria)).tolist()
        return {
            category: {value: counts[code] for value, code in self._values.get(category, ()) if counts[code]}
            for category in categories
        }

    def of_carrier(self, owner: int) -> BitMap:
        """The documents of one carrier or form."""
        if owner < len(self.carriers):
            number = bisect_right(self.exact_carriers, owner) - 1
            same = range(self.exact_carriers[number], self.exact_carriers[number + 1])
            group = self._carrier_groups[owner]
            if sum(self._carrier_groups[other] == group for other in same) == 1:
                return self.exact_lists.found(number) & self._groups.found(group)
        return self.documents_at(self.places_of(np.array([owner])))

    def counted(self, owners: Numbers) -> Numbers:
        """How often each carrier or form stands anywhere."""
        n = len(self.carriers)
        words, forms = owners[owners < n], owners[owners >= n] - n
        counts = np.empty(len(owners), np.int64)
        counts[owners < n], counts[owners >= n] = self._places.lengths(words), self._form_places.lengths(forms)
        return counts

    def shown(self, owner: int) -> str:
        """A carrier or form as a word to read."""
        n = len(self.carriers)
        if owner >= n:
            return primary.form(self.forms[owner - n])[0].carrier
        exact, word, _ = primary.carrier(self.carriers[owner])
        return shown(word, exact)

    def shown_word(self, number: int) -> str:
        """A written word as it is read: with its umlauts."""
        exact, word, _ = primary.carrier(self.carriers[self.exact_carriers[number]])
        return word if write_out(word) == exact else exact


class _Fields:
    """In which field a frequent word stands in which documents."""

    def __init__(self, mapped: Mapped, name: str) -> None:
        self._keys = mapped.view(f"{name}.field_keys")
        self._at = mapped.view(f"{name}.field_at")
        self._maps = mapped.view(f"{name}.field_maps")

    def found(self, number: int, field: TextField) -> BitMap:
        key = number * len(TEXT_FIELDS) + TEXT_FIELDS.index(field)
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return BitMap()
        return mapped_bitmap(self._maps, self._at[place])


def _by_category(criteria: dict[str, int]) -> dict[str, list[tuple[str, int]]]:
    values: dict[str, list[tuple[str, int]]] = {}
    for name, code in criteria.items():
        category, _, value = name.partition("\x1f")
        values.setdefault(category, []).append((value, code))
    return values


def kept(size: int, dropped: BitMap) -> Numbers:
    """The documents that are not dropped."""
    held = np.ones(size, bool)
    if dropped:
        held[numbers_of(dropped)] = False
    return np.flatnonzero(held)


def latest(found: BitMap, count: int) -> list[int]:
    """The last so many of a bitmap, from the end."""
    size = len(found)
    return list(reversed(found[max(0, size - count) :])) if count and size else []


def united(maps: Sequence[BitMap]) -> BitMap:
    """What is in any of them."""
    match len(maps):
        case 0:
            return BitMap()
        case 1:
            return maps[0]
        case _:
            return BitMap.union(*maps)
