"""Lucene, where a folder with its jars is given: one Java program that is asked line by line."""

import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import assert_never

from wirkt.bench.asking import Answer, Built, size_mb
from wirkt.bench.kept import Kept
from wirkt.bench.peers.days import span
from wirkt.bench.queries import Case
from wirkt.search.engine import Sort
from wirkt.search.query import And, Criterion, Keys, Not, Or, Phrase, Query, Since, Term, Wildcard

_PROGRAM = Path(str(files("wirkt.bench") / "lucene" / "Lucene.java"))
_WARMING = 4


class Lucene:
    """The same fields and queries as plain tantivy, with Lucene's own facets."""

    name = "Lucene"
    most = None

    def __init__(self, jars: str) -> None:
        self._jars = Path(jars)

    @property
    def version(self) -> str:
        core = sorted(self._jars.glob("lucene-core-*.jar"))
        return f"{core[-1].stem.removeprefix('lucene-core-')}-1"

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """Reading the lines is part of it, making them is not."""
        with subprocess.Popen(self._command("build", folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as java:  # noqa: S603
            assert java.stdin  # noqa: S101 -- told to the type checker
            for line in kept.lines(documents):
                java.stdin.write(line.encode())
            out, _ = java.communicate()
        wall, cpu, peak = out.decode().split("\t")
        return Built(float(wall), float(cpu), float(peak) * 1024 / 1e6, size_mb(folder))

    def open(self, folder: Path) -> "Open":
        return Open(self._command("serve", folder))

    def _command(self, task: str, folder: Path) -> list[str]:
        return ["java", "-Xmx1g", "-cp", f"{self._jars}/*", str(_PROGRAM), task, str(folder)]


class Open:
    """A running Java program. Its first answers are its slowest, so each query is asked several times before."""

    def __init__(self, command: list[str]) -> None:
        quiet = subprocess.DEVNULL
        self._java = subprocess.Popen(  # noqa: S603 -- our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, text=True, encoding="utf-8"
        )
        assert self._java.stdin and self._java.stdout  # noqa: PT018, S101 -- told to the type checker
        self._to, self._from = self._java.stdin, self._java.stdout
        self._warm: set[tuple[str, str, bool]] = set()
        self.version = self._from.readline().strip()

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        words = "\t".join([sort, str(int(bool(facets))), *written(case.query())])
        answers = [self._ask(words)]
        if (kind := (case.name, sort, bool(facets))) not in self._warm or answers[0].cpu_ms < 1:
            answers += [self._ask(words) for _ in range(_WARMING)]
            self._warm.add(kind)
        return min(answers, key=lambda answer: answer.cpu_ms)

    def close(self) -> None:
        """The program ends with its input."""
        self._to.close()
        self._from.close()
        self._java.wait()

    def _ask(self, words: str) -> Answer:
        print(words, file=self._to, flush=True)
        total, cpu, wall = self._from.readline().split("\t")
        return Answer(int(total), int(cpu) / 1e6, int(wall) / 1e6)


def written(query: Query) -> list[str]:
    """The query as the program reads it: what a node is, how many parts it has, its parts."""
    match query:
        case Phrase(words, near, _, field):
            return _phrase(words, near, field or "all")
        case Wildcard(text, field):
            return ["pattern", field or "all", text]
        case Criterion(category, values):
            return _joined("or", [["word", "criteria", f"{category}={value}"] for value in sorted(values)])
        case Since():
            low, end = span(query)
            return ["between", str(low), str(end - 1)]
        case Not(part):
            return ["not", *written(part)]
        case And(parts) | Or(parts):
            return _joined(type(query).__name__.lower(), list(map(written, parts)))
        case Term() | Keys():
            raise ValueError(query)
    assert_never(query)


def _phrase(words: Sequence[str], near: int | None, field: str) -> list[str]:
    if len(words) == 1:
        return ["word", field, words[0]]
    if near is None:
        return ["phrase", field, "0", str(len(words)), *words]
    # Lucene's slop makes a changed order dearer, so either order is asked for.
    orders = (words, tuple(reversed(words)))
    return _joined("or", [["phrase", field, str(near), str(len(words)), *order] for order in orders])


def _joined(kind: str, parts: Sequence[list[str]]) -> list[str]:
    return parts[0] if len(parts) == 1 else [kind, str(len(parts)), *(word for part in parts for word in part)]
