"""SQLite FTS5 on the same exact tokens, criteria in a table: what a portal without an engine of its own would use."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import assert_never

from wirkt.search.analysis.patterns import is_pattern, pattern
from wirkt.search.analysis.streams import analyse
from wirkt.search.document import Document
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, TextField, Wildcard

FIELDS: tuple[TextField, ...] = ("title", "lead", "body", "place")
VERSION = sqlite3.sqlite_version

_TABLES = f"""
CREATE VIRTUAL TABLE words USING fts5({", ".join(FIELDS)}, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
CREATE TABLE criteria (category TEXT, value TEXT, document INTEGER, PRIMARY KEY (category, value, document))
    WITHOUT ROWID;
CREATE TABLE documents (document INTEGER PRIMARY KEY);
"""


_MATCHING = "SELECT rowid FROM words WHERE words MATCH ?"


class Fts5:
    """An FTS5 table; documents are put oldest first, so the highest number is the newest."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file)
        self.connection.executescript(_TABLES)
        self._put = 0

    def put(self, documents: Iterable[Document]) -> None:
        """Put in one transaction."""
        with self.connection:
            for document in documents:
                self._put += 1
                number, streams = self._put, analyse(document)
                texts = (" ".join(token for one in streams.values.get(f, ()) for token in one.exact) for f in FIELDS)
                self.connection.execute(
                    f"INSERT INTO words (rowid, {', '.join(FIELDS)}) VALUES (?, {_marks(FIELDS)})",  # noqa: S608 -- names of ours
                    (number, *texts),
                )
                rows = ((c, value, number) for c, values in document.criteria.items() for value in values)
                self.connection.executemany("INSERT INTO criteria VALUES (?, ?, ?)", rows)
                self.connection.execute("INSERT INTO documents VALUES (?)", (number,))

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()

    def search(self, query: Query, sort: str, facets: Sequence[str]) -> tuple[int, list[int]]:
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

    def _ask(self, sql: str, values: Sequence[str]) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def _selected(self, query: Query) -> tuple[str, list[str]]:
        where, values = self._where(query)
        return f"SELECT document FROM documents WHERE {where}", values  # noqa: S608 -- values are bound

    def _where(self, query: Query) -> tuple[str, list[str]]:
        """As much as one MATCH can say in one MATCH, the rest in SQL."""
        if words := self._match(query):
            return f"document IN ({_MATCHING})", [words]
        match query:
            case And(parts) | Or(parts):
                joined = " AND " if isinstance(query, And) else " OR "
                pieces = [self._where(part) for part in parts]
                sql = joined.join(f"({text})" for text, _ in pieces) or ("1" if isinstance(query, And) else "0")
                return sql, [value for _, values in pieces for value in values]
            case Not(part):
                text, values = self._where(part)
                return f"NOT ({text})", values
            case Criterion(category, chosen):
                rows = f"SELECT document FROM criteria WHERE category = ? AND value IN ({_marks(chosen)})"  # noqa: S608
                return f"document IN ({rows})", [category, *sorted(chosen)]
            case _:
                return "0", []

    def _match(self, query: Query) -> str | None:
        """The query in FTS5's own language, None where it has no words for it."""
        match query:
            case Phrase(words, near, _, field) if not any(map(is_pattern, words)):
                row = " ".join(f'"{word}"' for word in words)
                return _in_field(field, f"NEAR({row}, {near})" if near is not None else f'"{" ".join(words)}"')
            case Wildcard(text, field):
                prefix = text[:-1]
                meant = self._meant(text) if is_pattern(prefix) or text[-1] == "?" else f'"{prefix}"*'
                return _in_field(field, f"({meant})")
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return self._joined(" OR ", [self._match(part) for part in parts])
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

    def _meant(self, text: str) -> str:
        """The words a pattern stands for, read from FTS5's own vocabulary; a word nobody wrote if there are none."""
        rows = self._ask("SELECT term FROM vocabulary WHERE term LIKE ?", [text.replace("*", "%").replace("?", "%")])
        return " OR ".join(f'"{word}"' for (word,) in rows if pattern(text).matches(word)) or '"nobody0wrote0this"'


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def _in_field(field: str | None, words: str) -> str:
    return words if field is None else f"{field} : {words}"
