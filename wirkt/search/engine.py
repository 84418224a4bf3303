"""What every engine can do: the embedded one, the one in memory, later a cluster."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from wirkt.search.analysis.lexicon import Lexicon
from wirkt.search.document import Document, Hit, Results
from wirkt.search.query import Phrase, Query, Term, Wildcard

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


class Engine(Protocol):
    """Finds exactly what `match.matches` accepts.

    Days in a query are days in the engine's time zone, given when it is made. Ties are broken by the newest `moment`,
    then by `key`.
    """

    @property
    def lexicon(self) -> Lexicon:
        """The words by which compounds are split here: what `match`, marks and reasons need to say the same."""

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

    def extent(self, query: Query) -> tuple[datetime, datetime] | None:
        """The moments, in UTC, of the oldest and the newest hit; None without hits. Raises `QueryError`."""

    def histogram(self, query: Query, edges: Sequence[datetime]) -> list[int]:
        """For each two neighbouring edges, ascending, the hits from the first on and before the second."""

    def found_as(self, query: Query, leaf: Term | Phrase | Wildcard, limit: int = 12) -> list[tuple[str, int]]:
        """The most frequent words that stand for a leaf, each with the number of hits of `query` that hold it.

        Nothing for a phrase of several words.
        """

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Other words within one edit, from eight letters on two, with the number of documents holding each."""

    def similar(self, document: Document, limit: int = 5) -> list[Hit]:
        """Documents like it by its most telling words, the most alike first, itself left out."""
