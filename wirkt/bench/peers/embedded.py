"""wirkt's own engine, as the others are asked."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import wirkt.search
from wirkt.bench.asking import Answer, Built, built, timed
from wirkt.bench.kept import Kept
from wirkt.bench.peers.days import ZONE
from wirkt.bench.queries import Case
from wirkt.search.document import Document
from wirkt.search.engine import Sort
from wirkt.search.engines.embedded import EmbeddedEngine


class Embedded:
    """Mode `exact`, but with every stream built, as in production."""

    name = "wirkt"
    most = None

    @property
    def version(self) -> str:
        """Whatever could change the index lies below `wirkt.search`."""
        digest = hashlib.blake2b(digest_size=4)
        for file in sorted(Path(wirkt.search.__path__[0]).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.read_bytes())
        return digest.hexdigest()

    def build(self, folder: Path, kept: Kept, documents: int) -> Built:
        """The analysis of German included."""
        with closing(EmbeddedEngine(folder, ZONE, writable=True)) as engine:

            def put(made: Iterable[Document]) -> None:
                engine.rebuild(made)

            return built(folder, kept.documents(documents), put)

    def open(self, folder: Path) -> "Open":
        return Open(EmbeddedEngine(folder, ZONE, writable=True))


class Open:
    """The index, asked in this process."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self.engine = engine

    def find(self, case: Case, sort: Sort, facets: Sequence[str]) -> Answer:
        query = case.query()
        return timed(lambda: self.engine.search(query, sort=sort, limit=10, facets=facets).total)

    def close(self) -> None:
        self.engine.close()
