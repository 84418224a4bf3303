"""What is typed obeys Boolean algebra, in every mode and every engine."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.engines.test_engines import OFTEN, Kept, make_engine  # noqa: F401 -- the engines, as a fixture
from tests.search.strategies import collections
from wirkt.search.document import Document
from wirkt.search.parser import parse
from wirkt.search.query import MODES, Mode, Not

LAWS = (
    ("not ({a} and {b})", "not {a} or not {b}"),
    ("not ({a} or {b})", "not {a} and not {b}"),
    ("{a} and ({b} or {c})", "({a} and {b}) or ({a} and {c})"),
    ("{a} or ({b} and {c})", "({a} or {b}) and ({a} or {c})"),
    ("not not {a}", "{a}"),
    ("not not not {a}", "not {a}"),
    ("{a} or not {a}", ""),
    ("{a} and {b}", "{b} and {a}"),
    ("{a} or {b}", "{b} or {a}"),
    ("{a} {b} {c}", "{c} ({b} {a})"),
    ("{a} not {b}", "{a} and not {b}"),
    ("{a} or {a} {b}", "{a}"),
    ("{a} ({a} or {b})", "{a}"),
    ("{a} or {b} {c}", "{a} or ({b} and {c})"),
    ("not {a} {b}", "(not {a}) and {b}"),
)
leaves = st.sampled_from(
    (
        "haus", "Häuser", "holz", "moor", '"haus"', '"Häuser"', '"e mail"', "E-Mail", "CO2-Preis", "ha*", "*er",
        "h?user", '"ha* aus"~2', "titel:haus", "titel:(haus)", "text:(haus or holz)", "Leiter:in", "Ärzt*innen",
        "Leiter(in)", "date:2024-02", "von:2024-03", "bis:2024-02", "poeten", "schön", "한글", "and,",
        "Journalist*innen", "StudentInnen",
    )
)  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@OFTEN
@given(documents=collections, a=leaves, b=leaves, c=leaves)
def test_both_sides_of_a_law_find_the_same(
    make_engine: Callable[[], Kept],  # noqa: F811
    mode: Mode,
    documents: list[Document],
    a: str,
    b: str,
    c: str,
) -> None:
    engine = make_engine().engine
    engine.apply(put=documents)

    def found(typed: str) -> set[str]:
        query = parse(typed.format(a=a, b=b, c=c), mode)
        return {hit.key for hit in engine.search(query, limit=100).hits}

    assert {law: found(law[0]) ^ found(law[1]) for law in LAWS} == {law: set() for law in LAWS}
    assert found("{a} and not {a}") == set()
    assert engine.search(Not(parse(a, mode)), limit=0).total == len({d.key for d in documents}) - len(found("{a}"))
