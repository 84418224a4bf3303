"""Builds one engine's index: a program of its own, `python -m wirkt.bench.building`."""

from argparse import ArgumentParser
from pathlib import Path

from wirkt.bench.kept import Kept
from wirkt.bench.lineup import NAMES, Lineup, build


def main() -> None:
    """The documents must have been made."""
    parser = ArgumentParser()
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    for other in ("postgres", "opensearch", "lucene"):
        parser.add_argument(f"--{other}", default="")
    given = parser.parse_args()
    lineup = Lineup((), given.postgres, given.opensearch, given.lucene)
    build(lineup.peer(given.name), given.folder, Kept(given.kept, given.seed), given.documents)


if __name__ == "__main__":
    main()
