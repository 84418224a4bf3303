"""Repairs of a query that cannot be read."""

import pytest

from wirkt.search.errors import Problem
from wirkt.search.mending import mend
from wirkt.search.parser import _parse, parse


def mended(typed: str) -> tuple[str, ...]:
    with pytest.raises(Problem) as caught:
        _parse(typed, "words")
    return mend(typed, caught.value, lambda text: _parse(text, "words"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Holz (Moor", ("Holz (Moor)", "Holz Moor")),
        ("Holz) Moor", ("(Holz) Moor", "Holz Moor")),
        ("Holz and (Moor or", ("Holz and (Moor )", 'Holz and (Moor "or")')),
        ("(Holz and (Moor", ("(Holz and (Moor))", "(Holz and Moor)")),
        ("und und und Holz", ("Holz", '"und" und Holz')),
        ("tilte:Holz", ("title:Holz", '"tilte:Holz"')),
        ("Titl:(a b)", ("title:(a b)", '"Titl:"(a b)')),
        ("frm:2024", ("from:2024", '"frm:2024"')),
        ("xyz: Holz", ('"xyz:" Holz',)),
        ("a* and b*", ("a and b",)),
        ("Holz datum: 2024-13 Moor", ("Holz datum: 2024 Moor", "Holz Moor")),
        ("(" * 70, ()),
    ],
)
def test_each_repair_can_be_read_even_where_one_error_hides_another(typed: str, expected: tuple[str, ...]) -> None:
    repairs = mended(typed)

    assert repairs == expected
    assert all(parse(repair) is not None for repair in repairs)


def test_what_takes_too_many_rounds_is_left_alone() -> None:
    assert mended(" ".join(["x:"] * 30)) == ()
