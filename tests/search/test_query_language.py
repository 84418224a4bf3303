"""The examples of the manual are what it says they are."""

import re
from pathlib import Path

import pytest

from wirkt.search.errors import DEEPEST, LONGEST_TEXT, MOST_COMBINATIONS, MOST_LEAVES, QueryError
from wirkt.search.lexer import DATE_FIELDS, FIELDS, OPERATORS
from wirkt.search.parser import parse
from wirkt.search.query import MODES
from wirkt.search.writing import print_query

MANUAL = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
READABLE, REFUSED = MANUAL.split("## What cannot be read")
ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.MULTILINE)
QUERIES = [typed for typed, _ in ROW.findall(READABLE) if typed != "match"]
ALSO = [typed for _, told in ROW.findall(READABLE) for typed in re.findall(r"`([^`]{3,})`", told)]
ERRORS = [(typed, told.split(" | ")[0]) for typed, told in ROW.findall(REFUSED)]


@pytest.mark.parametrize("typed", [*QUERIES, *ALSO])
def test_an_example_can_be_read(typed: str) -> None:
    if typed in (*OPERATORS, *MODES):
        return

    tree = parse(typed)

    assert parse(print_query(tree)) == tree


@pytest.mark.parametrize(("typed", "code"), ERRORS)
def test_an_error_has_the_code_the_manual_gives(typed: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)

    assert caught.value.code == code


@pytest.mark.parametrize(
    "typed",
    [typed for typed in ALSO if (":" in typed and ".." not in typed and "31." not in typed) or "Leiter" in typed],
)
def test_what_the_manual_calls_the_same_is_the_same(typed: str) -> None:
    row = next(first for first, told in ROW.findall(READABLE) if f"`{typed}`" in told)

    assert parse(typed) == parse(row)


def test_the_manual_names_every_field_operator_and_limit() -> None:
    named = set(re.findall(r"(\w+):", MANUAL)) | set(re.findall(r" (\w+) ", MANUAL))

    assert set(FIELDS) | set(DATE_FIELDS) | set(OPERATORS) <= named
    for limit in (LONGEST_TEXT, MOST_LEAVES, DEEPEST, MOST_COMBINATIONS):
        assert f"{limit:,}" in MANUAL
