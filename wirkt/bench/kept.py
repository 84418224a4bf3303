"""What the benchmark makes once and reads again: documents and their exact tokens, and where indexes lie."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from wirkt.bench.corpus import FORMAT, corpus
from wirkt.search.analysis.rows import group_of, rows
from wirkt.search.document import Document
from wirkt.search.engines.moments import microseconds

FIELDS = ("title", "lead", "body", "place")
_PART = 20_000


class Row(NamedTuple):
    """A document as peers get it: its tokens by field, one space between, and criteria as `category=value`."""

    number: int
    moment: int
    texts: dict[str, str]
    criteria: list[str]


class Kept:
    """A folder for documents of one seed, and for indexes of them."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.folder = folder
        self.seed = seed
        self._made = folder / f"made-{FORMAT}-{seed}"

    def index(self, engine: str, documents: int) -> Path:
        """Where the index of so many documents belongs; the name of the engine says its version too."""
        return self.folder / f"{engine}-{FORMAT}-{self.seed}-{documents}"

    def make(self, documents: int) -> None:
        """Write what is missing of the first so many documents."""
        self._made.mkdir(parents=True, exist_ok=True)
        missing = [part for part in _parts(documents) if not self._part("rows", *part).exists()]
        with ProcessPoolExecutor(min(len(missing), os.cpu_count() or 1) or 1) as pool:
            for done in [pool.submit(self._write, first, last) for first, last in missing]:
                done.result()

    def documents(self, documents: int) -> Iterator[Document]:
        """The first so many, as wirkt gets them. They must have been made."""
        for first, last in _parts(documents):
            with self._part("documents", first, last).open(encoding="utf-8") as lines:
                yield from (_document(json.loads(line)) for line in lines)

    def lines(self, documents: int) -> Iterator[str]:
        """The same as peers get them, tab by tab: number, microseconds, a column for each field, criteria."""
        for first, last in _parts(documents):
            with self._part("rows", first, last).open(encoding="utf-8") as lines:
                yield from lines

    def rows(self, documents: int) -> Iterator[Row]:
        """The lines, taken apart."""
        for line in self.lines(documents):
            number, moment, *texts, criteria = line.rstrip("\n").split("\t")
            yield Row(int(number), int(moment), dict(zip(FIELDS, texts, strict=True)), criteria.split(" "))

    def _part(self, kind: str, first: int, last: int) -> Path:
        return self._made / f"{kind}-{first:07}-{last:07}"

    def _write(self, first: int, last: int) -> None:
        """Tokens are put in place last: where they are, the documents are too."""
        whole, tokens = self._part("documents", first, last), self._part("rows", first, last)
        beside = whole.with_suffix(".new"), tokens.with_suffix(".new")
        with beside[0].open("w", encoding="utf-8") as texts, beside[1].open("w", encoding="utf-8") as words:
            for number, document in enumerate(corpus(last, self.seed, first), first):
                texts.write(json.dumps(_plain(document), ensure_ascii=False) + "\n")
                words.write(_line(number, document))
        beside[0].rename(whole)
        beside[1].rename(tokens)


def _parts(documents: int) -> Iterator[tuple[int, int]]:
    """Whole parts, then what is left: runs of different length share the whole ones."""
    for first in range(0, documents, _PART):
        yield first, min(first + _PART, documents)


def _plain(document: Document) -> dict[str, Any]:
    return {
        "key": document.key,
        "moment": document.moment.isoformat(),
        "language": document.language,
        "texts": document.texts,
        "criteria": {category: sorted(values) for category, values in document.criteria.items()},
    }


def _document(plain: dict[str, Any]) -> Document:
    return Document(
        plain["key"],
        datetime.fromisoformat(plain["moment"]),
        plain["language"],
        {field: tuple(values) for field, values in plain["texts"].items()},
        {category: frozenset(values) for category, values in plain["criteria"].items()},
    )


def _line(number: int, document: Document) -> str:
    group = group_of(document.language)
    texts = (
        " ".join(exact for row in rows(document.texts[field][0], group) for exact in row.exact) for field in FIELDS
    )
    criteria = sorted(f"{category}={value}" for category, values in document.criteria.items() for value in values)
    return "\t".join([str(number), str(microseconds(document.moment)), *texts, " ".join(criteria)]) + "\n"
