"""What every engine can do: the embedded one, the one in memory, later a cluster."""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol, TypeAlias

from wirkt.search.document import Document, Results
from wirkt.search.query import Query

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


class Engine(Protocol):
    """Finds exactly what `match.matches` accepts.

    Days in a query are days in the engine's time zone, given when it is made. Ties are broken by the newest `moment`,
    then by `key`.
    """

    def apply(self, put: Iterable[Document] = (), drop: Iterable[str] = ()) -> None:
        """Drop, then put; a put replaces the document of the same key. Safe to repeat. Durable on return."""

    def search(
        self,
        query: Query,
        *,
        sort: Sort = "newest",
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Results:
        """One page of hits, the exact total, and counts of the categories named.

        Raises `QueryError` (`too_many_terms`) rather than answer another question; `limit` may be 0.
        """

    def keys(self) -> set[str]:
        """Every key the engine holds, for comparison with the database."""
