"""SQLite FTS5 on the same exact tokens, criteria in a table: what a portal without an engine of its own would use."""

import sqlite3
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import assert_never

from wirkt.bench.asking import Answer, Built, TooSlow, built, timed
from wirkt.bench.kept import FIELDS, Kept, Row
from wirkt.bench.peers.days import span
from wirkt.bench.queries import Case
from wirkt.search.analysis.patterns import is_pattern, pattern
from wirkt.search.engine import Sort
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard

_TABLES = f"""
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;
CREATE VIRTUAL TABLE words USING fts5({", ".join(FIELDS)}, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
CREATE TABLE criteria (document INTEGER, category TEXT, value TEXT, PRIMARY KEY (document, category, value))
    WITHOUT ROWID;
CREATE INDEX by_value ON criteria (category, value, document);
CREATE TABLE documents (document INTEGER PRIMARY KEY, moment INTEGER);
CREATE INDEX by_moment ON documents (moment);
"""
_MATCHING = "SELECT rowid FROM words WHERE words MATCH ?"
_CAP_MS = 1_000
_STEPS = 10_000


class Fts5:
    """One file. Documents are put oldest first, so the highest number is the newest."""

    name = "SQLite FTS5"
    most = None

    @property
    def version(self) -> str:
        return f"{sqlite3.sqlite_version}-1"

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """In one transaction."""
        connection = sqlite3.connect(folder / "words.db")
        connection.executescript(_TABLES)

        def put(rows: Iterable[Row]) -> None:
            with connection:
                for row in rows:
                    _put(connection, row)
            connection.close()

        return built(folder, kept.rows(documents), put)

    def open(self, folder: Path) -> "Open":
        return Open(sqlite3.connect(folder / "words.db"))


def _put(connection: sqlite3.Connection, row: Row) -> None:
    connection.execute(
        f"INSERT INTO words (rowid, {', '.join(FIELDS)}) VALUES (?, {_marks(FIELDS)})",  # noqa: S608 -- names of ours
        (row.number, *row.texts.values()),
    )
    criteria = ((row.number, *criterion.split("=")) for criterion in row.criteria)
    connection.executemany("INSERT INTO criteria VALUES (?, ?, ?)", criteria)
    connection.execute("INSERT INTO documents VALUES (?, ?)", (row.number, row.moment))


class Open:
    """The file, asked in this process; what takes longer than the cap is stopped."""

    def __init__(self, connection: sqlite3.Connection, cap_ms: float = _CAP_MS) -> None:
        self._connection = connection
        self._cap_ms = cap_ms
        self._end = 0.0
        connection.execute("PRAGMA cache_size=-200000")
        connection.set_progress_handler(lambda: time.thread_time() > self._end, _STEPS)

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        query, began = case.query(), time.thread_time()
        self._end = began + self._cap_ms / 1000
        try:
            return timed(lambda: self.search(query, sort, facets)[0])
        except sqlite3.OperationalError as error:
            if str(error) != "interrupted":
                raise
            raise TooSlow((time.thread_time() - began) * 1000) from error

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def search(self, query: Query, sort: Sort, facets: Sequence[str]) -> tuple[int, list[int]]:
        """Total and the ten first numbers; facets are counted and thrown away."""
        words = self._match(query)
        rows, values = (_MATCHING, [words]) if words else self._selected(query)
        (total,) = self._ask(f"SELECT count(*) FROM ({rows})", values).fetchone()  # noqa: S608 -- values are bound
        # Where no single MATCH answers all there is no bm25 either: newest first.
        order = "bm25(words)" if words and sort == "relevance" else "1 DESC"
        hits = self._ask(f"{rows} ORDER BY {order} LIMIT 10", values).fetchall()
        if facets:
            self._ask(
                f"SELECT category, value, count(*) FROM criteria WHERE document IN ({rows}) "  # noqa: S608
                f"AND category IN ({_marks(facets)}) GROUP BY 1, 2",
                [*values, *facets],
            ).fetchall()
        return total, [number for (number,) in hits]

    def _ask(self, sql: str, values: Sequence[str | int]) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def _selected(self, query: Query) -> tuple[str, list[str | int]]:
        where, values = self._where(query)
        return f"SELECT document FROM documents WHERE {where}", values  # noqa: S608 -- values are bound

    def _where(self, query: Query) -> tuple[str, list[str | int]]:
        """As much as one MATCH can say in one MATCH, the rest in SQL."""
        if words := self._match(query):
            return f"document IN ({_MATCHING})", [words]
        match query:
            case And(parts) | Or(parts):
                return self._each_where(type(query).__name__, parts)
            case Not(part):
                text, values = self._where(part)
                return f"NOT ({text})", values
            case Criterion(category, chosen):
                rows = f"SELECT document FROM criteria WHERE category = ? AND value IN ({_marks(chosen)})"  # noqa: S608
                return f"document IN ({rows})", [category, *sorted(chosen)]
            case Since():
                return "moment >= ? AND moment < ?", list(span(query))
            case _:
                return "0", []

    def _each_where(self, operator: str, parts: Sequence[Query]) -> tuple[str, list[str | int]]:
        pieces = [self._where(part) for part in parts]
        sql = f" {operator} ".join(f"({text})" for text, _ in pieces)
        return sql, [value for _, values in pieces for value in values]

    def _match(self, query: Query) -> str | None:
        """The query in FTS5's own language, None where it has no words for it."""
        match query:
            case Phrase(words, near, _, field) if not any(map(is_pattern, words)):
                return _in_field(field, _row(words, near))
            case Wildcard(text, field):
                return _in_field(field, f"({self._pattern(text)})")
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return self._joined(" OR ", list(map(self._match, parts)))
            case Phrase() | Not() | Criterion() | Since() | Keys() | Term():
                return None
        assert_never(query)

    def _all_of(self, parts: Sequence[Query]) -> str | None:
        """FTS5 knows `not` between two parts only."""
        first, others = parts[:1], parts[1:]
        without = [self._match(other.part) for other in others if isinstance(other, Not)]
        if others and len(without) == len(others):
            return self._joined(" NOT ", [self._match(first[0]), *without])
        return self._joined(" AND ", [self._match(part) for part in parts])

    def _joined(self, operator: str, parts: Sequence[str | None]) -> str | None:
        known = [f"({part})" for part in parts if part]
        return operator.join(known) if known and len(known) == len(parts) else None

    def _pattern(self, text: str) -> str:
        prefix = text[:-1]
        return self._meant(text) if is_pattern(prefix) or text[-1] == "?" else f'"{prefix}"*'

    def _meant(self, text: str) -> str:
        """The words a pattern stands for, read from FTS5's own vocabulary; a word nobody wrote if there are none."""
        rows = self._ask("SELECT term FROM vocabulary WHERE term LIKE ?", [text.replace("*", "%").replace("?", "%")])
        return " OR ".join(f'"{word}"' for (word,) in rows if pattern(text).matches(word)) or '"nobody0wrote0this"'


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def _row(words: Sequence[str], near: int | None) -> str:
    """Words next to each other, or near."""
    if near is None:
        return f'"{" ".join(words)}"'
    row = " ".join(f'"{word}"' for word in words)
    return f"NEAR({row}, {near})"


def _in_field(field: str | None, words: str) -> str:
    return words if field is None else f"{field} : {words}"
