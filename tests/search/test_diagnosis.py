"""Nothing found: which parts are to blame."""

from datetime import UTC, datetime

from tests.search.strategies import ZONE
from wirkt.search.diagnosis import Blame, Counting, blame
from wirkt.search.document import Document
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.parser import parse


def blamed(typed: str, *bodies: str, left: int = 40) -> list[Blame]:
    engine = MemoryEngine(ZONE)
    moment = datetime(2024, 5, 31, tzinfo=UTC)
    engine.apply(Document(str(number), moment, "de", {"body": (body,)}) for number, body in enumerate(bodies))
    return blame(parse(typed), Counting(lambda query: engine.search(query, limit=0).total, left))


def test_the_parts_that_find_nothing_are_named() -> None:
    assert blamed("Holz Beton Stahl", "Holz im Moor", "Holz") == [
        Blame(parse("Beton"), 0),
        Blame(parse("Stahl"), 0),
    ]
    assert blamed("Beton or Stahl", "Moor") == [Blame(parse("Beton or Stahl"), 0)]
    assert blamed("Holz", "Holz") == []


def test_else_those_that_find_far_fewer_than_the_rest() -> None:
    many = ["Holz Moor"] * 10

    assert blamed("Holz Moor Beton", *many, "Beton") == [Blame(parse("Beton"), 1, 10)]
    assert blamed("Holz Beton Stahl", *many, "Beton", "Stahl") == [
        Blame(parse("Beton"), 1, 10),
        Blame(parse("Stahl"), 1, 10),
    ]


def test_else_the_smallest_group_without_which_something_is_found() -> None:
    assert blamed("Holz Moor Beton", "Holz Moor", "Beton Stahl") == [Blame(parse("Beton"), 1, 1)]
    assert blamed("Holz Moor Beton Stahl", "Holz Moor", "Beton Stahl") == [
        Blame(parse("Holz"), 1, 1),
        Blame(parse("Moor"), 1, 1),
    ]


def test_what_was_not_counted_is_not_blamed() -> None:
    assert blamed("Holz Moor", "Holz", "Moor", left=0) == []


def test_each_query_is_counted_once() -> None:
    asked = []
    counting = Counting(lambda query: asked.append(query) or 7, left=1)

    assert [counting(parse("a")), counting(parse("a")), counting(parse("b"))] == [7, 7, None]
    assert asked == [parse("a")]
