"""From primary data to a segment: where each word stands, which documents hold it, what it stands for."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.engines import grams, primary
from wirkt.search.engines.lists import LONG, ListWriting, bitmap, distinct
from wirkt.search.engines.primary import BLOCK, GAP, Primary, blocks, counted, part_key, starts_of
from wirkt.search.files import dictionary
from wirkt.search.files.dictionary import ranges
from wirkt.search.files.mapped import Numbers, Spool, Writing, forget, narrow, scratch
from wirkt.search.query import TEXT_FIELDS

FREQUENT = 60
"""Words whose pairs are kept: phrases of the most frequent words."""

_TITLE, _TITLE_WEIGHT = 0, 3


def write(path: Path, held: Primary, lexicon: Lexicon) -> None:
    """Write the segment of these documents; under its name only when it is whole."""
    with Writing(path) as writing:
        primary.write(writing, held)
        _Deriving(writing, held, lexicon).write()
        writing.finish({"documents": len(held.keys), "criteria": held.criteria, "lexicon": lexicon.version})


def occurrences(held: Primary) -> list[int]:
    """How often each carrier stands anywhere."""
    counts: list[int] = counted(held.forward, len(held.carriers)).tolist()
    return counts


@dataclass
class _Entries:
    """The documents of each carrier, then of each form: counts, and document and weight one behind the other."""

    starts: Numbers
    docs: Numbers
    weights: Numbers

    def forget(self) -> None:
        """Let go of what was read of them."""
        forget(self.docs)
        forget(self.weights)


class _Deriving:
    def __init__(self, writing: Writing, held: Primary, lexicon: Lexicon) -> None:
        self.writing, self.held, self.lexicon = writing, held, lexicon
        self.value_docs = held.value_docs
        self.weights = np.where(held.value_fields == _TITLE, _TITLE_WEIGHT, 1).astype(np.uint16)

    def write(self) -> None:
        held, writing = self.held, self.writing
        self._write_documents()
        self._write_criteria()
        self._write_groups()
        self.starts, self.places = self._inverted()
        words, first = _written(held.carriers)
        writing.put("exact.carriers", first)
        self._write_exact(words, first)
        entries = self._entries()
        self._write_places()
        self._write_exact_lists(first, entries)
        self._write_parts(entries)
        dictionary.write(writing, "carriers", held.carriers)
        dictionary.write(writing, "forms", held.forms)
        self._write_pairs(first)

    def _write_documents(self) -> None:
        keys = [key.encode() for key in self.held.keys]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        dictionary.write(self.writing, "keys", [keys[number] for number in order])
        numbers = np.array(order, np.uint32)
        self.writing.put("key_docs", numbers)
        back = np.empty(len(numbers), np.uint32)
        back[numbers] = np.arange(len(numbers), dtype=np.uint32)
        self.writing.put("doc_keys", back)
        lengths = np.diff(self.held.value_starts.astype(np.int64)) - 1
        self.writing.put("lengths", np.bincount(self.value_docs, lengths, len(keys)).astype(np.uint32))

    def _write_criteria(self) -> None:
        counts: Numbers = np.diff(self.held.code_starts.astype(np.int64))
        docs = np.repeat(np.arange(len(self.held.keys), dtype=np.uint32), counts)
        order = np.argsort(self.held.codes, kind="stable")
        lists = ListWriting(self.writing, "criteria", ())
        lists.put(np.bincount(self.held.codes, minlength=len(self.held.criteria)), docs[order], ())
        lists.finish()

    def _write_groups(self) -> None:
        """The documents of each language with a stemmer, and the language of each carrier."""
        held = self.held
        marks = {b"de": 0, b"en": 1, b"": 2}
        groups = np.fromiter((marks[key.rpartition(b"\x1f")[2]] for key in held.carriers), np.uint8, len(held.carriers))
        self.writing.put("carrier_groups", groups)
        first = held.forward[held.value_starts[:-1].astype(np.int64)]
        worded = first != GAP
        keys = distinct(np.sort(groups[first[worded]].astype(np.uint64) << np.uint64(32) | self.value_docs[worded]))
        lists = ListWriting(self.writing, "groups", ())
        lists.put(np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=3), keys & np.uint64(0xFFFFFFFF), ())
        lists.finish()

    def _inverted(self) -> tuple[Numbers, Numbers]:
        """Where each carrier stands: starts and places, ascending for each."""
        forward = self.held.forward
        counts = counted(forward, len(self.held.carriers))
        starts = starts_of(counts)
        places = scratch(np.uint32, int(starts[-1]), self.writing.path.parent)
        written = starts[:-1].copy()
        for first in range(0, len(forward), BLOCK):
            some = forward[first : first + BLOCK]
            here = np.flatnonzero(some != GAP)
            packed = np.sort(some[here].astype(np.uint64) << np.uint64(32) | (here + first).astype(np.uint64))
            carriers = (packed >> np.uint64(32)).astype(np.int64)
            begins = np.flatnonzero(np.concatenate([[True], carriers[1:] != carriers[:-1]])) if len(carriers) else here
            found, lengths = carriers[begins], np.diff(np.append(begins, len(carriers)))
            places[ranges(written[found], lengths)] = (packed & np.uint64(0xFFFFFFFF)).astype(np.uint32)
            written[found] += lengths
            forget(forward)
            forget(places)
        return starts, places

    def _write_places(self) -> None:
        lists = ListWriting(self.writing, "places", ())
        counts = np.diff(self.starts)
        for some in blocks(counts):
            lists.put(counts[some], self.places[self.starts[some.start] : self.starts[some.stop]], ())
            forget(self.places)
        lists.finish()

    def _entries(self) -> _Entries:
        """The documents of all carriers and forms, block by block."""
        counts: list[Numbers] = []
        docs, weights = Spool(np.uint32, self.writing.path.parent), Spool(np.uint8, self.writing.path.parent)
        for some in blocks(np.diff(self.starts)):
            lengths = np.diff(self.starts[some.start : some.stop + 1])
            places = self.places[self.starts[some.start] : self.starts[some.stop]]
            one = self._documents(np.repeat(np.arange(len(lengths)), lengths), places, len(lengths))
            counts.append(one[0])
            docs.add(one[1])
            weights.add(one[2])
            forget(self.places)
        order = np.argsort(self.held.form_numbers, kind="stable")
        self.form_places = self.held.form_places[order]
        form_counts = np.bincount(self.held.form_numbers, minlength=len(self.held.forms))
        self.form_starts = starts_of(form_counts)
        lists = ListWriting(self.writing, "form_places", ())
        lists.put(form_counts, self.form_places, ())
        lists.finish()
        one = self._documents(np.repeat(np.arange(len(form_counts)), form_counts), self.form_places, len(form_counts))
        counts.append(one[0])
        docs.add(one[1])
        weights.add(one[2])
        return _Entries(starts_of(np.concatenate(counts)), docs.whole(), weights.whole())

    def _documents(self, owners: Numbers, places: Numbers, size: int) -> tuple[Numbers, Numbers, Numbers]:
        """Places, ascending for each owner, to how many documents each owner has, these, and their weights."""
        values = np.searchsorted(self.held.value_starts, places, side="right") - 1
        keys = owners.astype(np.uint64) << np.uint64(32) | self.value_docs[values].astype(np.uint64)
        counts, docs, weights = _summed(keys, self.weights[values], size)
        return counts, docs, np.minimum(weights, 255).astype(np.uint8)

    def _write_exact(self, words: list[bytes], first: Numbers) -> None:
        dictionary.write(self.writing, "exact", words)
        grams.write(self.writing, words)

    def _write_exact_lists(self, first: Numbers, entries: _Entries) -> None:
        lists = ListWriting(self.writing, "exact", ("weights",))
        fields = _FieldWriting(self.writing, "exact")
        starts = entries.starts[first]
        for some in blocks(np.diff(starts)):
            here = slice(int(starts[some.start]), int(starts[some.stop]))
            words = np.repeat(np.arange(some.stop - some.start), np.diff(starts[some.start : some.stop + 1]))
            keys = words.astype(np.uint64) << np.uint64(32) | entries.docs[here].astype(np.uint64)
            counts, docs, weights = _summed(*_in_order(keys, entries.weights[here]), some.stop - some.start)
            lists.put(counts, docs, (weights,))
            entries.forget()
            for word in np.flatnonzero(counts >= LONG).tolist():
                number = some.start + word
                fields.put(
                    number, *self._fielded(self.places[self.starts[first[number]] : self.starts[first[number + 1]]])
                )
        lists.finish()
        fields.finish()

    def _fielded(self, places: Numbers) -> tuple[Numbers, Numbers]:
        values = np.searchsorted(self.held.value_starts, places, side="right") - 1
        return self.held.value_fields[values], self.value_docs[values]

    def _write_parts(self, entries: _Entries) -> None:
        """What each carrier and form stands for: first those of which a part is the stem."""
        meant = self._meant()
        lists = ListWriting(self.writing, "parts", ("stems", "weights"))
        fields = _FieldWriting(self.writing, "parts")
        of_stems = [np.empty(0, np.int64)]
        spans = np.diff(entries.starts)[meant.owners]
        per_part = np.add.reduceat(spans, meant.starts[:-1]) if len(meant.starts) > 1 else spans
        for some in blocks(per_part):
            here = slice(int(meant.starts[some.start]), int(meant.starts[some.stop]))
            owners = meant.owners[here]
            lengths = spans[here]
            taken = ranges(entries.starts[owners], lengths)
            parts = np.repeat(np.arange(some.stop - some.start), np.diff(meant.starts[some.start : some.stop + 1]))
            # Part, document, whether as a stem, and weight in one number each: sorted at once.
            packed = np.repeat(
                parts.astype(np.uint64) << np.uint64(41) | meant.stems[here].astype(np.uint64) << np.uint64(8), lengths
            )
            packed |= entries.docs[taken].astype(np.uint64) << np.uint64(9) | entries.weights[taken].astype(np.uint64)
            packed.sort()
            weights = (packed & np.uint64(0xFF)).astype(np.uint32)
            weights |= weights * (packed >> np.uint64(8) & np.uint64(1)).astype(np.uint32) << np.uint32(16)
            counts, docs, sums = _summed(packed >> np.uint64(9), weights, some.stop - some.start)
            lists.put(counts, docs, (sums >> 16, sums & 0xFFFF))
            entries.forget()
            stemmed = np.repeat(np.arange(len(counts)), counts)[sums >> 16 > 0]
            of_stems.append(np.bincount(stemmed, minlength=len(counts)))
            for part in np.flatnonzero(counts >= LONG).tolist():
                fields.put(some.start + part, *self._fielded(self._places_of(meant.of(some.start + part))))
        lists.finish()
        fields.finish()
        self.writing.put("parts.stemmed", np.concatenate(of_stems).astype(np.uint32))

    def _places_of(self, owners: Numbers) -> Numbers:
        n = len(self.held.carriers)
        words, forms = owners[owners < n], owners[owners >= n] - n
        at = ranges(self.starts[words], self.starts[words + 1] - self.starts[words])
        form_at = ranges(self.form_starts[forms], self.form_starts[forms + 1] - self.form_starts[forms])
        return np.concatenate([self.places[at], self.form_places[form_at]])

    def _meant(self) -> "_Meant":
        known: dict[bytes, int] = {}
        parts, owners, stems = array("I"), array("I"), bytearray()
        for owner, is_stem, part in self._stand_for():
            parts.append(known.setdefault(part, len(known)))
            owners.append(owner)
            stems.append(is_stem)
        names = sorted(known)
        place = np.empty(len(names), np.int64)
        place[[known[name] for name in names]] = np.arange(len(names))
        numbers = place[np.frombuffer(parts, np.uint32)]
        held_stems, held_owners = np.frombuffer(stems, bool), np.frombuffer(owners, np.uint32)
        order = np.lexsort((~held_stems, numbers))
        starts = starts_of(np.bincount(numbers, minlength=len(names)))
        dictionary.write(self.writing, "parts", names)
        self.writing.put("part_carriers", held_owners[order])
        self.writing.put("part_starts", narrow(starts))
        self.writing.put("part_stems", np.bincount(numbers, held_stems, len(names)).astype(np.uint32))
        return _Meant(starts, held_owners[order], held_stems[order])

    def _stand_for(self) -> Iterator[tuple[int, bool, bytes]]:
        """Which carrier or form stands for which part, and whether that is its stem."""
        lexicon, n = self.lexicon, len(self.held.carriers)
        for number, key in enumerate(self.held.carriers):
            _, word, group = primary.carrier(key)
            stem = lexicon.stem(word, group)
            yield number, True, part_key(stem, group)
            for part in lexicon.parts(word, group):
                if part != stem:
                    yield number, False, part_key(part, group)
        for number, key in enumerate(self.held.forms):
            form, group = primary.form(key)
            for part in dict.fromkeys(lexicon.stands_for(form, group)):
                yield n + number, False, part_key(part, group)

    def _write_pairs(self, first: Numbers) -> None:
        """The documents of each pair of frequent words next to each other."""
        totals = np.diff(self.starts[first])
        frequent = np.sort(np.argsort(-totals, kind="stable")[:FREQUENT])
        rank = np.full(len(self.held.carriers) + 1, FREQUENT, np.int64)
        for place, word in enumerate(frequent.tolist()):
            rank[first[word] : first[word + 1]] = place
        forward, found = self.held.forward, [np.empty(0, np.int64)]
        for begin in range(0, len(forward) - 1, BLOCK):
            some = np.minimum(forward[begin : begin + BLOCK + 1], len(rank) - 1)
            ranks = rank[some]
            here = np.flatnonzero((ranks[:-1] < FREQUENT) & (ranks[1:] < FREQUENT))
            values = np.searchsorted(self.held.value_starts, here + begin, side="right") - 1
            pairs = ranks[here] * FREQUENT + ranks[here + 1]
            found.append(distinct(np.sort(pairs << 32 | self.value_docs[values].astype(np.int64))))
        keys = distinct(np.sort(np.concatenate(found)))
        lists = ListWriting(self.writing, "pairs", ())
        lists.put(np.bincount(keys >> 32, minlength=FREQUENT * FREQUENT), (keys & 0xFFFFFFFF).astype(np.uint32), ())
        lists.finish()
        self.writing.put("frequent", frequent.astype(np.uint32))


@dataclass
class _Meant:
    """For each part the carriers and forms that stand for it."""

    starts: Numbers
    owners: Numbers
    stems: Numbers

    def of(self, part: int) -> Numbers:
        return self.owners[self.starts[part] : self.starts[part + 1]].astype(np.int64)


class _FieldWriting:
    """In which field a frequent word stands in which documents; keys are number * fields + field."""

    def __init__(self, writing: Writing, name: str) -> None:
        self._writing, self._name = writing, name
        self._keys: list[int] = []
        self._at: list[int] = []
        self._maps = bytearray()

    def put(self, number: int, fields: Numbers, docs: Numbers) -> None:
        for field in range(len(TEXT_FIELDS)):
            here = docs[fields == field]
            if len(here):
                self._keys.append(number * len(TEXT_FIELDS) + field)
                self._at.append(len(self._maps))
                self._maps += bitmap(here).serialize()

    def finish(self) -> None:
        self._writing.put(f"{self._name}.field_keys", np.array(self._keys, np.uint64))
        self._writing.put(f"{self._name}.field_at", np.array(self._at, np.uint64))
        self._writing.put_bytes(f"{self._name}.field_maps", self._maps)


def _written(carriers: Sequence[bytes]) -> tuple[list[bytes], Numbers]:
    """The distinct written words in order, and where the carriers of each begin; one number more than words."""
    words: list[bytes] = []
    first: list[int] = []
    for number, key in enumerate(carriers):
        word = key.partition(b"\x1f")[0]
        if not words or words[-1] != word:
            words.append(word)
            first.append(number)
    return words, np.array([*first, len(carriers)], np.int64)


def _in_order(keys: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    if np.all(keys[1:] >= keys[:-1]):
        return keys, weights
    order = np.argsort(keys, kind="stable")
    return keys[order], weights[order]


def _summed(keys: Numbers, weights: Numbers, size: int) -> tuple[Numbers, Numbers, Numbers]:
    """Sorted keys (owner, document) made distinct: how many each owner has, documents, sums of weights."""
    if not len(keys):
        return np.zeros(size, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint32)
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    distinct = keys[begins]
    counts = np.bincount((distinct >> np.uint64(32)).astype(np.int64), minlength=size)
    sums = np.add.reduceat(weights.astype(np.uint32), begins)
    return counts, (distinct & np.uint64(0xFFFFFFFF)).astype(np.uint32), sums
