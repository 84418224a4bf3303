"""PostgreSQL full text search: a text column's vector and an array of criteria, both with GIN indexes."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import psycopg

from wirkt.bench.asking import FACETS, Answer, Built, TooSlow, Unanswerable
from wirkt.bench.kept import Kept, Row
from wirkt.bench.peers.days import span
from wirkt.bench.queries import Case
from wirkt.search.analysis.patterns import is_pattern
from wirkt.search.engine import Sort
from wirkt.search.query import And, Criterion, Not, Or, Phrase, Query, Since, Wildcard

BINARIES = Path("/usr/lib/postgresql/15/bin")
_TABLE = """
CREATE UNLOGGED TABLE bench_documents (id integer, moment bigint, text text, words tsvector, criteria text[]);
ALTER TABLE bench_documents ALTER COLUMN words SET STORAGE MAIN;
"""
_INDEXES = """
CREATE UNIQUE INDEX ON bench_documents (id); CREATE INDEX ON bench_documents (moment);
CREATE INDEX ON bench_documents USING gin (words) WITH (fastupdate = off);
CREATE INDEX ON bench_documents USING gin (criteria) WITH (fastupdate = off);
"""
_SETTINGS = {
    "shared_buffers": "512MB", "maintenance_work_mem": "512MB", "work_mem": "64MB", "fsync": "off", "jit": "off",
    "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0", "listen_addresses": "",
    "autovacuum": "off", "max_wal_size": "4GB",
}  # fmt: skip
_APART = 50
_CAP_MS = 1_000
_MOST = 200_000


class Postgres:
    """A database given by its address, else a server of our own on a socket in the folder."""

    name = "PostgreSQL FTS"
    most = _MOST

    def __init__(self, address: str = "") -> None:
        self._address = address

    @property
    def version(self) -> str:
        told = subprocess.run([BINARIES / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        return f"{told.stdout.split()[2] if told.stdout else 'given'}-1"

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """Load, then index; seconds by the clock, since the server is another process."""
        with _Server(folder, self._address, fresh=True) as server, server.connect() as connection:
            connection.execute("DROP TABLE IF EXISTS bench_documents")
            connection.execute(_TABLE)
            began = time.perf_counter()
            cpu = _cpu_ns(connection.info.backend_pid)
            _load(connection, kept.rows(documents))
            connection.execute(_INDEXES)
            connection.execute("ANALYZE bench_documents")
            wall, cpu = time.perf_counter() - began, _cpu_ns(connection.info.backend_pid) - cpu
            size = connection.execute("SELECT pg_total_relation_size('bench_documents')").fetchone()
            connection.execute("CHECKPOINT")
        return Built(wall, cpu / 1e9, 0.0, (size[0] if size else 0) / 1e6)

    def open(self, folder: Path) -> "Open":
        return Open(_Server(folder, self._address))


def _load(connection: psycopg.Connection, rows: Iterable[Row]) -> None:
    with connection.cursor().copy("COPY bench_documents (id, moment, text, words, criteria) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((row.number, row.moment, "\n".join(row.texts.values()), _vector(row.texts), row.criteria))


def _vector(texts: dict[str, str]) -> str:
    """Words with their places, those of the title with weight A; fields lie far apart."""
    places: dict[str, list[str]] = {}
    at = 0
    for field, text in texts.items():
        for word in text.split():
            at += 1
            places.setdefault(word, []).append(f"{at}A" if field == "title" else str(at))
        at += _APART
    return " ".join(f"'{word}':{','.join(held)}" for word, held in places.items())


class _Server:
    """A server that runs as long as it is needed."""

    def __init__(self, folder: Path, address: str, *, fresh: bool = False) -> None:
        self._address = address
        self._process: subprocess.Popen[bytes] | None = None
        if not address:
            self._start(folder / "data", fresh)

    def connect(self) -> psycopg.Connection:
        """A session that commits each statement."""
        return psycopg.connect(self._address, autocommit=True)

    def close(self) -> None:
        """End our own server, none that was given."""
        if self._process:
            self._process.send_signal(2)
            self._process.wait()
            shutil.rmtree(self._sockets, ignore_errors=True)

    def __enter__(self) -> "_Server":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _start(self, data: Path, fresh: bool) -> None:
        user = "postgres" if os.getuid() == 0 else None
        if fresh:
            data.mkdir()
            if user:
                os.chown(data, pwd.getpwnam(user).pw_uid, -1)
            self._run("initdb", "--pgdata", str(data), "--auth", "trust", "--username", "postgres", "--no-sync")
        # Addresses of sockets are short, folders need not be.
        self._sockets = Path(tempfile.mkdtemp(prefix="wirkt-pg-"))
        self._sockets.chmod(0o777)
        options = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [str(BINARIES / "postgres"), "-D", str(data), "-k", str(self._sockets), *options]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, user=user, cwd="/", stdout=quiet, stderr=quiet)  # noqa: S603
        self._address = f"host={self._sockets} user=postgres dbname=postgres"
        for _ in range(300):
            with suppress(psycopg.OperationalError), self.connect():
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL does not start in {data}")

    def _run(self, name: str, *arguments: str) -> None:
        user = "postgres" if os.getuid() == 0 else None
        subprocess.run([str(BINARIES / name), *arguments], user=user, cwd="/", check=True, capture_output=True)  # noqa: S603


class Open:
    """A session. The time is that of the process that serves it."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self._connection = server.connect()
        self._connection.execute(f"SET statement_timeout = {_CAP_MS}")
        self._process = self._connection.info.backend_pid

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        where, values = _where(case.query())
        wall, cpu = time.perf_counter(), _cpu_ns(self._process)
        try:
            total = self._find(where, values, _words(case.query()) if sort == "relevance" else None, facets)
        except psycopg.errors.QueryCanceled as error:
            raise TooSlow((_cpu_ns(self._process) - cpu) / 1e6) from error
        return Answer(total, (_cpu_ns(self._process) - cpu) / 1e6, (time.perf_counter() - wall) * 1000)

    def close(self) -> None:
        self._connection.close()
        self._server.close()

    def _find(self, where: str, values: list[object], ranked: str | None, facets: Sequence[str]) -> int:
        found = f"FROM bench_documents WHERE {where}"
        (total,) = self._rows(f"SELECT count(*) {found}", values)[0]
        order = "ts_rank(words, %s::tsquery) DESC, id DESC" if ranked else "id DESC"
        self._rows(f"SELECT id {found} ORDER BY {order} LIMIT 10", [*values, ranked] if ranked else values)
        if facets:
            counted = f"SELECT unnest(criteria) AS one {found}"
            some = [f"{name}=%%" for name in FACETS]
            likes = " OR ".join(f"one LIKE '{one}'" for one in some)
            self._rows(f"SELECT one, count(*) FROM ({counted}) AS each WHERE {likes} GROUP BY 1", values)  # noqa: S608
        return int(total)

    def _rows(self, sql: str, values: list[object]) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(sql.encode(), values).fetchall()


def _cpu_ns(process: int) -> int:
    """Nanoseconds a process has spent on the processor."""
    return int(Path("/proc", str(process), "schedstat").read_text().split()[0])


def _where(query: Query) -> tuple[str, list[object]]:
    """What `tsquery` can say in one, the rest in SQL."""
    if words := _words(query):
        return "words @@ %s::tsquery", [words]
    match query:
        case And(parts) | Or(parts):
            pieces = [_where(part) for part in parts]
            joined = f" {type(query).__name__} ".join(f"({text})" for text, _ in pieces)
            return joined, [one for _, values in pieces for one in values]
        case Not(part):
            text, values = _where(part)
            return f"NOT ({text})", values
        case Criterion(category, chosen):
            return "criteria && %s", [[f"{category}={value}" for value in sorted(chosen)]]
        case Since():
            return "moment >= %s AND moment < %s", list(span(query))
        case _:
            raise Unanswerable(query)


def _joined(operator: str, parts: Sequence[str | None]) -> str | None:
    known = [part for part in parts if part]
    return f"({operator.join(known)})" if len(known) == len(parts) else None


def _row(words: Sequence[str], weight: str) -> str:
    joined = " <-> ".join(f"'{word}'{weight}" for word in words)
    return f"({joined})"


def _near(words: Sequence[str], near: int) -> str:
    """Two words: every distance, either order."""
    orders = (words, tuple(reversed(words)))
    pairs = [f"'{one}' <{apart}> '{other}'" for apart in range(1, near + 2) for one, other in orders]
    return f"({' | '.join(pairs)})"


def _words(query: Query) -> str | None:
    """The query as a `tsquery`, None where it is about more than words."""
    match query:
        case Phrase(words, near, _, field) if not any(map(is_pattern, words)):
            return _row(words, ":A" if field else "") if near is None else _near(words, near)
        case Wildcard(text, None) if not is_pattern(text[:-1]) and text[-1] == "*":
            return f"'{text[:-1]}':*"
        case Not(part):
            inner = _words(part)
            return f"!{inner}" if inner else None
        case And(parts) | Or(parts):
            return _joined(" & " if isinstance(query, And) else " | ", list(map(_words, parts)))
        case _:
            return None
