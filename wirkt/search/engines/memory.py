"""The engine that loops over `matches`: slow, and right by definition. For tests and small collections."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from wirkt.search.analysis.streams import Analysed, analyse, carried, stem
from wirkt.search.document import Document, Hit, Results
from wirkt.search.engine import Sort
from wirkt.search.match import matches
from wirkt.search.query import Phrase, Query, Term
from wirkt.search.tree import Worded, worded

_SATURATION = 1.2
_TITLE = 2


class MemoryEngine:
    """Documents in a dictionary; a day is a day in `zone`."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._held: dict[str, Analysed] = {}

    def apply(self, put: Iterable[Document] = (), drop: Iterable[str] = ()) -> None:
        """Drop, then put; see `engine.Engine`."""
        for key in drop:
            self._held.pop(key, None)
        for document in put:
            self._held[document.key] = analyse(document)

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Hold these documents and no others."""
        self._held = {document.key: analyse(document) for document in documents}

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
        found = [held for held in self._held.values() if matches(query, held, zone=self.zone)]
        scores = self._scores(query, found) if sort == "relevance" else {}
        found.sort(key=lambda held: held.document.key)
        found.sort(key=lambda held: held.document.moment, reverse=sort != "oldest")
        found.sort(key=lambda held: -scores.get(held.document.key, 0.0))
        page = found[offset : offset + limit]
        hits = [Hit(held.document.key, scores.get(held.document.key, 0.0)) for held in page]
        return Results(len(found), hits, {name: _count(found, name) for name in facets})

    def keys(self) -> set[str]:
        """Every key held."""
        return set(self._held)

    def found_as(self, query: Query, term: Term) -> list[tuple[str, int]]:
        """The twelve most frequent words that stand for a term, with the number of found documents holding each."""
        found = (held for held in self._held.values() if matches(query, held, zone=self.zone))
        counts = Counter(word for held in found for word in _carriers(term, held))
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:12]

    def _scores(self, query: Query, found: Sequence[Analysed]) -> dict[str, float]:
        sought = [leaf for leaf in worded(query) if isinstance(leaf, Term | Phrase)]
        scores = dict.fromkeys((held.document.key for held in found), 0.0)
        for leaf in sought:
            counts = {held.document.key: _frequency(leaf, held) for held in found}
            rarity = math.log(1 + len(self._held) / (1 + sum(count > 0 for count in counts.values())))
            for key, count in counts.items():
                scores[key] += rarity * count / (count + _SATURATION)
        return scores


def _carriers(term: Term, held: Analysed) -> set[str]:
    sought = stem(term.word, held.group)
    texts = (text for values in held.document.texts.values() for text in values)
    return {word for text in texts for part, word in carried(text, held.group) if part == sought}


def _frequency(leaf: Worded, document: Analysed) -> float:
    words = {leaf.word} if isinstance(leaf, Term) else set(leaf.words) if isinstance(leaf, Phrase) else set()
    sought = {stem(word, document.group) for word in words}
    titles = sum(value.stems.count(word) for value in document.of("title") for word in sought)
    return sum(value.stems.count(word) for value in document.of(None) for word in sought) + _TITLE * titles


def _count(found: Iterable[Analysed], category: str) -> Mapping[str, int]:
    return Counter(value for held in found for value in held.document.criteria.get(category, ()))
