"""The queries of the benchmark."""

from wirkt.bench.queries import BOOLEAN, cases
from wirkt.search.query import And, Criterion, Phrase, Wildcard
from wirkt.search.tree import leaves


def test_each_class_has_queries_of_its_own() -> None:
    asked = cases()

    assert {"phrase", "prefix", "infix", "criteria only", *BOOLEAN} < {case.name for case in asked}
    assert len({(case.name, case.typed, str(case.criteria)) for case in asked}) == len(asked)


def test_a_query_is_asked_in_mode_exact() -> None:
    nodes = {type(leaf) for case in cases() for leaf, _ in leaves(case.query())}

    assert nodes == {Phrase, Wildcard, Criterion}


def test_criteria_stand_beside_the_words() -> None:
    (case, *_) = [case for case in cases() if case.name == "criteria with words"]

    query = case.query()

    assert isinstance(query, And)
    assert [type(part) for part in query.parts] == [Phrase, Criterion]
