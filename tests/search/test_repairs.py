"""Nothing found: what finds something instead, in the letters of whoever typed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.strategies import WORDS, ZONE, collections, queries
from tests.search.test_parser import read, typed_texts
from wirkt.search.diagnosis import MOST_COUNTS
from wirkt.search.document import Document
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.errors import QueryError
from wirkt.search.parser import parse
from wirkt.search.query import MODES, And, Mode, Query
from wirkt.search.repairs import Means, Repair, diagnose, groupings, spellings, wider_dates
from wirkt.search.writing import style_of

COMPOUNDS = {"innovationsnetzwerk": ("innovation", "netzwerk"), "holzhaus": ("holz", "haus"), "papa": ("pa", "pa")}


def means(*bodies: str, moment: datetime = datetime(2024, 5, 31, tzinfo=UTC)) -> Means:
    engine = MemoryEngine(ZONE)
    engine.apply(Document(str(number), moment, "de", {"body": (body,)}) for number, body in enumerate(bodies))
    return Means(
        lambda query: engine.search(query, limit=0).total,
        engine.words_like,
        lambda word: COMPOUNDS.get(word, ()),
    )


def offered(typed: str, given: Means, mode: Mode = "words", language: str = "en") -> list[tuple[str, str, int]]:
    query = parse(typed, mode)
    return [told(repair) for repair in diagnose(query, given, style_of(query, typed, language)).repairs]


def told(repair: Repair) -> tuple[str, str, int]:
    return (repair.kind, repair.text, repair.count)


def test_a_compound_is_split_into_its_words() -> None:
    given = means("Netzwerk für Innovation", "Das Netzwerk")

    assert offered("Innovationsnetzwerk", given) == [("split", "Innovation and Netzwerk", 1)]
    assert offered("not Moor Innovationsnetzwerk", given, language="de") == [
        ("split", "nicht Moor und Innovation und Netzwerk", 1), ("dropped", "nicht Moor", 2),
    ]  # fmt: skip
    assert offered("titel:Innovationsnetzwerk or text:innovationsnetzwerk", given) == [
        ("split", "title:Innovation and title:Netzwerk or body:innovation and body:netzwerk", 1)
    ]


@pytest.mark.parametrize(
    ("word", "parts", "expected"),
    [
        ("innovationsnetzwerk", ("innovation", "netz", "werk"),
         [["innovation", "netzwerk"], ["innovation", "netz", "werk"]]),
        ("waldbodenschutz", ("wald", "boden", "schutz"),
         [["waldboden", "schutz"], ["wald", "bodenschutz"], ["wald", "boden", "schutz"]]),
        ("netzwerk", ("netz", "werk"), [["netz", "werk"]]),
        ("papa", ("pa", "pa"), []),
        ("moor", (), []),
    ],
)  # fmt: skip
def test_a_compound_can_be_read_in_several_ways(word: str, parts: Sequence[str], expected: list[list[str]]) -> None:
    assert groupings(word, parts) == expected


def test_the_case_that_only_its_repair_meets() -> None:
    engine = MemoryEngine(ZONE)
    engine.apply([Document("k", datetime(2024, 5, 31, tzinfo=UTC), "de", {"body": ("Netzwerk für Innovation",)})])
    query = parse("Innovationsnetzwerk")

    given = Means(lambda asked: engine.search(asked, limit=0).total, engine.words_like,
                  lambda word: engine.lexicon.leaves(word, "de"))  # fmt: skip
    repairs = diagnose(query, given, style_of(query, "Innovationsnetzwerk")).repairs

    assert engine.search(query).total == 0
    assert told(repairs[0]) == ("split", "Innovation and Netzwerk", 1)


def test_a_word_is_looked_for_in_another_spelling() -> None:
    given = means("Der Wasserstoff in der Lausitz", "Moor")

    assert offered("Waserstof Lausitz", given) == [
        ("spelling", "Wasserstoff and Lausitz", 1), ("dropped", "Lausitz", 1),
    ]  # fmt: skip
    assert offered("Waserstof Lausiz", given) == [("spelling", "Wasserstoff and Lausitz", 1)]
    assert offered('"Waserstoff"', given) == [("spelling", '"wasserstoff"', 1)]
    assert offered("Zebra", given) == []


def test_the_readings_of_a_marked_word_are_not_respelt() -> None:
    assert offered("Leiter:in", means("Weiter so")) == []


def test_where_one_part_can_be_mended_the_other_is_left_out() -> None:
    given = means("Netzwerk für Innovation", "Wasserstoff")

    assert offered("Innovationsnetzwerk Zebra Waserstoff", given) == []
    assert offered("Innovationsnetzwerk Zebra", given) == [("dropped", "Innovation and Netzwerk", 1)]
    assert offered("Quark Zebra", given) == []


def test_a_spelling_is_offered_beside_a_word_that_finds_something() -> None:
    given = means("Wasserstoff", "Moor", "Moor")

    def others(typed: str) -> list[tuple[str, str, int]]:
        query = parse(typed)
        return [told(repair) for repair in spellings(query, given, style_of(query, typed))]

    assert others("Moor or Waserstoff") == [("spelling", "Moor or Wasserstoff", 3)]
    assert others("Moor (Waserstoff or Moor)") == []  # it would find no more than before
    assert others("Moor") == others("Moor not Waserstoff") == others("Moor or Wasserstoff") == []


def test_a_word_is_looked_for_inside_others() -> None:
    assert offered("Holz Moor", means("Holzikus im Moor", "Moorixholzig", "das Moor, feucht")) == [
        ("parts", "*Holz* and Moor", 1), ("dropped", "Moor", 2),
    ]  # fmt: skip
    assert offered("Holz Moor", means("Holzikus im Moorix")) == [("parts", "*Holz* and *Moor*", 1)]
    assert offered("Häuser", means("Rixhäusern")) == [("parts", "*Häuser*", 1)]


def test_quotes_come_off_word_by_word() -> None:
    given = means("Netzwerke für Holzhäuser, Häuser")

    assert offered('"Häusern Netzwerk" not "Stahl"', given) == [
        ("unquoted", 'Häusern and Netzwerk and not "Stahl"', 1), ("dropped", 'not "Stahl"', 1),
    ]  # fmt: skip
    assert offered('titel:"Haus Netz*"~2 or text:"Haus Netz*"', given) == [
        ("unquoted", "title:Haus and title:Netz* or body:Haus and body:Netz*", 1)
    ]
    assert offered("Haus", given, "exact") == [("unquoted", "Haus", 1)]


def test_dates_are_widened() -> None:
    assert offered("Moor date:2024-02", means("Moor")) == [
        ("dates", "Moor and date:2024-01-01..2024-12-31", 1), ("dropped", "Moor", 1),
    ]  # fmt: skip
    assert offered("Moor datum:2025..2024", means("Moor"), language="de") == [
        ("dates", "Moor und datum:2024-01-01..2025-12-31", 1), ("dropped", "Moor", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "wider"),
    [
        (date(2024, 5, 1), date(2024, 5, 31), [
            (date(2024, 1, 1), date(2024, 12, 31)), (date(2023, 1, 1), date(2025, 12, 31)),
            (date(2024, 5, 1), None), (None, date(2024, 5, 31)),
        ]),
        (date(2024, 5, 1), None, [(date(2024, 1, 1), None)]),
        (None, date(2024, 5, 1), [(None, date(2024, 12, 31))]),
        (date(9999, 5, 1), date(1, 5, 1), [
            (date(1, 5, 1), date(9999, 5, 1)), (date(1, 1, 1), date(9999, 12, 31)), (date(1, 1, 1), date(9999, 12, 31)),
            (date(1, 5, 1), None), (None, date(9999, 5, 1)),
        ]),
    ],
)  # fmt: skip
def test_a_wider_range_holds_the_old_one(first: date | None, last: date | None, wider: Sequence[object]) -> None:
    assert list(wider_dates(first, last)) == wider


def test_what_is_blamed_is_left_out_as_a_whole() -> None:
    repairs = diagnose(parse("Holz Beton Stahl"), means("Holz im Moor")).repairs

    assert [(repair.kind, repair.text, repair.count, repair.dropped) for repair in repairs] == [
        ("dropped", "holz", 1, "beton and stahl")
    ]


def test_words_of_the_other_modes_are_kept_as_they_were_meant() -> None:
    given = means("Holzhaus im Moor")

    assert offered("olzhau Zebra", given, "parts", "de") == [("dropped", "*olzhau*", 1)]
    assert offered("Moor Zebra", given, "exact", "de") == [("dropped", '"Moor"', 1)]


def test_nothing_is_counted_for_ever() -> None:
    asked: list[Query] = []
    words = [f"wort{chr(97 + number)}" for number in range(60)]

    def count(query: Query) -> int:
        asked.append(query)
        return int(not isinstance(query, And))

    diagnosis = diagnose(parse(" ".join(words) + ' "a b" date:2024'), Means(count, lambda _: [("moor", 1)] * 9))

    assert len(asked) <= MOST_COUNTS
    assert diagnosis.repairs == []


known = st.sampled_from([word for word in WORDS if word.isalpha()])
often_empty = st.lists(known | st.just("zebra") | st.just("Holzhas") | st.just("Innovationsnetzwerk"), min_size=1).map(
    " ".join
)


@given(documents=collections, query=queries, typed=often_empty | typed_texts, mode=st.sampled_from(MODES))
def test_a_repair_keeps_its_promise(documents: list[Document], query: Query, typed: str, mode: Mode) -> None:
    engine = MemoryEngine(ZONE)
    engine.apply(put=documents)
    asked = read(typed, mode)
    if isinstance(asked, QueryError):
        return

    def count(words: Query) -> int:
        return engine.search(And((words, query)), limit=0).total

    means = Means(count, engine.words_like, lambda word: COMPOUNDS.get(word, ()))
    repairs = diagnose(asked, means, style_of(asked, typed, "de")).repairs

    assert all(repair.count > 0 for repair in repairs)
    assert [count(parse(repair.text)) for repair in repairs] == [repair.count for repair in repairs]
