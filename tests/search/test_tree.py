"""Walks through a query."""

from hypothesis import given

from tests.search.strategies import queries
from wirkt.search.parser import parse
from wirkt.search.query import Criterion, Keys, Not, Phrase, Query, Since, Term, Wildcard
from wirkt.search.tree import leaves, worded


def test_leaves_come_from_left_to_right_and_know_whether_they_are_wanted() -> None:
    query = parse('a not (b or not "c d") *efg date:2024')

    assert [wanted for _, wanted in leaves(query)] == [True, False, True, True, True]
    assert worded(query) == (Term("a"), Phrase(("c", "d")), Wildcard("*efg"))


def test_what_is_not_written_in_a_text_is_no_word() -> None:
    assert worded(Not(Not(Criterion("kind", frozenset("a"))))) == worded(Since()) == worded(Keys(frozenset())) == ()


@given(query=queries)
def test_not_turns_every_leaf_around(query: Query) -> None:
    assert [(leaf, not wanted) for leaf, wanted in leaves(query)] == list(leaves(Not(query)))
