"""From bytes to clean text."""

import gzip
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirkt.intake import encoding
from wirkt.intake.draft import Unreadable

WORDS = "Größe „über“ alles – naïve Œuvre"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_told_apart(name):
    assert encoding.decode(WORDS.encode(name)) == WORDS


@pytest.mark.parametrize(
    "declared", ["utf-8", "iso-8859-1", "latin1", "windows-1252", "no-such-encoding", "utf-7", None]
)
def test_what_is_not_utf8_is_windows_1252_whatever_latin_is_declared(declared):
    assert encoding.decode(WORDS.encode("cp1252"), declared) == WORDS


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "shift_jis", "gb18030"])
def test_a_declared_encoding_that_is_not_latin_is_used(declared):
    words = "漢字" if declared in ("shift_jis", "gb18030") else "Наука и жизнь"

    assert encoding.decode(words.encode(declared), declared) == words


def test_the_encoding_may_be_declared_in_the_page():
    page = '<meta http-equiv="content-type" content="text/html; charset=windows-1251"><p>Наука</p>'

    assert encoding.decode(page.encode("windows-1251")) == page


def test_bytes_that_stand_for_nothing_are_marked():
    assert encoding.decode(b"a\x81b \xe4") == "a\ufffdb ä"


def test_decomposed_characters_are_composed():
    assert encoding.decode(unicodedata.normalize("NFD", "Größe").encode()) == "Größe"


def test_control_characters_disappear_and_line_ends_become_one():
    assert encoding.clean("a\x00b\x07c\r\nd\re\u2028f\x85g\x7f\ud800") == "abc\nd\ne\nf\ng"


def test_a_name_is_one_line_without_hidden_characters():
    assert encoding.tidy("  Ma\u00adria\u200b \u2060 von\u00a0der\nAue\u202e ") == "Maria von der Aue"


@pytest.mark.parametrize("data", [b"", b"   \r\n\t "])
def test_nothing_is_empty(data):
    with pytest.raises(Unreadable) as caught:
        encoding.check(data)

    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"PK\x03\x04abc",
        b"GIF89a",
        b"\x00\x00\x00\x00",
        bytes(range(256)),
        b"\x1f\x8b",
    ],
)
def test_what_is_no_text_is_binary(data):
    with pytest.raises(Unreadable) as caught:
        encoding.check(data)

    assert caught.value.code == "binary"


@pytest.mark.parametrize("data", [b"a", WORDS.encode("utf-16"), "Grüße\x00aus Jena, und noch mehr".encode()])
def test_text_passes_even_with_one_damaged_character(data):
    encoding.check(data)


def test_lines_are_numbered_and_blank_ones_left_out():
    stream = io.BytesIO(b"a\n\n  \nb")

    assert list(encoding.lines(stream)) == [(1, b"a\n"), (4, b"b")]


def test_a_line_that_is_too_long_is_skipped_and_the_next_is_read():
    found = list(encoding.lines(io.BytesIO(b"12345\n123456789012\n1234\n"), limit=6))

    assert [(number, line if isinstance(line, bytes) else line.code) for number, line in found] == [
        (1, b"12345\n"),
        (2, "too_large"),
        (3, b"1234\n"),
    ]


def test_endless_blank_lines_end():
    found = list(encoding.lines(io.BytesIO(b"a\n" + b"\n" * 200_000 + b"b\n")))

    assert [line if isinstance(line, bytes) else line.code for _number, line in found] == [b"a\n", "too_large"]


def test_no_more_than_the_limit_is_taken():
    with pytest.raises(Unreadable) as caught:
        encoding.take(io.BytesIO(b"12345"), 4)

    assert caught.value.code == "too_large"
    assert encoding.take(io.BytesIO(b"1234"), 4) == b"1234"


def test_a_packed_file_is_unpacked_on_the_way():
    stream = encoding.unpacked(io.BytesIO(gzip.compress(b"a\nb\n") + gzip.compress(b"c\n")))

    assert stream.read() == b"a\nb\nc\n"


def test_a_packed_file_that_breaks_off_gives_its_lines_and_says_so():
    data = gzip.compress(b"".join(b"line %d of a longer file\n" % number for number in range(5_000)))

    found = list(encoding.lines(encoding.unpacked(io.BytesIO(data[: len(data) // 2]))))

    assert found[0] == (1, b"line 0 of a longer file\n")
    assert found[-1][1].code == "truncated"
    assert found[-1][1].line == len(found)


def test_a_damaged_packed_file_says_so():
    data = bytearray(gzip.compress(b"abc" * 1_000))
    data[-6] ^= 0xFF

    with pytest.raises(Unreadable) as caught:
        encoding.read(encoding.unpacked(io.BytesIO(bytes(data))), 10_000)

    assert caught.value.code == "damaged"


def test_a_packed_file_that_swells_without_end_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(encoding, "UNPACKED_LIMIT", 1_000_000)
    bomb = gzip.compress(b"0123456789\n" * 1_000_000)

    found = list(encoding.lines(encoding.unpacked(io.BytesIO(bomb))))

    assert found[-1][1].code == "too_large"
    assert len(found) < 150_000


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=20)))
def test_any_bytes_become_clean_text(data, declared):
    text = encoding.decode(data, declared)

    assert text == unicodedata.normalize("NFC", text)
    assert "\x00" not in text
    assert text.encode().decode() == text


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    assert encoding.tidy(encoding.tidy(text)) == encoding.tidy(text)
