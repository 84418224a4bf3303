"""The one engine of this process, and a search that never lags behind the database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings

from wirkt.catalogue import indexing
from wirkt.journal.models import Pending
from wirkt.search.document import Document, Hit, Results
from wirkt.search.engine import Engine, Sort
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.query import And, Keys, Not, Phrase, Query, Term, Wildcard

MOST_PENDING = 1_000
MOST_FORMS = 1_000  # words of one term that are added up while changes wait


@cache
def engine() -> EmbeddedEngine:
    """For reading; opened once per process."""
    return EmbeddedEngine(settings.INDEX, settings.ZONE, writable=False)


def writing_engine() -> EmbeddedEngine:
    """For the one process that holds the worker's lock. Raises `IndexLocked` for a second one."""
    return EmbeddedEngine(settings.INDEX, settings.ZONE, writable=True)


def is_behind() -> bool:
    """More changes are waiting than a search can take into account."""
    return Pending.objects.filter(follower=indexing.FOLLOWER)[MOST_PENDING:].exists()


def find(
    query: Query,
    now: datetime,
    *,
    sort: Sort = "newest",
    limit: int = 20,
    offset: int = 0,
    facets: Sequence[str] = (),
) -> Results:
    """Search what is public at `now`. Raises `QueryError` where an engine refuses."""
    return collection(now).search(query, sort=sort, limit=limit, offset=offset, facets=facets)


def collection(now: datetime) -> "Collection":
    """All that is public at `now`; what the index does not hold yet is asked directly."""
    waiting = indexing.waiting(MOST_PENDING, now)
    if not waiting:
        return Collection(engine())
    fresh = MemoryEngine(settings.ZONE, engine().lexicon)
    fresh.apply(put=indexing.documents(waiting, now))
    return Collection(engine(), fresh, waiting)


@dataclass(frozen=True, slots=True)
class Collection:
    """The index, and beside it the documents (`fresh`) of those keys (`waiting`) that it holds in no or an old form.

    Each question is put to both; the answers add up, since the index is asked without these keys.
    """

    index: Engine
    fresh: MemoryEngine | None = None
    waiting: frozenset[str] = frozenset()

    def search(
        self,
        query: Query,
        *,
        sort: Sort = "newest",
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Results:
        """One page, the exact total and counts; by relevance what is new comes first."""
        if self.fresh is None:
            return self.index.search(query, sort=sort, limit=limit, offset=offset, facets=facets)
        few = self.fresh.search(query, sort=sort, limit=MOST_PENDING, facets=facets)
        window = (limit, offset)
        many, hits = (self._best if sort == "relevance" else self._in_order)(query, few, sort, window, facets)
        counts = {name: _added(few.facets.get(name, {}), many.facets.get(name, {})) for name in facets}
        return Results(few.total + many.total, hits, counts)

    def extent(self, query: Query) -> tuple[datetime, datetime] | None:
        """The moments of the oldest and the newest hit."""
        found = [extent for engine, asked in self._both(query) if (extent := engine.extent(asked))]
        return (min(first for first, _ in found), max(last for _, last in found)) if found else None

    def histogram(self, query: Query, edges: Sequence[datetime]) -> list[int]:
        """Hits from each edge on and before the next."""
        counted = [engine.histogram(asked, edges) for engine, asked in self._both(query)]
        return [sum(counts) for counts in zip(*counted, strict=True)]

    def found_as(self, query: Query, leaf: Term | Phrase | Wildcard, limit: int = 12) -> list[tuple[str, int]]:
        """The most frequent words that stand for a leaf, with the number of hits that hold each."""
        if self.fresh is None:
            return self.index.found_as(query, leaf, limit)
        counted = (engine.found_as(asked, leaf, MOST_FORMS) for engine, asked in self._both(query))
        return _most(counted, limit)

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Other words spelt almost like this one; what was withdrawn a moment ago may still be counted."""
        if self.fresh is None:
            return self.index.words_like(word, limit)
        return _most((engine.words_like(word, limit) for engine in (self.index, self.fresh)), limit)

    def similar(self, document: Document, limit: int = 5) -> list[Hit]:
        """Documents like it, the most alike first; what is new is not compared yet."""
        hits = self.index.similar(document, limit + min(len(self.waiting), MOST_FORMS))
        return [hit for hit in hits if hit.key not in self.waiting][:limit]

    def _both(self, query: Query) -> list[tuple[Engine, Query]]:
        if self.fresh is None:
            return [(self.index, query)]
        return [(self.fresh, query), (self.index, self._settled(query))]

    def _settled(self, query: Query) -> Query:
        return And((query, Not(Keys(self.waiting))))

    def _best(
        self, query: Query, few: Results, sort: Sort, window: tuple[int, int], facets: Sequence[str]
    ) -> tuple[Results, list[Hit]]:
        limit, offset = window
        used = min(few.total, offset)
        head = list(few.hits[used : used + limit])
        many = self.index.search(
            self._settled(query), sort=sort, limit=limit - len(head), offset=offset - used, facets=facets
        )
        return many, [*head, *many.hits]

    def _in_order(
        self, query: Query, few: Results, sort: Sort, window: tuple[int, int], facets: Sequence[str]
    ) -> tuple[Results, list[Hit]]:
        limit, offset = window
        # Of the hits in the index, those before this place stand before the page wherever the new ones fall.
        passed = max(0, offset - few.total)
        many = self.index.search(
            self._settled(query), sort=sort, limit=limit + offset - passed, offset=passed, facets=facets
        )
        hits = _by_moment([*few.hits, *many.hits], sort)
        return many, hits[offset - passed : offset - passed + limit]


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))


def _most(counted: Iterable[list[tuple[str, int]]], limit: int) -> list[tuple[str, int]]:
    total: Counter[str] = Counter()
    for words in counted:
        total.update(dict(words))
    return sorted(total.items(), key=lambda one: (-one[1], one[0]))[:limit]


def _by_moment(hits: Sequence[Hit], sort: Sort) -> list[Hit]:
    moments = indexing.moments([hit.key for hit in hits])
    known = sorted((hit for hit in hits if hit.key in moments), key=lambda hit: hit.key)
    return sorted(known, key=lambda hit: moments[hit.key], reverse=sort == "newest")
