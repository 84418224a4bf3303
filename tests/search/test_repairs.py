"""Nothing found: what is to blame, and what finds something instead."""

from datetime import UTC, datetime

from hypothesis import given

from tests.search.strategies import ZONE, collections, queries
from wirkt.search.document import Document
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.parser import parse
from wirkt.search.query import And, Query
from wirkt.search.repairs import diagnose, repairs


def counting(*bodies: str):
    engine = MemoryEngine(ZONE)
    moment = datetime(2024, 5, 31, tzinfo=UTC)
    engine.apply(Document(str(number), moment, "de", {"body": (body,)}) for number, body in enumerate(bodies))
    return lambda query: engine.search(query, limit=0).total


def test_the_parts_that_find_nothing_are_named() -> None:
    count = counting("Holz im Moor", "Holz")

    assert diagnose(parse("Holz Beton Stahl"), count) == [(parse("Beton"), 0), (parse("Stahl"), 0)]
    assert diagnose(parse("Beton"), count) == [(parse("Beton"), 0)]


def test_else_the_smallest_group_without_which_something_is_found() -> None:
    count = counting("Holz Moor", "Beton Stahl")

    assert diagnose(parse("Holz Moor Beton"), count) == [(parse("Beton"), 1)]
    assert diagnose(parse("Holz Moor Beton Stahl"), count) == [(parse("Holz"), 1), (parse("Moor"), 1)]


def test_repairs_tell_their_text_and_count() -> None:
    count = counting("Holzbau im Moor", "Moorholz", "das Moor, feucht")

    offered = [(r.kind, r.text, r.count, r.dropped) for r in repairs(parse("Holz Moor"), count)]

    assert offered == [("parts", "*holz* and *moor*", 2, ""), ("dropped", "moor", 2, "holz")]


def test_quotes_come_off_word_by_word() -> None:
    count = counting("Netzwerke für Holz")

    offered = [(r.kind, r.text, r.count) for r in repairs(parse('"Holz Netzwerk" not "Stahl"'), count)]

    assert offered == [("unquoted", 'holz and netzwerk and not "stahl"', 1), ("dropped", 'not "stahl"', 1)]


@given(documents=collections, query=queries)
def test_a_repair_keeps_its_promise(documents: list[Document], query: Query) -> None:
    engine = MemoryEngine(ZONE)
    engine.apply(put=documents)
    typed = And((parse("holz"), parse('"haus strasse"'), parse("not email")))

    offered = repairs(typed, lambda asked: engine.search(And((asked, query))).total)

    assert all(repair.count > 0 for repair in offered)
    assert [engine.search(And((parse(repair.text), query))).total for repair in offered] == [r.count for r in offered]
