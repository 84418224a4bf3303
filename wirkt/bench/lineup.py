"""Who takes part: the engines by name, those that are present, and their indexes."""

import importlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from wirkt.bench.asking import Built, Peer
from wirkt.bench.kept import Kept

NAMES = {
    "wirkt": "wirkt", "tantivy": "tantivy (plain)", "fts5": "SQLite FTS5", "postgres": "PostgreSQL FTS",
    "opensearch": "OpenSearch", "lucene": "Lucene",
}  # fmt: skip
"""How an engine is chosen, and how the table calls it."""

# Libraries of peers need not be there, so their modules are read only when they take part.
_CLASSES = {
    "wirkt": ("embedded", "Embedded"), "tantivy": ("tantivy", "Tantivy"), "fts5": ("fts5", "Fts5"),
    "postgres": ("postgres", "Postgres"), "opensearch": ("opensearch", "OpenSearch"), "lucene": ("lucene", "Lucene"),
}  # fmt: skip
_SERVER = Path("/usr/lib/postgresql/15/bin/postgres")


@dataclass(frozen=True)
class Lineup:
    """Who is wanted (nobody named: all that are there), and where the others are."""

    wanted: Sequence[str] = ()
    postgres: str = ""
    opensearch: str = ""
    lucene: str = ""

    def present(self) -> list[str]:
        """Whoever can be measured here; wirkt always, since the others are compared with it."""
        return [name for name in NAMES if self._is_wanted(name) and self._is_there(name)]

    def peer(self, name: str) -> Peer:
        """An engine that is present."""
        module, made = _CLASSES[name]
        engine = getattr(importlib.import_module(f"wirkt.bench.peers.{module}"), made)
        address = {"postgres": self.postgres, "opensearch": self.opensearch, "lucene": self.lucene}.get(name)
        return cast("Peer", engine() if address is None else engine(address))

    def options(self) -> list[str]:
        """The addresses, for another process."""
        given = {"--postgres": self.postgres, "--opensearch": self.opensearch, "--lucene": self.lucene}
        return [part for option, value in given.items() if value for part in (option, value)]

    def _is_wanted(self, name: str) -> bool:
        return name == "wirkt" or not self.wanted or name in self.wanted

    def _is_there(self, name: str) -> bool:
        match name:
            case "tantivy":
                return importlib.util.find_spec("tantivy") is not None
            case "postgres":
                return importlib.util.find_spec("psycopg") is not None and bool(self.postgres or _SERVER.exists())
            case "opensearch":
                return bool(self.opensearch)
            case "lucene":
                return bool(self.lucene) and shutil.which("java") is not None
            case _:
                return True


def index(lineup: Lineup, name: str, kept: Kept, documents: int) -> tuple[Path, Built]:
    """The folder of the engine's index, built in a process of its own unless it is there already."""
    peer = lineup.peer(name)
    documents = min(documents, peer.most or documents)
    folder = kept.index(f"{name}-{peer.version}", documents)
    if not _told(folder).exists():
        command = [sys.executable, "-m", "wirkt.bench.building", name, str(folder), str(documents)]
        command += ["--kept", str(kept.folder), "--seed", str(kept.seed), *lineup.options()]
        subprocess.run(command, check=True)  # noqa: S603 -- our own program
    return folder, Built(**json.loads(_told(folder).read_text()))


def build(peer: Peer, folder: Path, kept: Kept, documents: int) -> None:
    """In this process, which does nothing else, so that its memory is the engine's."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    built = peer.build(folder, kept, documents)
    # What building cost stands beside the folder: from now on it is whole.
    _told(folder).write_text(json.dumps(asdict(built)))


def _told(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")
