"""The embedded engine: mapped segments in a folder, one process writes, any number read."""

import fcntl
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import numpy as np
from pyroaring import BitMap

from wirkt.search.analysis.lexicon import Lexicon, shipped
from wirkt.search.document import Document, Hit, Results
from wirkt.search.engine import Sort
from wirkt.search.engines import deriving, explaining, manifest, tiers
from wirkt.search.engines.evaluating import Evaluator
from wirkt.search.engines.gathering import gathered
from wirkt.search.engines.manifest import IndexOutdated, Manifest, ManifestDamaged, Named, Stamp
from wirkt.search.engines.moments import microseconds, moment
from wirkt.search.engines.primary import Primary, carrier, combined
from wirkt.search.engines.ranking import Ranking, Word, best
from wirkt.search.engines.segment import Segment, kept, latest
from wirkt.search.files.mapped import Damaged
from wirkt.search.query import EVERYTHING, Phrase, Query, Term, Wildcard

_ATTEMPTS = 20
_BESIDE = "merged-"


class IndexLocked(Exception):
    """Another process writes to this index."""


@dataclass(frozen=True)
class Layer:
    """A segment and the documents dropped from it since it was written."""

    named: Named
    segment: Segment
    dropped: BitMap

    def size(self) -> tiers.Size:
        return tiers.Size(self.segment.size, self.segment.size - len(self.dropped))

    def living(self) -> tuple[Primary, "np.typing.NDArray[np.int64]"]:
        """What is written again when segments are merged."""
        return self.segment.primary(), kept(self.segment.size, self.dropped)


@dataclass(frozen=True)
class View:
    """One generation, as long as a search needs it."""

    manifest: Manifest
    layers: tuple[Layer, ...]
    lexicon: Lexicon
    ranking: Ranking

    def found(self, query: Query, zone: ZoneInfo) -> list[tuple[Segment, BitMap]]:
        """What the query finds in each segment. Raises `QueryError`."""
        answers = []
        for layer in self.layers:
            found = Evaluator(layer.segment, self.lexicon, zone).found(query)
            answers.append((layer.segment, found - layer.dropped if layer.dropped else found))
        return answers


class EmbeddedEngine:
    """An index in `folder`; a day is a day in `zone`.

    A reader opens beside the writer and finds nothing before the first document. Raises `IndexLocked` where a second
    one wants to write.
    """

    def __init__(self, folder: Path, zone: ZoneInfo, *, writable: bool) -> None:
        self.folder = folder
        self.zone = zone
        self._view: View | None = None
        self._seen: Stamp | None = None
        self._refreshing = threading.Lock()
        self._changing = threading.RLock()
        self._merging: threading.Thread | None = None
        self._held: IO[bytes] | None = _hold(folder) if writable else None
        if writable:
            self._clear(self._known_or_none().files())

    @property
    def lexicon(self) -> Lexicon:
        """The words by which this index was split."""
        view = self._current()
        return view.lexicon if view else shipped()

    def apply(self, put: Iterable[Document] = (), drop: Iterable[str] = ()) -> None:
        """Drop, then put; see `engine.Engine`."""
        self._needs_lock()
        new = {document.key: document for document in put}
        with self._changing:
            before = self._current()
            number = before.manifest.number + 1 if before else 1
            lexicon = before.lexicon if before else shipped()
            layers = _without({*drop, *new}, before.layers if before else ())
            count = tiers.absorbed([layer.size() for layer in layers], len(new)) if new else 0
            rewritten = layers[len(layers) - count :]
            names = [self._named(layer, number) for layer in layers[: len(layers) - count]]
            if new:
                fresh = self._gathered(new.values(), number)
                whole = combined([*(layer.living() for layer in rewritten), fresh], self.folder)
                deriving.write(self.folder / f"segment-{number}", whole, lexicon)
                names.append(Named(f"segment-{number}"))
                self._scratch(number).unlink()
            lexicon_file = before.manifest.lexicon if before else self._saved(lexicon, number)
            self._name(names, lexicon_file, number, before.manifest.learnt if before else 0)
            self._merge_beside()

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build an index of these documents beside the old one, then put it in its place; searches go on meanwhile.

        The words of the documents are learnt: compounds are split by what this index holds.
        """
        self._needs_lock()
        self.settle()
        with self._changing:
            known = self._known_or_none()
            number = known.number + 1
            whole = combined([self._gathered(documents, number)], self.folder)
            lexicon_file = self._saved(_learnt(whole), number)
            names = []
            if whole.keys:
                deriving.write(self.folder / f"segment-{number}", whole, Lexicon.open(self.folder / lexicon_file))
                names = [Named(f"segment-{number}")]
            self._scratch(number).unlink()
            self._seen = None
            self._name(names, lexicon_file, number, len(whole.keys))

    def settle(self) -> None:
        """Wait until what is merged beside running puts is in its place."""
        if self._merging:
            self._merging.join()
            self._merging = None

    def is_there(self) -> bool:
        """Whether a readable manifest names an index."""
        try:
            return manifest.read(self.folder) is not None
        except (ManifestDamaged, IndexOutdated):
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
        found = view.found(query, self.zone)
        total = sum(len(documents) for _, documents in found)
        hits: list[Hit] = []
        if limit and offset < total:
            words = view.ranking.words(query) if sort == "relevance" else []
            if words:
                hits = _ranked(view.ranking, words, found, offset + limit)[offset:]
            else:
                hits = _by_moment(found, offset + limit, oldest=sort == "oldest")[offset:]
        return Results(total, hits, _counts(found, facets) if facets else {})

    def verify(self) -> None:
        """Read every file to its end. Raises `ManifestDamaged`, `IndexOutdated`, `Damaged`, `FileNotFoundError`."""
        view = self._current()
        for layer in view.layers if view else ():
            layer.segment.mapped.verify()

    def keys(self) -> set[str]:
        """Every key in the index."""
        view = self._current()
        held: set[str] = set()
        for layer in view.layers if view else ():
            names = layer.segment.keys()
            held.update(names[number] for number in kept(layer.segment.size, layer.dropped).tolist())
        return held

    def extent(self, query: Query) -> tuple[datetime, datetime] | None:
        """The moments of the oldest and the newest hit."""
        view = self._current()
        found = [(segment, hits) for segment, hits in view.found(query, self.zone) if hits] if view else []
        if not found:
            return None
        oldest = min(segment.moments[hits.min()] for segment, hits in found)
        newest = max(segment.moments[hits.max()] for segment, hits in found)
        return moment(oldest), moment(newest)

    def histogram(self, query: Query, edges: Sequence[datetime]) -> list[int]:
        """Hits from each edge on and before the next."""
        view = self._current()
        counts = [0] * max(0, len(edges) - 1)
        at = [microseconds(edge) for edge in edges]
        for segment, found in view.found(query, self.zone) if view else ():
            for place in range(len(counts)):
                low, high = segment.first_from(at[place]), segment.first_from(at[place + 1])
                counts[place] += found.range_cardinality(low, high) if low < high else 0
        return counts

    def found_as(self, query: Query, leaf: Term | Phrase | Wildcard, limit: int = 12) -> list[tuple[str, int]]:
        """The most frequent words that stand for a leaf, with the number of hits holding each."""
        view = self._current()
        if view is None:
            return []
        return explaining.found_as(view.found(query, self.zone), leaf, view.lexicon, limit)

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Other words of the index that are spelt almost like this one, with the number of documents holding each."""
        view = self._current()
        return explaining.words_like(view.found(EVERYTHING, self.zone), word, limit) if view else []

    def similar(self, document: Document, limit: int = 5) -> list[Hit]:
        """Documents that share its most telling words, the most alike first."""
        view = self._current()
        if view is None:
            return []
        query = explaining.alike(document, [layer.segment for layer in view.layers], view.lexicon)
        return list(self.search(query, sort="relevance", limit=limit).hits)

    def outgrown(self) -> tuple[int, int]:
        """How many documents there are, and how many there were when the words were learnt by which they are split."""
        view = self._current()
        return (sum(layer.size().living for layer in view.layers), view.manifest.learnt) if view else (0, 0)

    def close(self) -> None:
        """Let others write. What was applied stays."""
        self.settle()
        if self._held:
            self._held.close()
            self._held = None

    def _gathered(self, documents: Iterable[Document], number: int) -> tuple[Primary, "np.typing.NDArray[np.int64]"]:
        return gathered(documents, self._scratch(number))

    def _scratch(self, number: int) -> Path:
        return self.folder / f"scratch-{number}"

    def _saved(self, lexicon: Lexicon, number: int) -> str:
        name = f"lexicon-{number}"
        lexicon.save(self.folder / name)
        return name

    def _named(self, layer: Layer, number: int) -> Named:
        """The layer's names, its dropped documents written if they changed."""
        if not layer.dropped or layer.named.dropped:
            return layer.named
        name = f"dropped-{number}-{layer.named.file}"
        manifest.write_file(self.folder / name, layer.dropped.serialize())
        return Named(layer.named.file, name)

    def _name(self, names: Sequence[Named], lexicon: str, number: int, learnt: int) -> None:
        """Make this the current generation, then remove what belongs to none."""
        generation = self._known_or_none().generation + 1
        named = Manifest(tuple(names), lexicon, generation, number, learnt)
        manifest.write(self.folder, named)
        self._clear(named.files(), spared=_BESIDE)

    def _clear(self, files: set[str], spared: str = "\0") -> None:
        """Remove what belongs to no generation, such as what a killed writer left behind."""
        if not files:
            return
        for path in self.folder.iterdir():
            if path.name not in files | {manifest.NAME, "lock"} and not path.name.startswith(spared):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def _merge_beside(self) -> None:
        """Begin to merge large segments where that is due and not going on already."""
        view = self._current()
        if view is None or (self._merging and self._merging.is_alive()):
            return
        chosen = tiers.due([layer.size() for layer in view.layers])
        if chosen:
            layers = view.layers[chosen.start : chosen.stop]
            self._merging = threading.Thread(target=self._merge, args=(layers, view.lexicon), name="merging")
            self._merging.start()

    def _merge(self, layers: Sequence[Layer], lexicon: Lexicon) -> None:
        """Write several segments as one, then put it in their place, without what was dropped meanwhile."""
        name = f"{_BESIDE}{self._current_number()}"
        deriving.write(self.folder / name, combined([layer.living() for layer in layers], self.folder), lexicon)
        with self._changing:
            view = self._current()
            assert view is not None  # noqa: S101 -- there were layers
            merged = Segment(self.folder / name)
            number, replaced = view.manifest.number + 1, {layer.named.file for layer in layers}
            names = [layer.named for layer in view.layers]
            at = next((place for place, one in enumerate(names) if one.file in replaced), 0)
            names = [one for one in names if one.file not in replaced]
            whole = Layer(Named(name), merged, _dropped_since(layers, view.layers, merged))
            names.insert(at, self._named(whole, number))
            self._name(names, view.manifest.lexicon, number, view.manifest.learnt)

    def _current_number(self) -> int:
        view = self._current()
        return view.manifest.number if view else 0

    def _known_or_none(self) -> Manifest:
        """What is there, as far as it can be read: a damaged manifest must not keep anybody from building anew."""
        try:
            known = manifest.read(self.folder)
        except (ManifestDamaged, IndexOutdated):
            known = None
        if known:
            return known
        numbers = [int(part) for path in self.folder.iterdir() for part in path.name.split("-") if part.isdigit()]
        return Manifest((), "", 0, max(numbers, default=0))

    def _needs_lock(self) -> None:
        if not self._held:
            raise IndexLocked(f"{self.folder} was opened for reading.")

    def _current(self) -> View | None:
        """The newest generation, opened only when the manifest moved. Raises `ManifestDamaged`, `IndexOutdated`."""
        if manifest.stamp(self.folder) != self._seen:
            with self._refreshing:
                self._refresh()
        return self._view

    def _refresh(self) -> None:
        for attempt in range(_ATTEMPTS):
            stamp, named = manifest.stamp(self.folder), manifest.read(self.folder)
            try:
                view = self._open(named) if named else None
            except (FileNotFoundError, Damaged):
                # A file may have been replaced between reading its name and opening it.
                if attempt == _ATTEMPTS - 1 or manifest.stamp(self.folder) == stamp:
                    raise
                continue
            self._view, self._seen = view, stamp
            return

    def _open(self, named: Manifest) -> View:
        old = self._view
        known = {layer.named.file: layer.segment for layer in old.layers} if old else {}
        layers = tuple(
            Layer(one, known.get(one.file) or Segment(self.folder / one.file), self._dropped(one.dropped))
            for one in named.segments
        )
        same = old is not None and old.manifest.lexicon == named.lexicon
        lexicon = old.lexicon if old and same else Lexicon.open(self.folder / named.lexicon)
        if any(layer.segment.mapped.facts["lexicon"] != lexicon.version for layer in layers):
            raise IndexOutdated(f"{self.folder} was split by other rules than these.")
        return View(named, layers, lexicon, Ranking([layer.segment for layer in layers], lexicon))

    def _dropped(self, name: str) -> BitMap:
        return BitMap.deserialize((self.folder / name).read_bytes()) if name else BitMap()


def _without(keys: set[str], layers: Sequence[Layer]) -> list[Layer]:
    """The layers with these documents dropped; one that has none left is no longer among them."""
    left = []
    for layer in layers:
        numbers = BitMap(number for key in keys if (number := layer.segment.document(key)) >= 0) - layer.dropped
        if numbers:
            layer = Layer(Named(layer.named.file), layer.segment, layer.dropped | numbers)
        if layer.size().living:
            left.append(layer)
    return left


def _dropped_since(old: Sequence[Layer], new: Sequence[Layer], merged: Segment) -> BitMap:
    """What was dropped from the old layers while they were merged, as it is numbered there."""
    now = {layer.named.file: layer.dropped for layer in new}
    dropped = BitMap()
    for layer in old:
        since = now.get(layer.named.file, layer.segment.every()) - layer.dropped
        dropped.update(merged.document(layer.segment.key(number)) for number in since)
    return dropped


def _learnt(whole: Primary) -> Lexicon:
    """A lexicon that knows the German words of these documents."""
    counts = deriving.occurrences(whole)
    words = zip(whole.carriers, counts, whole.capitals.tolist(), strict=True)
    return shipped().learnt(
        (word, count, capitals)
        for key, count, capitals in words
        if count > 1
        for _, word, group in [carrier(key)]
        if group == "de"
    )


def _ranked(ranking: Ranking, words: list[Word], found: Sequence[tuple[Segment, BitMap]], count: int) -> list[Hit]:
    ranked = []
    for segment, documents in found:
        if documents:
            for number, score in best(*ranking.scores(words, documents, segment), count):
                ranked.append((-score, -segment.moments[number], segment, number))
    ranked.sort(key=lambda one: one[:2])
    # Keys decide only between equals, so they are read for the page alone.
    page = sorted((score, passed, segment.key(number)) for score, passed, segment, number in _whole_ties(ranked, count))
    return [Hit(key, -score) for score, _, key in page[:count]]


def _whole_ties(ranked: list, count: int) -> list:  # type: ignore[type-arg]
    """The first so many, and whoever is equal to the last."""
    end = min(count, len(ranked))
    while 0 < end < len(ranked) and ranked[end][:2] == ranked[end - 1][:2]:
        end += 1
    return ranked[:end]


def _by_moment(found: Sequence[tuple[Segment, BitMap]], count: int, *, oldest: bool) -> list[Hit]:
    if oldest:
        page = sorted(one for segment, documents in found for one in _oldest(segment, documents, count))
        return [Hit(key) for _, key in page[:count]]
    answers = [(segment, documents) for segment, documents in found if documents]
    if len(answers) == 1:
        segment, documents = answers[0]
        return [Hit(segment.key(number)) for number in latest(documents, count)]
    page = sorted(
        (-segment.moments[number], segment.key(number))
        for segment, documents in answers
        for number in latest(documents, count)
    )
    return [Hit(key) for _, key in page[:count]]


def _oldest(segment: Segment, documents: BitMap, count: int) -> Iterator[tuple[int, str]]:
    """The first so many with their moments, and whoever is equal to the last."""
    if not documents:
        return
    last = segment.moments[documents[min(count, len(documents)) - 1]]
    for number in documents[: documents.rank(segment.first_from(last + 1) - 1)]:
        yield segment.moments[number], segment.key(number)


def _counts(found: Sequence[tuple[Segment, BitMap]], facets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in facets}
    for segment, documents in found:
        for name, values in segment.counts(documents, facets).items():
            held = counts[name]
            for value, count in values.items():
                held[value] = held.get(value, 0) + count
    return counts


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
