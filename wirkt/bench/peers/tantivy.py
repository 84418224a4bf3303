"""Plain tantivy: what wirkt would be with a search library alone."""

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, assert_never

import tantivy

from wirkt.bench.asking import FACETS, Answer, Built, built, timed
from wirkt.bench.kept import Kept, Row
from wirkt.bench.peers.days import span
from wirkt.bench.queries import Case
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.engine import Sort
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard

_APART = " | | | | | | | | "
"""Between two fields in the field of all words: no phrase of the benchmark reaches across."""
_OWN_FIELDS = ("title",)
_HEAP = 256_000_000
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("all", stored=True, tokenizer_name="whitespace")
    for name in _OWN_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field("criteria", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("moment", indexed=True, fast=True)
    return builder.build()


class Tantivy:
    """One field with all words, one for criteria, columns for what is counted."""

    name = "tantivy (plain)"
    most = None

    @property
    def version(self) -> str:
        return f"{version('tantivy')}-1"

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """One commit at the end, merges awaited."""
        index = tantivy.Index(_schema(), path=str(folder))

        def put(rows: Iterable[Row]) -> None:
            writer = index.writer(_HEAP, 1)
            for row in rows:
                writer.add_document(_document(row))
            writer.commit()
            writer.wait_merging_threads()

        return built(folder, kept.rows(documents), put)

    def open(self, folder: Path) -> "Open":
        return Open(tantivy.Index(_schema(), path=str(folder)))


def _document(row: Row) -> Any:
    document = tantivy.Document()
    document.add_text("all", _APART.join(row.texts.values()))
    for name in _OWN_FIELDS:
        document.add_text(name, row.texts[name])
    for criterion in row.criteria:
        category, _, value = criterion.partition("=")
        document.add_text("criteria", criterion)
        if category in FACETS:
            document.add_text(category, value)
    document.add_integer("moment", row.moment)
    return document


class Open:
    """The index, asked in this process."""

    def __init__(self, index: Any) -> None:
        index.reload()
        self._searcher = index.searcher()
        self._schema = index.schema

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        query = case.query()
        return timed(lambda: self._find(query, sort, facets))

    def close(self) -> None:
        """Nothing is held."""

    def _find(self, query: Query, sort: Sort, facets: Sequence[str]) -> int:
        asked = self._written(query)
        if facets:
            counted = {name: {"terms": {"field": name, "size": 1000, "segment_size": 1000}} for name in facets}
            self._searcher.aggregate(asked, counted)
        if sort == "newest":
            return int(self._searcher.search(asked, limit=10, order_by_field="moment").count)
        return int(self._searcher.search(asked, limit=10).count)

    def _written(self, query: Query) -> Any:
        match query:
            case Phrase(words, near, _, field):
                return self._phrase(words, near, field or "all")
            case Wildcard(text, field):
                return tantivy.Query.regex_query(self._schema, field or "all", _regex(text))
            case Criterion(category, values):
                return self._any_value(category, values)
            case Since():
                low, end = span(query)
                kind = tantivy.FieldType.Integer
                return tantivy.Query.range_query(self._schema, "moment", kind, low, end - 1)
            case Not(part):
                return tantivy.Query.boolean_query([(_MUST, tantivy.Query.all_query()), (_NOT, self._written(part))])
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return _joined(_SHOULD, [self._written(part) for part in parts])
            case Term() | Keys():
                raise ValueError(query)
        assert_never(query)

    def _any_value(self, category: str, values: Iterable[str]) -> Any:
        terms = [f"{category}={value}" for value in sorted(values)]
        return _joined(_SHOULD, [tantivy.Query.term_query(self._schema, "criteria", term) for term in terms])

    def _all_of(self, parts: Sequence[Query]) -> Any:
        parts = [part for part in parts if part != And()]
        without = [(_NOT, self._written(part.part)) for part in parts if isinstance(part, Not)]
        wanted = [(_MUST, self._written(part)) for part in parts if not isinstance(part, Not)]
        if len(wanted) == 1 and not without:
            return wanted[0][1]
        return tantivy.Query.boolean_query([*(wanted or [(_MUST, tantivy.Query.all_query())]), *without])

    def _phrase(self, words: Sequence[str], near: int | None, field: str) -> Any:
        if any(map(is_pattern, words)):
            raise ValueError(words)
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, field, words[0])
        if near is None:
            return tantivy.Query.phrase_query(self._schema, field, [*words])
        # Slop keeps the order, so either order is asked for.
        orders = (words, tuple(reversed(words)))
        return _joined(_SHOULD, [tantivy.Query.phrase_query(self._schema, field, [*order], near) for order in orders])


def _regex(text: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in text)


def _joined(occur: Any, parts: Sequence[Any]) -> Any:
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(occur, part) for part in parts])
