"""Documents to primary data: each chunk of text is analysed once, then only counted on."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias

import numpy as np

from wirkt.search.analysis.rows import Form, Group, Row, across, group_of, row
from wirkt.search.document import Document
from wirkt.search.engines.moments import microseconds
from wirkt.search.engines.primary import GAP, Primary, carrier_key, form_key, starts_of
from wirkt.search.files.mapped import Numbers
from wirkt.search.query import TEXT_FIELDS, TextField

_MOST_CHUNKS = 200_000
_FLUSHED = 500_000
_FIELDS: tuple[tuple[int, TextField], ...] = tuple(enumerate(TEXT_FIELDS))


def gathered(documents: Iterable[Document], scratch: Path) -> tuple[Primary, Numbers]:
    """The primary data, in the order in which documents came, and the numbers of those to keep: of one key the last."""
    with scratch.open("w+b") as file:
        gathering = _Gathering(file)
        for document in documents:
            gathering.add(document)
        return gathering.finish()


class _Special(NamedTuple):
    """A chunk with forms, or that may have some together with its neighbours."""

    numbers: tuple[int, ...]
    row: Row


_Entry: TypeAlias = tuple[int, ...] | _Special


class _Gathering:
    """What has been read so far; places go to a scratch file as they come."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._carriers: dict[bytes, int] = {}
        self._forms: dict[bytes, int] = {}
        self._criteria: dict[str, int] = {}
        self._capitals = np.zeros(1 << 10, np.int64)
        # What a chunk gives: the number of each token's carrier, doubled, plus 1 with a capital.
        self._known: dict[Group, dict[str, _Entry]] = {"de": {}, "en": {}, "": {}}
        self._older: dict[Group, dict[str, _Entry]] = {"de": {}, "en": {}, "": {}}
        self._places: list[int] = []
        self._flushed = 0
        self._moments: list[int] = []
        self._keys: list[str] = []
        self._value_lengths: list[int] = []
        self._value_docs: list[int] = []
        self._value_fields: list[int] = []
        self._form_numbers: list[int] = []
        self._form_places: list[int] = []
        self._code_counts: list[int] = []
        self._codes: list[int] = []

    def add(self, document: Document) -> None:
        """One document more."""
        group, number = group_of(document.language), len(self._keys)
        self._keys.append(document.key)
        self._moments.append(microseconds(document.moment))
        for field, name in _FIELDS:
            for text in document.texts.get(name, ()):
                self._value_docs.append(number)
                self._value_fields.append(field)
                self._value_lengths.append(self._value(text, group))
        codes = [
            self._criteria.setdefault(f"{category}\x1f{value}", len(self._criteria))
            for category, values in document.criteria.items()
            for value in values
        ]
        self._codes += codes
        self._code_counts.append(len(codes))
        if len(self._places) > _FLUSHED:
            self._flush()

    def _value(self, text: str, group: Group) -> int:
        """Add the places of one value and the gap behind it; return how many."""
        places, known = self._places, self._known[group]
        before = len(places)
        special: list[tuple[int, Row]] = []
        opened = False
        for chunk in text.split():
            entry = known.get(chunk)
            if entry is None:
                entry = self._learn(chunk, group)
            if isinstance(entry, _Special):
                special.append((len(places), entry.row))
                opened = opened or entry.row.open
                entry = entry.numbers
            places += entry
        for at, found in special:
            self._add_forms(found.forms, at + self._flushed, group)
        if opened:
            rows = [row(chunk, group) for chunk in text.split()]
            self._add_forms(across(rows, group), before + self._flushed, group)
        places.append(GAP)
        return len(places) - before

    def _learn(self, chunk: str, group: Group) -> "_Entry":
        """What a chunk gives, remembered: those met lately in two turns, so that memory stays in bounds."""
        if len(self._known[group]) >= _MOST_CHUNKS:
            self._older[group], self._known[group] = self._known[group], {}
        entry = self._older[group].get(chunk)
        if entry is None:
            found = row(chunk, group)
            numbers = self._numbers(found, group)
            entry = _Special(numbers, found) if found.forms or found.open else numbers
        self._known[group][chunk] = entry
        return entry

    def _numbers(self, found: Row, group: Group) -> tuple[int, ...]:
        return tuple(
            self._carriers.setdefault(carrier_key(exact, word, group), len(self._carriers)) * 2 + capital
            for exact, word, capital in zip(found.exact, found.words, found.capitals, strict=True)
        )

    def _add_forms(self, forms: Iterable[Form], at: int, group: Group) -> None:
        for form in forms:
            number = self._forms.setdefault(form_key(form, group), len(self._forms))
            self._form_numbers.append(number)
            self._form_places.append(at + form.first)

    def _flush(self) -> None:
        raw = np.array(self._places, dtype=np.uint32)
        inside = raw != GAP
        capitals = raw[inside & ((raw & 1) == 1)] >> 1
        if len(self._carriers) > len(self._capitals):
            self._capitals = np.concatenate([self._capitals, np.zeros(len(self._carriers), np.int64)])
        self._capitals += np.bincount(capitals, minlength=len(self._capitals))
        np.where(inside, raw >> 1, raw).astype(np.uint32).tofile(self._file)
        self._flushed += len(self._places)
        self._places.clear()

    def finish(self) -> tuple[Primary, Numbers]:
        """All that was added."""
        self._flush()
        self._file.flush()
        self._known.clear()
        self._older.clear()
        size = self._flushed
        forward = np.memmap(self._file, np.uint32, "r", shape=(size,)) if size else np.empty(0, np.uint32)
        n = len(self._carriers)
        primary = Primary(
            keys=self._keys,
            moments=np.array(self._moments, np.int64),
            value_starts=starts_of(np.array(self._value_lengths, np.int64)).astype(np.uint32),
            value_docs=np.array(self._value_docs, np.uint32),
            value_fields=np.array(self._value_fields, np.uint8),
            forward=forward,
            form_numbers=np.array(self._form_numbers, np.uint32),
            form_places=np.array(self._form_places, np.uint32),
            carriers=list(self._carriers),
            capitals=self._capitals[:n].astype(np.uint32),
            forms=list(self._forms),
            criteria=list(self._criteria),
            code_starts=starts_of(np.array(self._code_counts, np.int64)).astype(np.uint32),
            codes=np.array(self._codes, np.uint16),
        )
        last = {key: number for number, key in enumerate(self._keys)}
        return primary, np.array(sorted(last.values()), np.int64)
