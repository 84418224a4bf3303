"""What `make proof` has shown is written to docs/proofs.md."""

import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wirkt import __version__

PAGE = Path(__file__).resolve().parents[2] / "docs/proofs.md"
HEAD = """# Proofs

The long loops of `make proof` and what they showed. `make test` runs a short form of each.

| what | result | when | on |
|---|---|---|---|
"""


@pytest.fixture(scope="session")
def _rows() -> Iterator[dict[str, str]]:
    rows: dict[str, str] = {}
    yield rows
    if rows:
        known = PAGE.read_text().removeprefix(HEAD).splitlines() if PAGE.is_file() else []
        kept = {line.split(" | ")[0].removeprefix("| "): line for line in known if line.startswith("| ")}
        PAGE.write_text(HEAD + "\n".join((kept | rows).values()) + "\n")


@pytest.fixture
def prove(_rows: dict[str, str]) -> Callable[[str, str], None]:
    """Note one result with date and versions."""

    def note(what: str, result: str) -> None:
        day = datetime.now(UTC).date()  # noqa: TID251 -- the day of the proof, not of the product
        machine = f"wirkt {__version__}, Python {platform.python_version()}"
        _rows[what] = f"| {what} | {result} | {day} | {machine} |"

    return note
