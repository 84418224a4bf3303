"""The documents of a segment as they were read: tokens in their places, before anything is derived from them.

A *carrier* is a word as it occurs: how it is written, which word is stemmed, and in which language. Its key is
`written 1F word 1F group`, the word left out where it is as written; keys sort by what is written. A *form* is
several tokens, or one with inner capitals, that stand for something besides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from wirkt.search.analysis.rows import Form, Group
from wirkt.search.files.dictionary import ranges
from wirkt.search.files.mapped import Mapped, Numbers, Writing, forget, scratch

GAP = 0xFFFFFFFF
"""In place of a carrier: here one value of a field ends."""

BLOCK = 4_000_000
"""Numbers that are worked on at once: keeps memory in bounds whatever the size of the index."""

T = TypeVar("T", str, bytes)

_SEP = "\x1f"


@dataclass
class Primary:
    """Documents by number. Shapes: n documents, v values, p places, c carriers, f form places, w forms.

    `keys` n; `moments` n, microseconds since 1970; `value_starts` v+1, places; `value_docs`, `value_fields` v;
    `forward` p, carriers; `form_numbers`, `form_places` f; `carriers` c keys, sorted; `capitals` c, how often with a
    capital; `forms` w keys; `criteria`: all values as `category 1F value`; `code_starts` n+1, `codes`: those of each.
    """

    keys: list[str]
    moments: Numbers
    value_starts: Numbers
    value_docs: Numbers
    value_fields: Numbers
    forward: Numbers
    form_numbers: Numbers
    form_places: Numbers
    carriers: list[bytes]
    capitals: Numbers
    forms: list[bytes]
    criteria: list[str]
    code_starts: Numbers
    codes: Numbers


def carrier_key(exact: str, word: str, group: Group) -> bytes:
    """A word as it occurs, as one key."""
    return f"{exact}{_SEP}{'' if word == exact else word}{_SEP}{group}".encode()


def carrier(key: bytes) -> tuple[str, str, Group]:
    """Written, word, group."""
    exact, word, group = key.decode().split(_SEP)
    return exact, word or exact, group  # type: ignore[return-value]


def part_key(part: str, group: str) -> bytes:
    """A part as it stands in the dictionary: the same stem of two languages is two parts."""
    return f"{group}:{part}".encode()


def form_key(form: Form, group: Group) -> bytes:
    """A form without its place, as one key."""
    return _SEP.join((group, form.kind, *form.words)).encode()


def form(key: bytes) -> tuple[Form, Group]:
    """The form at place 0, and its group."""
    group, kind, *words = key.decode().split(_SEP)
    return Form(0, len(words) - 1, kind, tuple(words)), group  # type: ignore[arg-type,return-value]


def write(writing: Writing, primary: Primary) -> None:
    """What is kept of the primary data as it is; keys, carriers and criteria lie in dictionaries and facts."""
    for name in ("moments", "value_starts", "value_docs", "value_fields", "forward", "form_numbers", "form_places",
                 "capitals", "code_starts", "codes"):  # fmt: skip
        writing.put(name, getattr(primary, name))


def combined(parts: Sequence[tuple[Primary, Numbers]], folder: Path) -> Primary:
    """One primary of several: of each the documents named by number, all in the order by moment.

    Where moments are equal the greater key comes first, so that read from the end keys ascend. Large arrays lie in
    `folder`, in files without a name.
    """
    carriers, carrier_maps = _united([primary.carriers for primary, _ in parts])
    forms, form_maps = _united([primary.forms for primary, _ in parts])
    criteria, code_maps = _united([primary.criteria for primary, _ in parts])
    capitals = np.zeros(len(carriers), np.uint32)
    for (primary, _), to in zip(parts, carrier_maps, strict=True):
        capitals[to] += primary.capitals
    order = _order([(primary.keys, primary.moments, kept) for primary, kept in parts])
    whole = _Whole(parts, order)
    united = Primary(
        keys=whole.keys(),
        moments=whole.gathered([primary.moments for primary, _ in parts]),
        value_starts=whole.value_starts,
        value_docs=whole.value_docs,
        value_fields=whole.value_fields(),
        forward=whole.forward(carrier_maps, folder),
        form_numbers=np.empty(0, np.uint32),
        form_places=np.empty(0, np.uint32),
        carriers=carriers,
        capitals=capitals,
        forms=forms,
        criteria=criteria,
        code_starts=np.empty(0, np.uint32),
        codes=np.empty(0, np.uint16),
    )
    united.form_numbers, united.form_places = whole.forms(form_maps)
    united.code_starts, united.codes = whole.codes(code_maps)
    return _used(united)


def _united(lists: Sequence[Sequence[T]]) -> tuple[list[T], list[Numbers]]:
    """All distinct ones in order, and for each list where its own stand now."""
    if len(lists) == 1:
        order = sorted(range(len(lists[0])), key=lists[0].__getitem__)
        place_of = np.empty(len(order), np.uint32)
        place_of[order] = np.arange(len(order), dtype=np.uint32)
        return [lists[0][number] for number in order], [place_of]
    united = sorted(set().union(*lists))
    place = {one: number for number, one in enumerate(united)}
    return united, [np.fromiter((place[one] for one in some), np.uint32, len(some)) for some in lists]


def _order(parts: Sequence[tuple[Sequence[str], Numbers, Numbers]]) -> Numbers:
    """The documents kept, numbered part by part, in their final order."""
    moments = np.concatenate([moments[kept] for _, moments, kept in parts])
    if np.all(moments[1:] > moments[:-1]):
        return np.arange(len(moments))
    names = [keys[number] for keys, _, kept in parts for number in kept.tolist()]
    falling = np.array(sorted(range(len(names)), key=names.__getitem__, reverse=True), dtype=np.int64)
    return falling[np.argsort(moments[falling], kind="stable")]


class _Whole:
    """Documents of several parts in one order, gathered array by array."""

    def __init__(self, parts: Sequence[tuple[Primary, Numbers]], order: Numbers) -> None:
        self.parts = parts
        counts = [len(kept) for _, kept in parts]
        self.part = np.repeat(np.arange(len(parts)), counts)[order]
        self.old = np.concatenate([kept for _, kept in parts])[order]
        self._in_part = [np.flatnonzero(self.part == number) for number in range(len(parts))]
        self._tables = [_Table(primary) for primary, _ in parts]
        self._value_counts = self.gathered([table.value_counts for table in self._tables])
        self._lengths = self.gathered([table.lengths for table in self._tables])
        self._first_places = starts_of(self._lengths)
        self.value_docs = np.repeat(np.arange(len(order), dtype=np.uint32), self._value_counts)
        lengths = [np.diff(primary.value_starts.astype(np.int64)) for primary, _ in parts]
        self.value_starts = starts_of(self._of_values(lengths)).astype(np.uint32)

    def keys(self) -> list[str]:
        lists = [primary.keys for primary, _ in self.parts]
        return [lists[part][old] for part, old in zip(self.part.tolist(), self.old.tolist(), strict=True)]

    def gathered(self, arrays: Sequence[Numbers]) -> Numbers:
        """One number a document."""
        found = np.empty(len(self.part), arrays[0].dtype if arrays else np.int64)
        for number, here in enumerate(self._in_part):
            found[here] = arrays[number][self.old[here]]
        return found

    def value_fields(self) -> Numbers:
        return self._of_values([primary.value_fields for primary, _ in self.parts])

    def forward(self, to_carrier: Sequence[Numbers], folder: Path) -> Numbers:
        found = scratch(np.uint32, int(self._first_places[-1]), folder)
        for number, here in enumerate(self._in_part):
            source, first = self.parts[number][0].forward, self._tables[number].first_places
            for some in blocks(self._lengths[here]):
                docs = here[some]
                taken = source[ranges(first[self.old[docs]], self._lengths[docs])]
                inside = taken != GAP
                taken[inside] = to_carrier[number][taken[inside]]
                found[ranges(self._first_places[docs], self._lengths[docs])] = taken
                forget(source)
                forget(found)
        return found

    def forms(self, to_form: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
        numbers, places = [np.empty(0, np.uint32)], [np.empty(0, np.int64)]
        for number, (primary, _) in enumerate(self.parts):
            here, first = self._in_part[number], self._tables[number].first_places
            new = np.full(len(primary.keys), -1, np.int64)
            new[self.old[here]] = here
            old_docs = np.searchsorted(first, primary.form_places, side="right") - 1
            docs = new[old_docs]
            kept = docs >= 0
            moved = self._first_places[docs[kept]] - first[old_docs[kept]]
            numbers.append(to_form[number][primary.form_numbers[kept]])
            places.append(primary.form_places[kept] + moved)
        where = np.concatenate(places)
        order = np.argsort(where, kind="stable")
        return np.concatenate(numbers)[order].astype(np.uint32), where[order].astype(np.uint32)

    def codes(self, to_code: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
        starts = [primary.code_starts.astype(np.int64) for primary, _ in self.parts]
        counts = self.gathered([np.diff(some) for some in starts])
        new_starts = starts_of(counts)
        found = np.empty(int(new_starts[-1]), np.uint16)
        for number, here in enumerate(self._in_part):
            if len(self.parts[number][0].codes):
                taken = self.parts[number][0].codes[ranges(starts[number][self.old[here]], counts[here])]
                found[ranges(new_starts[here], counts[here])] = to_code[number][taken]
        return new_starts.astype(np.uint32), found

    def _of_values(self, arrays: Sequence[Numbers]) -> Numbers:
        found = np.empty(int(self._value_counts.sum()), arrays[0].dtype if arrays else np.int64)
        to = starts_of(self._value_counts)
        for number, here in enumerate(self._in_part):
            taken = ranges(self._tables[number].first_values[self.old[here]], self._value_counts[here])
            found[ranges(to[here], self._value_counts[here])] = arrays[number][taken]
        return found


class _Table:
    """Where each document of a part begins."""

    def __init__(self, primary: Primary) -> None:
        self.first_values = np.searchsorted(primary.value_docs, np.arange(len(primary.keys) + 1)).astype(np.int64)
        self.value_counts = np.diff(self.first_values)
        self.first_places = primary.value_starts.astype(np.int64)[self.first_values]
        self.lengths = np.diff(self.first_places)


def starts_of(lengths: Numbers) -> Numbers:
    """Where each begins, and the end: one number more than lengths, int64."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def blocks(lengths: Numbers, most: int = BLOCK) -> Iterator[slice]:
    """Stretches that hold together at most so much, each at least one long."""
    ends = np.cumsum(lengths, dtype=np.int64)
    first = 0
    while first < len(ends):
        before = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield slice(first, last)
        first = last


def counted(numbers: Numbers, size: int) -> Numbers:
    """How often each number below `size` occurs; gaps are not counted."""
    counts = np.zeros(size, np.int64)
    for first in range(0, len(numbers), BLOCK):
        some = numbers[first : first + BLOCK]
        counts += np.bincount(some[some != GAP], minlength=size)
    return counts


def _used(whole: Primary) -> Primary:
    """Without carriers, forms and criteria that no document has any more."""
    counts = counted(whole.forward, len(whole.carriers))
    if not counts.all():
        to, whole.carriers = _kept(counts, whole.carriers)
        whole.capitals = whole.capitals[counts > 0]
        for first in range(0, len(whole.forward), BLOCK):
            some = whole.forward[first : first + BLOCK]
            inside = some != GAP
            some[inside] = to[some[inside]]
            forget(whole.forward)
    counts = counted(whole.form_numbers, len(whole.forms))
    if not counts.all():
        to, whole.forms = _kept(counts, whole.forms)
        whole.form_numbers = to[whole.form_numbers]
    counts = counted(whole.codes, len(whole.criteria))
    if not counts.all():
        to, whole.criteria = _kept(counts, whole.criteria)
        whole.codes = to[whole.codes].astype(np.uint16)
    return whole


def _kept(counts: Numbers, names: list[T]) -> tuple[Numbers, list[T]]:
    to = (np.cumsum(counts > 0) - 1).astype(np.uint32)
    return to, [name for name, count in zip(names, counts.tolist(), strict=True) if count]


def read(mapped: Mapped, keys: list[str], carriers: list[bytes], forms: list[bytes], criteria: list[str]) -> Primary:
    """The primary data of a written segment."""
    some = {
        name: mapped.array(name)
        for name in ("moments", "value_starts", "value_docs", "value_fields", "forward", "form_numbers",
                     "form_places", "capitals", "code_starts", "codes")
    }  # fmt: skip
    return Primary(keys=keys, carriers=carriers, forms=forms, criteria=criteria, **some)
