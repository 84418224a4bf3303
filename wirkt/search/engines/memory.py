"""The engine that loops over `matches`: slow, and right by definition. For tests and small collections."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from wirkt.search.analysis.fold import shown, write_out
from wirkt.search.analysis.lexicon import Lexicon, shipped
from wirkt.search.analysis.patterns import is_pattern, pattern
from wirkt.search.analysis.rows import rows
from wirkt.search.analysis.streams import Analysed, analyse, carried
from wirkt.search.document import Document, Hit, Results
from wirkt.search.engine import Sort
from wirkt.search.match import matches
from wirkt.search.query import Phrase, Query, Term, Wildcard
from wirkt.search.spelling import distance, most_edits
from wirkt.search.tree import Worded, worded

_SATURATION = 1.2
_TITLE = 2
_SHARED = 3
_SHORTEST = 4


class MemoryEngine:
    """Documents in a dictionary; a day is a day in `zone`."""

    def __init__(self, zone: ZoneInfo, lexicon: Lexicon | None = None) -> None:
        self.zone = zone
        self.lexicon = lexicon or shipped()
        self._held: dict[str, Analysed] = {}

    def apply(self, put: Iterable[Document] = (), drop: Iterable[str] = ()) -> None:
        """Drop, then put; see `engine.Engine`."""
        for key in drop:
            self._held.pop(key, None)
        for document in put:
            self._held[document.key] = analyse(document, self.lexicon)

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Hold these documents and no others."""
        self._held = {document.key: analyse(document, self.lexicon) for document in documents}

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
        found = list(self._found(query))
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

    def extent(self, query: Query) -> tuple[datetime, datetime] | None:
        """The moments of the oldest and the newest hit."""
        moments = [held.document.moment.astimezone(UTC) for held in self._found(query)]
        return (min(moments), max(moments)) if moments else None

    def histogram(self, query: Query, edges: Sequence[datetime]) -> list[int]:
        """Hits from each edge on and before the next."""
        moments = [held.document.moment for held in self._found(query)]
        return [sum(first <= moment < after for moment in moments) for first, after in pairwise(edges)]

    def found_as(self, query: Query, leaf: Term | Phrase | Wildcard, limit: int = 12) -> list[tuple[str, int]]:
        """The most frequent words that stand for a leaf, with the number of found documents holding each."""
        counts = Counter(word for held in self._found(query) for word in _carriers(leaf, held))
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Other words spelt almost like this one, with the number of documents holding each."""
        sought = write_out(word)
        most = most_edits(sought)
        counts = Counter(word for held in self._held.values() for word in _spelt(held))
        far = {shown: distance(sought, write_out(shown), most) for shown in counts}
        near = [(shown, count) for shown, count in counts.items() if 0 < far[shown] <= most]
        return sorted(near, key=lambda one: (far[one[0]], -one[1], one[0]))[:limit]

    def similar(self, document: Document, limit: int = 5) -> list[Hit]:
        """Documents that share at least three words of four letters and more, most shared first."""
        mine = _telling(analyse(document, self.lexicon))
        shared = {key: len(mine & _telling(held)) for key, held in self._held.items() if key != document.key}
        alike = [key for key, count in shared.items() if count >= _SHARED]
        alike.sort(key=lambda key: (-shared[key], -self._held[key].document.moment.timestamp(), key))
        return [Hit(key, float(shared[key])) for key in alike[:limit]]

    def _found(self, query: Query) -> Iterator[Analysed]:
        return (held for held in self._held.values() if matches(query, held, zone=self.zone))

    def _scores(self, query: Query, found: Sequence[Analysed]) -> dict[str, float]:
        sought = [leaf for leaf in worded(query) if isinstance(leaf, Term | Phrase)]
        scores = dict.fromkeys((held.document.key for held in found), 0.0)
        for leaf in sought:
            counts = {held.document.key: _frequency(leaf, held) for held in found}
            rarity = math.log(1 + len(self._held) / (1 + sum(count > 0 for count in counts.values())))
            for key, count in counts.items():
                scores[key] += rarity * count / (count + _SATURATION)
        return scores


def _carriers(leaf: Term | Phrase | Wildcard, held: Analysed) -> set[str]:
    if isinstance(leaf, Term):
        sought = held.lexicon.stem(leaf.word, held.group)
        parts = (one for text in _texts(held) for one in carried(text, held.group, held.lexicon))
        return {word for part, word in parts if part == sought}
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        return set()
    text = leaf.pattern if isinstance(leaf, Wildcard) else leaf.words[0]
    fits = pattern(text).matches if is_pattern(text) else text.__eq__
    return {shown(word, exact) for word, exact in _written(held) if fits(exact)}


def _texts(held: Analysed) -> list[str]:
    return [text for values in held.document.texts.values() for text in values]


def _written(held: Analysed) -> set[tuple[str, str]]:
    """The tokens of a document: each word, and how it is written."""
    found = (row for text in _texts(held) for row in rows(text, held.group))
    return {token for row in found for token in zip(row.words, row.exact, strict=True)}


def _spelt(held: Analysed) -> set[str]:
    """The words of a document, small, with their umlauts."""
    return {word if write_out(word) == exact else exact for word, exact in _written(held)}


def _telling(held: Analysed) -> set[str]:
    return {stem for value in held.of(None) for stem in value.stems if len(stem) >= _SHORTEST and not stem.isdigit()}


def _frequency(leaf: Worded, document: Analysed) -> float:
    words = {leaf.word} if isinstance(leaf, Term) else set(leaf.words) if isinstance(leaf, Phrase) else set()
    sought = {document.lexicon.stem(word, document.group) for word in words}
    titles = sum(value.stems.count(word) for value in document.of("title") for word in sought)
    return sum(value.stems.count(word) for value in document.of(None) for word in sought) + _TITLE * titles


def _count(found: Iterable[Analysed], category: str) -> Mapping[str, int]:
    return Counter(value for held in found for value in held.document.criteria.get(category, ()))
