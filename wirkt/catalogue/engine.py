"""The one engine of this process, and a search that never lags behind the database."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.conf import settings

from wirkt.catalogue import indexing
from wirkt.journal.models import Pending
from wirkt.search.document import Hit, Results
from wirkt.search.engine import Engine, Sort
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.query import And, Keys, Not, Query

MOST_PENDING = 1_000


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
    """Search what is public at `now`; what the index does not hold yet is asked directly.

    Raises `QueryError` where an engine refuses.
    """
    waiting = {row.change.subject for row in indexing.pending(MOST_PENDING)}
    if not waiting:
        return engine().search(query, sort=sort, limit=limit, offset=offset, facets=facets)
    fresh = MemoryEngine(settings.ZONE, engine().lexicon)
    fresh.apply(put=indexing.documents(waiting, now))
    settled = And((query, Not(Keys(frozenset(waiting)))))
    return _merged(fresh, query, engine(), settled, sort=sort, limit=limit, offset=offset, facets=facets)


def _merged(
    fresh: Engine,
    query: Query,
    index: Engine,
    settled: Query,
    *,
    sort: Sort,
    limit: int,
    offset: int,
    facets: Sequence[str],
) -> Results:
    """Both answers as one: totals and counts add up, hits stand in one order; by relevance what is new comes first."""
    few = fresh.search(query, sort=sort, limit=MOST_PENDING, facets=facets)
    if sort == "relevance":
        used = min(few.total, offset)
        head = list(few.hits[used : used + limit])
        many = index.search(settled, sort=sort, limit=limit - len(head), offset=offset - used, facets=facets)
        hits = [*head, *many.hits]
    else:
        many = index.search(settled, sort=sort, limit=offset + limit, facets=facets)
        hits = _by_moment([*few.hits, *many.hits], sort)[offset : offset + limit]
    counts = {
        category: dict(Counter(many.facets.get(category, {})) + Counter(few.facets.get(category, {})))
        for category in facets
    }
    return Results(few.total + many.total, hits, counts)


def _by_moment(hits: Sequence[Hit], sort: Sort) -> list[Hit]:
    moments = indexing.moments([hit.key for hit in hits])
    known = sorted((hit for hit in hits if hit.key in moments), key=lambda hit: hit.key)
    return sorted(known, key=lambda hit: moments[hit.key], reverse=sort == "newest")
