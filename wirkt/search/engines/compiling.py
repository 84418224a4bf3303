"""Query to tantivy's query objects: exactly the set that `match` accepts, or a refusal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, product
from math import prod
from typing import Any, assert_never
from zoneinfo import ZoneInfo

import tantivy

from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.analysis.streams import GROUPS, Group, joined, stem
from wirkt.search.engines.schema import (
    GAP,
    GAPS,
    criterion_token,
    exact_field,
    extra_token,
    microseconds,
    stem_field,
    stem_token,
)
from wirkt.search.engines.vocabulary import Vocabulary
from wirkt.search.errors import MOST_COMBINATIONS, QueryError
from wirkt.search.phrases import clusters
from wirkt.search.query import (
    TEXT_FIELDS,
    And,
    Criterion,
    Keys,
    Not,
    Or,
    Phrase,
    Query,
    Since,
    Term,
    TextField,
    Wildcard,
)
from wirkt.search.tree import Leaf, worded

_Q = tantivy.Query
_MUST, _NOT, _SHOULD = tantivy.Occur.Must, tantivy.Occur.MustNot, tantivy.Occur.Should
_TITLE = 0.5

MOST_CONFIRMED = 20_000
"""Documents whose tokens are read to confirm one phrase: about a second."""


class Compiler:
    """Builds query objects for one generation of an index."""

    def __init__(
        self, schema: tantivy.Schema, searcher: tantivy.Searcher, vocabulary: Vocabulary, zone: ZoneInfo
    ) -> None:
        self.schema = schema
        self.searcher = searcher
        self.vocabulary = vocabulary
        self.zone = zone

    def found(self, query: Query) -> tantivy.Query:
        """All documents the query finds. Raises `QueryError` (`too_many_terms`)."""
        match query:
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return any_of([self.found(part) for part in parts])
            case Not(part):
                return all_but(self.found(part))
            case _:
                return self._carrying(query)

    def _carrying(self, leaf: Leaf) -> tantivy.Query:
        match leaf:
            case Term(word, field):
                return any_of([self._part(stem(word, group), group, field) for group in GROUPS])
            case Phrase():
                return self._phrase(leaf)
            case Wildcard(text, field):
                return self._pattern(text, field)
            case Criterion(category, values):
                return self._set("criteria", [criterion_token(category, value) for value in values])
            case Since(first, last):
                return self._since(first, last)
            case Keys(keys):
                return self._set("key", keys)
        assert_never(leaf)

    def scored(self, query: Query) -> tantivy.Query | None:
        """The same set, each document with its score; None where nothing ranks."""
        words = [self._score(leaf) for leaf in worded(query) if isinstance(leaf, Term | Phrase)]
        if not words:
            return None
        unscored = _Q.const_score_query(self.found(query), 0.0)
        return _Q.boolean_query([(_MUST, unscored), *((_SHOULD, word) for word in words)])

    def _score(self, leaf: Term | Phrase) -> tantivy.Query:
        if isinstance(leaf, Phrase):
            return self.found(leaf)
        title = any_of([self._term(stem_field("title"), stem_token(stem(leaf.word, g), g)) for g in GROUPS])
        return _Q.boolean_query([(_SHOULD, self.found(leaf)), (_SHOULD, _Q.boost_query(title, _TITLE))])

    def _all_of(self, parts: Sequence[Query]) -> tantivy.Query:
        clauses = [
            (_NOT, self.found(part.part)) if isinstance(part, Not) else (_MUST, self.found(part)) for part in parts
        ]
        if all(occur == _NOT for occur, _ in clauses):
            clauses.append((_MUST, _Q.all_query()))
        return _Q.boolean_query(clauses)

    def _part(self, part: str, group: Group, field: TextField | None) -> tantivy.Query:
        token = stem_token(part, group)
        if field is None:
            return self._term("parts", token, "freq")
        name = stem_field(field)
        return any_of([self._term(name, token), self._term(name, extra_token(part, group))])

    def _phrase(self, phrase: Phrase) -> tantivy.Query:
        fields = TEXT_FIELDS if phrase.field is None else (phrase.field,)
        if phrase.stems:
            return any_of([self._stem_phrase(phrase, group, field) for group in GROUPS for field in fields])
        if len(phrase.words) == 1:
            return self._words(self._meant(phrase.words[0]), phrase.field)
        if phrase.near is not None:
            return any_of([self._near(phrase, phrase.near, field) for field in fields])
        meant = [self._meant(word) for word in phrase.words]
        if prod(map(len, meant)) > MOST_COMBINATIONS:
            raise _too_many(phrase)
        rows = list(product(*meant))
        return any_of([self._row(exact_field(field), row) for row in rows for field in fields])

    def _stem_phrase(self, phrase: Phrase, group: Group, field: TextField) -> tantivy.Query:
        stems = [stem_token(stem(word, group), group) for word in phrase.words]
        one = self._part(joined(phrase.words, group), group, field)
        return any_of([self._row(stem_field(field), stems), one])

    def _near(self, phrase: Phrase, near: int, field: TextField) -> tantivy.Query:
        """Two words are a matter of distance; what pairs alone do not decide is confirmed on the stored tokens."""
        meant = [self._meant(word) for word in phrase.words]
        if len(meant) == 2 and prod(map(len, meant)) <= MOST_COMBINATIONS:
            pairs = (replace(phrase, words=pair) for pair in product(*meant))
            return any_of([self._pair(pair, near, field) for pair in pairs])
        close = [
            self._close(one, other, len(meant) + near - 2, field)
            for one, other in combinations(dict.fromkeys(phrase.words), 2)
            if not is_pattern(one) and not is_pattern(other)
        ]
        every = [self._words(words, field) for words in meant]
        return self._confirmed(all_of([*close, *every]), phrase, field)

    def _pair(self, pair: Phrase, near: int, field: TextField) -> tantivy.Query:
        one, other = pair.words
        if one == other:
            # With slop a single word would be taken for both.
            return self._confirmed(self._words([one], field), pair, field)
        close = self._close(one, other, near, field)
        if near < GAPS:
            return close
        several = self._term(exact_field(field), GAP)
        single = _Q.boolean_query([(_MUST, close), (_NOT, several)])
        return any_of([single, self._confirmed(all_of([close, several]), pair, field)])

    def _close(self, one: str, other: str, slop: int, field: TextField) -> tantivy.Query:
        name = exact_field(field)
        return any_of([self._row(name, (one, other), slop), self._row(name, (other, one), slop)])

    def _confirmed(self, candidates: tantivy.Query, phrase: Phrase, field: TextField) -> tantivy.Query:
        """The candidates whose stored tokens have the words near each other. Raises `QueryError` for too many."""
        found: Any = self.searcher.search(candidates, limit=MOST_CONFIRMED, order_by_field="moment")
        if found.count > MOST_CONFIRMED:
            raise _too_many(phrase)
        name, near, keys = exact_field(field), phrase.near or 0, []
        for _, address in found.hits:
            held = self.searcher.doc(address)
            if any(any(clusters(phrase.words, value, near)) for value in _values(held.get_first(name) or "")):
                keys.append(str(held.get_first("key")))
        return self._set("key", keys)

    def _meant(self, word: str) -> list[str]:
        return self.vocabulary.matching(word) if is_pattern(word) else [word]

    def _words(self, words: Sequence[str], field: TextField | None) -> tantivy.Query:
        return self._set(_exact_name(field), words)

    def _pattern(self, text: str, field: TextField | None) -> tantivy.Query:
        beginning = text[:-1]
        if text.endswith("*") and beginning and not is_pattern(beginning):
            # A token holds letters, marks and numbers only: nothing in it means anything to the automaton.
            return _Q.regex_query(self.schema, _exact_name(field), f"{beginning}.*")
        return self._words(self.vocabulary.matching(text), field)

    def _row(self, name: str, words: Sequence[str], slop: int = 0) -> tantivy.Query:
        if len(words) == 1:
            return self._term(name, words[0])
        return _Q.phrase_query(self.schema, name, list(words), slop)

    def _term(self, name: str, token: str, option: str = "position") -> tantivy.Query:
        return _Q.term_query(self.schema, name, token, option)

    def _set(self, name: str, tokens: Iterable[str]) -> tantivy.Query:
        some = list(tokens)
        match len(some):
            case 0:
                return _Q.empty_query()
            case 1:
                return self._term(name, some[0], "basic")
            case _:
                return _Q.term_set_query(self.schema, name, some)

    def _since(self, first: date | None, last: date | None) -> tantivy.Query:
        lower = None if first is None else self._midnight(first)
        after = None if last is None or last == date.max else self._midnight(last + timedelta(days=1))
        if lower is None and after is None:
            return _Q.all_query()
        if lower is not None and after is not None and lower >= after:
            return _Q.empty_query()
        integer = tantivy.FieldType.Integer
        return _Q.range_query(self.schema, "moment", integer, lower, None if after is None else after - 1)

    def _midnight(self, day: date) -> int:
        return microseconds(datetime.combine(day, time(), tzinfo=self.zone))


def _too_many(phrase: Phrase) -> QueryError:
    return QueryError("too_many_terms", phrase.span.start, phrase.span.end - phrase.span.start)


def _exact_name(field: TextField | None) -> str:
    return "word" if field is None else exact_field(field)


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """What any of them finds."""
    match len(queries):
        case 0:
            return _Q.empty_query()
        case 1:
            return queries[0]
        case _:
            return _Q.boolean_query([(_SHOULD, query) for query in queries])


def all_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """What each of them finds."""
    return _Q.boolean_query([(_MUST, query) for query in queries])


def all_but(query: tantivy.Query) -> tantivy.Query:
    """All documents but those found; `not` alone would find nothing."""
    return _Q.boolean_query([(_MUST, _Q.all_query()), (_NOT, query)])


def _values(stored: str) -> list[list[str]]:
    """The tokens of each value of a field."""
    values: list[list[str]] = [[]]
    for token in stored.split():
        if token != GAP:
            values[-1].append(token)
        elif values[-1]:
            values.append([])
    return values
