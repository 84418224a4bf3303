"""Short ways to read one draft in the tests of the importer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wirkt.intake import readers
from wirkt.intake.draft import Draft, Unreadable
from wirkt.intake.report import as_report


@pytest.fixture
def read_all() -> Callable[..., list[Draft | Unreadable]]:
    """Everything that is read from bytes or text."""

    def read(data: bytes | str, source: str = "test", **options: Any) -> list[Draft | Unreadable]:
        return list(readers.read(data.encode() if isinstance(data, str) else data, source, **options))

    return read


@pytest.fixture
def read_one(read_all: Callable[..., list[Draft | Unreadable]]) -> Callable[..., Draft]:
    """The one draft in bytes or text."""

    def read(data: bytes | str, source: str = "test", **options: Any) -> Draft:
        (found,) = read_all(data, source, **options)
        assert isinstance(found, Draft), found.code
        return found

    return read


@pytest.fixture
def codes(read_all: Callable[..., list[Draft | Unreadable]]) -> Callable[..., list[str]]:
    """What became of each item: `draft` or the code of its error."""

    def read(data: bytes | str, source: str = "test", **options: Any) -> list[str]:
        return ["draft" if isinstance(item, Draft) else item.code for item in read_all(data, source, **options)]

    return read


@pytest.fixture(scope="session")
def expected(shared_data: Path) -> dict[str, dict[str, Any]]:
    """What an importer must find in the invented portal pages, by file."""
    entries = json.loads((shared_data / "idw_like" / "expected.json").read_text(encoding="utf-8"))
    return {entry["file"]: entry for entry in entries}


@pytest.fixture
def compare(
    shared_data: Path, expected: dict[str, dict[str, Any]], read_one: Callable[..., Draft]
) -> Callable[..., dict[str, tuple[Any, Any]]]:
    """The fields of a portal page that are read differently than expected, after a change to its bytes."""

    def check(file: str, change: Callable[[str], str] = str, **wanted: Any) -> dict[str, tuple[Any, Any]]:
        data = (shared_data / "idw_like" / file).read_bytes()
        changed = data if change is str else change(data.decode()).encode()
        report = as_report(read_one(changed, file))
        fields = {**expected[file], **wanted}
        for name in ("file", "features", "must_not_store"):
            fields.pop(name)
        return {name: (value, report[name]) for name, value in fields.items() if report[name] != value}

    return check
