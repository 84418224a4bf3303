"""How a document lies in the index."""

from datetime import UTC, datetime, timedelta

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.engines.schema import GAP, GAPS, criterion_token, lay_out, microseconds

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)


def laid(language: str = "de", **texts: tuple[str, ...]) -> dict[str, list[object]]:
    document = Document("k", NOON, language, texts, {"kind": frozenset({"study"})})
    return {name: sorted(str(one) for one in some) for name, some in lay_out(document).to_dict().items()}


def words(text: object) -> list[str]:
    return sorted(str(text).split())


def test_a_document_gives_each_stream_a_field() -> None:
    fields = laid(title=("Häuser",), body=("E-Mail",))

    assert fields["key"] == ["k"]
    assert fields["criteria"] == [criterion_token("kind", "study")]
    assert fields["exact_title"] == ["haeuser"]
    assert fields["stem_title"] == ["d:haus"]
    assert fields["exact_body"] == ["e mail"]
    assert fields["stem_body"] == ["d:e d:mail D:email"]
    assert words(fields["word"][0]) == ["e", "haeuser", "mail"]
    assert words(fields["parts"][0]) == ["d:e", "d:email", "d:haus", "d:mail"]
    assert words(fields["carrier"][0]) == sorted(["d:e|e", "d:email|e-mail", "d:haus|häuser", "d:mail|mail"])


def test_a_stem_carries_its_language() -> None:
    stems = {language: laid(language, body=("Networks",))["stem_body"] for language in ("de-AT", "en", "fr")}

    assert stems == {"de-AT": ["d:network"], "en": ["e:network"], "fr": ["x:networks"]}


def test_values_lie_apart_and_empty_fields_not_at_all() -> None:
    fields = laid(place=("Bad", "Berka"), lead=("",), title=())

    assert fields["exact_place"] == [f"bad {' '.join([GAP] * GAPS)} berka"]
    assert {"exact_lead", "exact_title", "exact_body"} & set(fields) == set()


def test_a_moment_keeps_its_order_to_the_microsecond() -> None:
    moments = [
        datetime(1, 1, 1, tzinfo=UTC),
        NOON,
        NOON + timedelta(microseconds=1),
        datetime(9999, 12, 31, tzinfo=UTC),
    ]

    assert sorted(map(microseconds, moments)) == list(map(microseconds, moments))
    assert microseconds(NOON) == microseconds(NOON.astimezone(ZONE)) == 1_717_156_800_000_000
