"""From bytes to clean text: which characters were meant, and which must never get further."""

import codecs
import gzip
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from wirkt.intake.draft import Unreadable

TEXT_LIMIT = 2_000_000  # bytes of one page, one text, one line of JSON lines
DOCUMENT_LIMIT = 50_000_000  # bytes of one JSON document
UNPACKED_LIMIT = 200_000_000  # bytes; beyond it a packed file must not be suspiciously small
PACKED_RATIO = 100
BLANK_LIMIT = 100_000  # empty lines in a row
HEAD = 8_192

GZIP = b"\x1f\x8b"
MAGIC = (
    b"\x89PNG", b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*",
    b"\x7fELF", b"MZ", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", GZIP,
)  # fmt: skip
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
FOREIGN = re.compile(
    r"iso-8859-(?:[2-9]|1[0-6])|windows-125[013-8]|cp125[013-8]|koi8-[ru]|mac(?:intosh|-?roman)|big5|gbk|gb2312|"
    r"gb18030|shift[_-]jis|euc-(?:jp|kr)|utf-16(?:-?[lb]e)?",
    re.IGNORECASE,
)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
LINE_END = re.compile(r"\r\n|[\r\x0c\x85\u2028\u2029]")
ODD_BYTES = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b\x00"))


def decode(data: bytes, declared: str | None = None) -> str:
    """The clean text of these bytes; never fails."""
    return clean(raw(data, declared))


def raw(data: bytes, declared: str | None = None) -> str:
    """The text of these bytes as it stands, line ends and control characters included; never fails.

    A byte order mark decides, then UTF-8 if it fits, then the declared encoding if it is neither UTF-8 nor Latin,
    else windows-1252, which is what is meant when UTF-8 is declared and does not fit. Bytes that stand for nothing
    become U+FFFD.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_foreign(data, declared) or "cp1252", "replace")


def clean(text: str) -> str:
    """Composed (NFC), without control characters, line ends as one newline."""
    return unicodedata.normalize("NFC", CONTROL.sub("", LINE_END.sub("\n", text)))


def tidy(text: str) -> str:
    """One line for names, addresses and labels: clean, without soft hyphens and zero-width characters."""
    return " ".join(UNSEEN.sub("", clean(text)).split())


def check(head: bytes) -> None:
    """Raise Unreadable for what is no text at all: nothing, pictures, archives, programs, random bytes."""
    if not head.strip():
        raise Unreadable("empty", _("The file is empty."))
    if any(head.startswith(mark) for mark, _name in BOMS):
        return
    odd = len(head) - len(head.translate(None, ODD_BYTES))
    zeros = head.count(0)
    # A stray zero byte in a text is a damaged character; many of them, or other controls beside, are no text.
    if head.startswith(MAGIC) or zeros * 10 > len(head) or odd * 50 > len(head) or (zeros and odd):
        raise Unreadable(
            "binary", _("This is not a text. Pages, plain texts, ninjs and Markdown files can be imported.")
        )


def take(stream: IO[bytes], limit: int) -> bytes:
    """Everything that is left in the stream, or Unreadable when that is more than the limit."""
    data = read(stream, limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def read(stream: IO[bytes], size: int) -> bytes:
    """Up to so many bytes, as many as there are; a packed stream that breaks off is Unreadable."""
    with Packed():
        return stream.read(size)


def lines(stream: IO[bytes], limit: int = TEXT_LIMIT) -> Iterator[tuple[int, bytes | Unreadable]]:
    """The lines that are not blank, numbered from 1; one that is too long becomes an Unreadable in its place."""
    number = last = 0
    while True:
        number += 1
        try:
            line = _line(stream, limit)
        except Unreadable as error:
            yield number, Unreadable(error.code, error.message, number)
            return
        if line is None:
            last = number
            yield number, too_large(limit, number)
        elif line.strip():
            last = number
            yield number, line
        elif not line:
            return
        elif number - last > BLANK_LIMIT:
            yield number, Unreadable("too_large", _("There are too many empty lines."), number)
            return


def _line(stream: IO[bytes], limit: int) -> bytes | None:
    """The next line, empty at the end of the stream; None for one that is too long, which is skipped."""
    with Packed():
        line = stream.readline(limit + 1)
        if len(line) <= limit:
            return line
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        return None


def too_large(limit: int, line: int | None = None) -> Unreadable:
    """The answer to more bytes than are read."""
    return Unreadable(
        "too_large",
        _("This is larger than %(limit)s MB. Please split it.") % {"limit": limit // 1_000_000},
        line,
    )


class Packed:
    """Reading inside this block turns the errors of a damaged gzip file into Unreadable."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, EOFError):
            raise Unreadable(
                "truncated",
                _("The packed file breaks off. What could be read was read; please send it again."),
            ) from error
        if isinstance(error, gzip.BadGzipFile | zlib.error):
            raise Unreadable("damaged", _("The packed file is damaged. Please pack it again.")) from error


def unpacked(stream: IO[bytes]) -> io.BufferedReader:
    """The content of a gzip file as a stream, which refuses to swell without end."""
    return io.BufferedReader(_Unpacked(stream))


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._packed = Piped(stream)
        self._content = gzip.GzipFile(fileobj=io.BufferedReader(self._packed))
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._content.read1(len(buffer))
        self._given += len(data)
        if self._given > UNPACKED_LIMIT and self._given > PACKED_RATIO * self._packed.taken:
            raise Unreadable("too_large", _("The packed file grows beyond every measure. It is not read further."))
        buffer[: len(data)] = data
        return len(data)


class Piped(io.RawIOBase):
    """Anything that can be read, as a raw stream that counts what it gave."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)


def _foreign(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        found = DECLARED.search(data[:HEAD])
        declared = found.group(1).decode("ascii") if found else ""
    name = declared.strip().casefold()
    return name if FOREIGN.fullmatch(name) else None
