"""The one engine of this process, and a search that never lags behind the database."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.conf import settings

from wirkt.catalogue import indexing
from wirkt.journal.models import Pending
from wirkt.search.document import Results
from wirkt.search.engine import Engine, Sort
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.engines.tantivy import TantivyEngine
from wirkt.search.query import And, Keys, Not, Query

MOST_PENDING = 1_000


@cache
def engine() -> TantivyEngine:
    """For reading; opened once per process."""
    return TantivyEngine(settings.INDEX, settings.ZONE, writable=False)


def writing_engine() -> TantivyEngine:
    """For the one process that holds the worker's lock. Raises `IndexLocked` for a second one."""
    return TantivyEngine(settings.INDEX, settings.ZONE, writable=True)


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
    fresh = MemoryEngine(settings.ZONE)
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
    """What is new stands first, and last where the oldest comes first; totals and counts add up."""
    few = fresh.search(query, sort=sort, limit=MOST_PENDING, facets=facets)
    if sort == "oldest":
        total = index.search(settled, limit=0).total
        many = index.search(settled, sort=sort, limit=limit, offset=offset, facets=facets)
        hits = [*many.hits, *few.hits[max(0, offset - total) :]][:limit]
    else:
        used = min(few.total, offset)
        head = few.hits[used : used + limit]
        many = index.search(settled, sort=sort, limit=limit - len(head), offset=offset - used, facets=facets)
        hits = [*head, *many.hits]
    counts = {
        category: dict(Counter(many.facets.get(category, {})) + Counter(few.facets.get(category, {})))
        for category in facets
    }
    return Results(few.total + many.total, hits, counts)
