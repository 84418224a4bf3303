"""The embedded engine: tantivy in a folder, one process writes, any number read."""

import fcntl
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import tantivy

from wirkt.search.analysis.streams import GROUPS, stem
from wirkt.search.document import Document, Hit, Results
from wirkt.search.engine import Sort
from wirkt.search.engines import manifest
from wirkt.search.engines.compiling import Compiler
from wirkt.search.engines.manifest import FORMAT, Manifest, ManifestDamaged, Stamp
from wirkt.search.engines.schema import carrier_token, criterion_token, lay_out, make_schema, open_index
from wirkt.search.engines.vocabulary import Vocabulary
from wirkt.search.query import Query, Term

_HEAP = 128_000_000
_MOST_VALUES = 60_000
_ATTEMPTS = 20
_SLACK = 32
_CARRIERS = 12


class IndexLocked(Exception):
    """Another process writes to this index."""


class IndexOutdated(Exception):
    """The index was written by another version of wirkt; it has to be built anew."""


@dataclass(frozen=True)
class _View:
    """One generation, as long as a search needs it."""

    manifest: Manifest
    index: tantivy.Index
    searcher: tantivy.Searcher
    vocabulary: Vocabulary


class TantivyEngine:
    """An index in `folder`; a day is a day in `zone`.

    A reader opens beside the writer and finds nothing before the first document. Raises `IndexLocked` where a second
    one wants to write.
    """

    def __init__(self, folder: Path, zone: ZoneInfo, *, writable: bool) -> None:
        self.folder = folder
        self.zone = zone
        self._schema = make_schema()
        self._view: _View | None = None
        self._seen: Stamp | None = None
        self._refreshing = threading.Lock()
        self._writer: tantivy.IndexWriter | None = None
        self._held: IO[bytes] | None = _hold(folder) if writable else None

    def apply(self, put: Iterable[Document] = (), drop: Iterable[str] = ()) -> None:
        """Drop, then put, then commit once; see `engine.Engine`."""
        known = manifest.read(self.folder) or Manifest("1", 0)
        writer = self._writing(known)
        try:
            for key in drop:
                writer.delete_documents_by_term("key", key)
            for document in put:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(lay_out(document))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        manifest.write(self.folder, Manifest(known.folder, known.generation + 1))

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build an index of these documents beside the old one, then put it in its place; searches go on meanwhile."""
        self._needs_lock()
        known = self._known_or_none()
        beside = Manifest(str(known.generation + 1), known.generation + 1)
        shutil.rmtree(self.folder / beside.folder, ignore_errors=True)
        writer = open_index(self.folder / beside.folder, create=True).writer(_HEAP, 1)
        for document in documents:
            writer.delete_documents_by_term("key", document.key)
            writer.add_document(lay_out(document))
        writer.commit()
        writer.wait_merging_threads()
        self._writer = None
        manifest.write(self.folder, beside)
        for old in self.folder.iterdir():
            if old.is_dir() and old.name != beside.folder:
                shutil.rmtree(old, ignore_errors=True)

    def _known_or_none(self) -> Manifest:
        """What is there, as far as it can be read: a damaged manifest must not keep anybody from building anew."""
        try:
            return manifest.read(self.folder) or Manifest("0", 0)
        except ManifestDamaged:
            folders = [int(path.name) for path in self.folder.iterdir() if path.is_dir() and path.name.isdigit()]
            return Manifest("0", max(folders, default=0))

    def is_there(self) -> bool:
        """Whether a readable manifest names an index."""
        try:
            return manifest.read(self.folder) is not None
        except ManifestDamaged:
            return False

    def search(
        self,
        query: Query,
        *,
        sort: Sort = "newest",
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Results:
        """One page, the exact total and counts; see `engine.Engine`."""
        view = self._current()
        if view is None:
            return Results(0, [], {name: {} for name in facets})
        compiler = self._compiler(view)
        found = compiler.found(query)
        scored = compiler.scored(query) if limit and sort == "relevance" else None
        page = _Page(view.searcher, offset, offset + limit)
        total, hits = page.by_score(scored) if scored else page.by_moment(found, oldest=sort == "oldest")
        return Results(total, hits, _facets(view.searcher, found, facets) if facets else {})

    def keys(self) -> set[str]:
        """Every key in the index."""
        view = self._current()
        if view is None:
            return set()
        # Asked with a query, the terms of dropped documents are counted 0.
        counted = view.searcher.terms_with_prefix("key", "", tantivy.Query.all_query())
        return {key for key, count in counted if count}

    def found_as(self, query: Query, term: Term) -> list[tuple[str, int]]:
        """The twelve most frequent words that stand for a term, with the number of found documents holding each."""
        view = self._current()
        if view is None:
            return []
        found = self._compiler(view).found(query)
        counts: dict[str, int] = {}
        for group in GROUPS:
            prefix = carrier_token(stem(term.word, group), "", group)
            for token, count in view.searcher.terms_with_prefix("carrier", prefix, found):
                word = token[len(prefix) :]
                counts[word] = counts.get(word, 0) + count
        ranked = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
        return [(word, count) for word, count in ranked if count][:_CARRIERS]

    def close(self) -> None:
        """Let others write. What was applied stays."""
        self._writer = None
        if self._held:
            self._held.close()
            self._held = None

    def _compiler(self, view: _View) -> Compiler:
        return Compiler(self._schema, view.searcher, view.vocabulary, self.zone)

    def _needs_lock(self) -> None:
        if not self._held:
            raise IndexLocked(f"{self.folder} was opened for reading.")

    def _writing(self, known: Manifest) -> tantivy.IndexWriter:
        self._needs_lock()
        if known.format != FORMAT:
            raise IndexOutdated(f"{self.folder} has form {known.format}, not {FORMAT}.")
        if self._writer is None:
            self._writer = open_index(self.folder / known.folder, create=True).writer(_HEAP, 1)
        return self._writer

    def _current(self) -> _View | None:
        """The newest generation, opened or reloaded only when the manifest moved."""
        if manifest.stamp(self.folder) != self._seen:
            with self._refreshing:
                self._refresh()
        return self._view

    def _refresh(self) -> None:
        for attempt in range(_ATTEMPTS):
            stamp, named = manifest.stamp(self.folder), manifest.read(self.folder)
            try:
                view = self._open(named) if named else None
            except ValueError:
                # The folder was replaced between reading its name and opening it.
                if attempt == _ATTEMPTS - 1:
                    raise
                continue
            self._view, self._seen = view, stamp
            return

    def _open(self, named: Manifest) -> _View:
        if named.format != FORMAT:
            raise IndexOutdated(f"{self.folder} has form {named.format}, not {FORMAT}.")
        known = self._view
        same = known is not None and known.manifest.folder == named.folder
        index = known.index if known and same else open_index(self.folder / named.folder)
        index.reload()
        searcher = index.searcher()
        return _View(named, index, searcher, Vocabulary(searcher))


def _hold(folder: Path) -> IO[bytes]:
    """The lock of the one writer; it ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise IndexLocked(f"Another process writes to {folder}.") from None
    return file


def _facets(searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """All criteria are counted in one pass; exact, since no value is cut off."""
    asked = {"values": {"terms": {"field": "criteria", "size": _MOST_VALUES, "segment_size": _MOST_VALUES}}}
    counted = searcher.aggregate(query, asked)["values"]
    if counted["sum_other_doc_count"]:
        raise RuntimeError(f"more than {_MOST_VALUES} criteria: counts would not be exact")
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for bucket in counted["buckets"]:
        category, _, value = bucket["key"].partition(criterion_token("", ""))
        if category in counts:
            counts[category][value] = bucket["doc_count"]
    return counts


@dataclass(frozen=True, slots=True)
class _Page:
    """Hits `start` to `end`, and the total; hits that tie are ordered by us, so all of a tie are looked at."""

    searcher: tantivy.Searcher
    start: int
    end: int

    def by_moment(self, query: tantivy.Query, *, oldest: bool) -> tuple[int, list[Hit]]:
        order = tantivy.Order.Asc if oldest else tantivy.Order.Desc
        total, ranked = self._ranked(
            lambda limit: self.searcher.search(query, limit=limit, order_by_field="moment", order=order)
        )
        return total, [Hit(key) for _, key in self._cut(ranked, self._keys)]

    def by_score(self, query: tantivy.Query) -> tuple[int, list[Hit]]:
        total, ranked = self._ranked(lambda limit: self.searcher.search(query, limit=limit))
        return total, [Hit(key, score) for score, key in self._cut(ranked, self._newest)]

    def _ranked(self, fetch: Callable[[int], Any]) -> tuple[int, list[tuple[Any, Any]]]:
        """The total, and enough hits that the last tie of the page is complete."""
        # tantivy panics at a limit of 0, and makes room for as many hits as it is asked for.
        limit = min(self.end, self.searcher.num_docs) + _SLACK
        while True:
            result = fetch(limit)
            total, ranked = result.count, result.hits
            last = min(self.end, total)
            if self.start >= last:
                return total, []
            if len(ranked) < limit or ranked[-1][0] != ranked[last - 1][0]:
                return total, ranked
            limit *= 4

    def _cut(self, ranked: list[tuple[Any, Any]], ordered: Callable[[list[Any]], list[str]]) -> list[tuple[float, str]]:
        page: list[tuple[float, str]] = []
        at = 0
        for value, tied in groupby(ranked, key=lambda hit: hit[0]):
            addresses = [address for _, address in tied]
            if at < self.end and at + len(addresses) > self.start:
                keys = ordered(addresses) if len(addresses) > 1 else self._keys(addresses)
                page += [(value, key) for key in keys[max(0, self.start - at) : self.end - at]]
            at += len(addresses)
        return page

    def _keys(self, addresses: list[Any]) -> list[str]:
        return sorted(str(self.searcher.doc(address).get_first("key")) for address in addresses)

    def _newest(self, addresses: list[Any]) -> list[str]:
        moments = self.searcher.fast_field_values("moment", addresses)
        keys = [str(self.searcher.doc(address).get_first("key")) for address in addresses]
        pairs = zip(moments, keys, strict=True)
        return [key for _, key in sorted(pairs, key=lambda pair: (-(pair[0] or 0), pair[1]))]
