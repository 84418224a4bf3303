"""The embedded index: readers beside a writer, exactness at its edges, building anew."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.search.strategies import ZONE
from wirkt.search.analysis import vocabulary
from wirkt.search.document import Document, Results
from wirkt.search.engines import evaluating, manifest
from wirkt.search.engines.embedded import EmbeddedEngine, IndexLocked
from wirkt.search.engines.manifest import IndexOutdated
from wirkt.search.engines.memory import MemoryEngine
from wirkt.search.errors import QueryError
from wirkt.search.files.mapped import Damaged
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING, And, Keys, Not, Phrase

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)


def document(key: str, body: str = "", *, hours: int = 0, **texts: str) -> Document:
    return Document(key, NOON + timedelta(hours=hours), "de", {"body": (body,), **{n: (t,) for n, t in texts.items()}})


def keys(results: Results) -> list[str]:
    return [hit.key for hit in results.hits]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    made = EmbeddedEngine(tmp_path / "index", ZONE, writable=True)
    yield made
    made.close()


def test_a_reader_finds_nothing_before_there_is_an_index_and_everything_after(tmp_path: Path) -> None:
    reader = EmbeddedEngine(tmp_path / "index", ZONE, writable=False)
    before = reader.search(EVERYTHING, facets=["kind"])
    writer = EmbeddedEngine(tmp_path / "index", ZONE, writable=True)

    writer.apply(put=[document("a", "Holz")])

    assert before == Results(0, [], {"kind": {}})
    assert reader.search(parse("Holz")).total == 1
    assert reader.keys() == {"a"}


def test_a_reader_sees_each_change_at_its_next_search(engine: EmbeddedEngine) -> None:
    reader = EmbeddedEngine(engine.folder, ZONE, writable=False)
    seen = []

    for number in range(4):
        engine.apply(put=[document(f"k{number}", "Holz")], drop=[f"k{number - 2}"])
        seen.append(sorted(keys(reader.search(parse("Holz")))))

    assert seen == [["k0"], ["k0", "k1"], ["k1", "k2"], ["k2", "k3"]]


def test_an_index_without_documents_finds_nothing(engine: EmbeddedEngine) -> None:
    engine.apply(drop=["unknown"])

    assert engine.search(Not(parse("Holz")), sort="relevance", facets=["kind"]) == Results(0, [], {"kind": {}})
    assert engine.keys() == set()
    assert engine.found_as(EVERYTHING, parse("Holz")) == []


def test_a_second_writer_is_refused_until_the_first_is_closed(engine: EmbeddedEngine) -> None:
    with pytest.raises(IndexLocked):
        EmbeddedEngine(engine.folder, ZONE, writable=True)

    engine.close()

    second = EmbeddedEngine(engine.folder, ZONE, writable=True)
    second.apply(put=[document("a")])
    assert second.keys() == {"a"}


def test_a_second_writer_in_another_process_is_refused(engine: EmbeddedEngine) -> None:
    program = (
        "import sys; from pathlib import Path; from zoneinfo import ZoneInfo\n"
        "from wirkt.search.engines.embedded import EmbeddedEngine, IndexLocked\n"
        "try: EmbeddedEngine(Path(sys.argv[1]), ZoneInfo('UTC'), writable=True)\n"
        "except IndexLocked: print('locked')"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program, str(engine.folder)], capture_output=True, text=True, check=True
    )

    assert ended.stdout == "locked\n"


def test_a_reader_may_not_write(tmp_path: Path) -> None:
    reader = EmbeddedEngine(tmp_path, ZONE, writable=False)

    with pytest.raises(IndexLocked):
        reader.apply(put=[document("a")])
    with pytest.raises(IndexLocked):
        reader.rebuild([])


def test_what_breaks_off_leaves_nothing_behind(engine: EmbeddedEngine) -> None:
    engine.apply(put=[document("a", "Holz")])

    def broken() -> Iterator[Document]:
        yield document("b", "Holz")
        raise RuntimeError("the source ended")

    with pytest.raises(RuntimeError, match="the source ended"):
        engine.apply(put=broken(), drop=["a"])
    with pytest.raises(RuntimeError, match="the source ended"):
        engine.rebuild(broken())
    engine.apply(put=[document("c")])

    assert engine.keys() == {"a", "c"}
    assert keys(engine.search(parse("Holz"))) == ["a"]


def test_a_rebuild_replaces_all_and_readers_follow(engine: EmbeddedEngine) -> None:
    reader = EmbeddedEngine(engine.folder, ZONE, writable=False)
    engine.apply(put=[document("a"), document("b")])
    before = reader.keys()

    engine.rebuild([document("c"), document("d"), document("c", "Holz")])
    engine.apply(put=[document("e")])

    assert before == {"a", "b"}
    assert reader.keys() == {"c", "d", "e"}
    assert keys(reader.search(parse("Holz"))) == ["c"]
    named = manifest.read(engine.folder)
    assert named is not None
    assert {path.name for path in engine.folder.iterdir()} == named.files() | {"manifest.json", "lock"}


def test_an_index_of_another_form_is_refused_and_can_be_built_anew(engine: EmbeddedEngine) -> None:
    engine.apply(put=[document("a")])
    file = engine.folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"format": 0}))
    reader = EmbeddedEngine(engine.folder, ZONE, writable=False)

    with pytest.raises(IndexOutdated):
        reader.search(EVERYTHING)
    with pytest.raises(IndexOutdated):
        engine.apply(put=[document("b")])
    engine.rebuild([document("b")])

    assert reader.keys() == {"b"}


def test_a_phrase_that_stands_for_too_many_is_refused_with_its_place(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.apply(put=[document("a", " ".join(f"aa{number} bb{number}" for number in range(17)))])
    answered = engine.search(parse('"aa* bb*"')).total
    monkeypatch.setattr(evaluating, "MOST_ENTRIES", 60)

    with pytest.raises(QueryError) as caught:
        engine.search(parse('x or "aa* bb*"'))

    assert answered == 1
    assert (caught.value.code, caught.value.position, caught.value.length) == ("too_many_terms", 5, 9)
    assert engine.search(parse('"aa1* bb1"')).total == 1


def test_words_near_each_other_do_not_reach_from_one_value_into_the_next(engine: EmbeddedEngine) -> None:
    values = Document("a", NOON, "de", {"place": ("eins zwei", "drei vier")})
    engine.apply(put=[values])

    totals = {near: engine.search(Phrase(("zwei", "drei"), near)).total for near in (0, 10, 30, 31, 32, 33, 1_000_000)}

    assert set(totals.values()) == {0}
    assert engine.search(Phrase(("vier", "drei"), 0)).total == 1


def test_a_page_far_behind_the_last_hit_is_empty(engine: EmbeddedEngine) -> None:
    engine.apply(put=[document("a")])

    assert engine.search(EVERYTHING, offset=10**9) == Results(1, [], {})
    assert engine.search(EVERYTHING, limit=0).total == 1


def test_a_tie_longer_than_a_page_is_ordered_by_key(engine: EmbeddedEngine) -> None:
    names = [f"k{number:03}" for number in range(200)]
    engine.apply(put=[document(name, "Holz") for name in reversed(names)])

    pages = [keys(engine.search(parse("Holz"), sort=s, offset=60, limit=3)) for s in ("newest", "oldest", "relevance")]

    assert pages == [["k060", "k061", "k062"]] * 3


def test_relevance_prefers_the_title_then_the_newest(engine: EmbeddedEngine) -> None:
    engine.apply(
        put=[
            document("old", "Holz steht im Wald", hours=-1),
            document("new", "Holz steht im Wald"),
            document("title", "steht im Wald", title="Holz"),
            document("none", "Beton"),
        ]
    )

    results = engine.search(parse("Holz"), sort="relevance")

    assert keys(results) == ["title", "new", "old"]
    assert [hit.score > 0 for hit in results.hits] == [True] * 3
    assert keys(engine.search(parse("not Holz"), sort="relevance")) == ["none"]


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(ZONE), lambda f: EmbeddedEngine(f, ZONE, writable=True)])
def test_the_words_that_carried_a_term_are_counted(make, tmp_path: Path) -> None:
    engine = make(tmp_path)
    engine.apply(
        put=[
            document("a", "Häuser und Haus"),
            document("b", "Häuser"),
            document("c", "Haus-Boot"),
            document("d", "Hauses"),
            document("e", "Hausboote"),
        ]
    )
    found = And((EVERYTHING, Not(Keys(frozenset({"d"})))))

    assert engine.found_as(found, parse("Haus")) == [("haus", 2), ("häuser", 2), ("hausboote", 1)]
    assert engine.found_as(found, parse("Hausboot")) == [("haus-boot", 1), ("hausboote", 1)]
    assert engine.found_as(found, parse("Beton")) == []


def test_words_of_any_length_and_alphabet_are_found(engine: EmbeddedEngine) -> None:
    long = "donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen"
    engine.apply(put=[document("a", f"{long} 한글 {'x' * 300}")])

    totals = [engine.search(parse(typed)).total for typed in (long, f'"{long}"', "한글", "x" * 300, f"{long[:50]}*")]

    assert totals == [1] * 5


def test_thousands_of_documents_are_put_at_once(engine: EmbeddedEngine) -> None:
    engine.apply(put=(document(f"k{number}", f"Holz w{number % 100}", hours=number) for number in range(5_000)))

    results = engine.search(parse("Holz w7"), limit=2)

    assert (results.total, keys(results)) == (50, ["k4907", "k4807"])


@pytest.mark.proof
def test_readers_beside_many_puts_see_whole_generations(engine: EmbeddedEngine) -> None:
    program = (
        "import sys; from pathlib import Path; from zoneinfo import ZoneInfo\n"
        "from wirkt.search.engines.embedded import EmbeddedEngine\n"
        "from wirkt.search.parser import parse\n"
        "reader, last = EmbeddedEngine(Path(sys.argv[1]), ZoneInfo('UTC'), writable=False), 0\n"
        "while last < 2 * 200:\n"
        "    total = reader.search(parse('Holz')).total\n"
        "    assert total >= last and total % 2 == 0, (last, total)\n"
        "    last = total\n"
    )
    reader = subprocess.Popen([sys.executable, "-c", program, str(engine.folder)])

    for number in range(200):
        engine.apply(put=[document(f"{number}a", "Holz"), document(f"{number}b", "Holz")])

    assert reader.wait(timeout=120) == 0


def test_a_byte_changed_on_the_disk_is_found_when_looked_for(engine: EmbeddedEngine) -> None:
    engine.apply(put=[document("a", "Holz im Wald"), document("b", "Moor")])
    engine.verify()
    file = engine.folder / "segment-1"
    content = bytearray(file.read_bytes())
    content[content.index(b"holz")] ^= 1
    file.write_bytes(content)

    reader = EmbeddedEngine(engine.folder, ZONE, writable=False)

    with pytest.raises(Damaged, match="exact"):
        reader.verify()


def test_a_file_that_is_cut_off_is_called_damaged(engine: EmbeddedEngine) -> None:
    engine.apply(put=[document("a", "Holz im Wald")])
    file = engine.folder / "segment-1"
    file.write_bytes(file.read_bytes()[:-9])

    with pytest.raises(Damaged):
        EmbeddedEngine(engine.folder, ZONE, writable=False).keys()


def test_an_index_split_by_other_rules_is_outdated_and_can_be_built_anew(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.apply(put=[document("a", "Holzbau")])
    monkeypatch.setattr(vocabulary, "rules", lambda: "of another day")
    reader = EmbeddedEngine(engine.folder, ZONE, writable=False)

    with pytest.raises(IndexOutdated):
        reader.keys()

    engine.rebuild([document("b", "Holzbau")])
    assert reader.keys() == {"b"}
