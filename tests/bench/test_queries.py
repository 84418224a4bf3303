"""The queries of the benchmark."""

from collections import Counter

from wirkt.bench.queries import Case, cases, is_boolean
from wirkt.search.query import And, Criterion, Phrase, Since, Wildcard
from wirkt.search.tree import leaves


def test_there_are_enough_queries_in_enough_classes() -> None:
    asked = cases(500_000)
    classes = Counter(case.name for case in asked)

    assert len(asked) >= 250
    assert len(classes) >= 19
    assert set(classes.values()) == {12}
    assert len({(case.typed, str(case.criteria)) for case in asked}) == len(asked)


def test_a_query_is_asked_in_mode_exact() -> None:
    nodes = {type(leaf) for case in cases(500_000) for leaf, _ in leaves(case.query())}

    assert nodes == {Phrase, Wildcard, Criterion, Since}


def test_only_days_depend_on_the_number_of_documents() -> None:
    few, many = cases(1_000), cases(1_000_000)

    assert {one.name for one, other in zip(few, many, strict=True) if one != other} == {"dates", "dates with words"}


def test_boolean_classes_hold_neither_phrases_nor_parts_of_words() -> None:
    classes = {case.name for case in cases(1_000)}
    others = {case.name for case in cases(1_000) if not is_boolean(case)}

    assert others == {name for name in classes if name.startswith("phrase")} | {"near", "infix", "suffix"}


def test_criteria_stand_beside_the_words() -> None:
    (case, *_) = [case for case in cases(1_000) if case.name == "criteria with words"]

    query = case.query()

    assert isinstance(query, And)
    assert [type(part) for part in query.parts] == [Phrase, Criterion]


def test_one_part_stands_alone() -> None:
    assert Case("word", "Holz").query() == Phrase(("holz",))
    assert Case("criteria", "", {"kind": ("transfer",)}).query() == Criterion("kind", frozenset({"transfer"}))
