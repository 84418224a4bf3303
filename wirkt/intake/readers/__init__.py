"""One reader for each kind of source; a new kind is a new file and one line here."""

import io
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from wirkt.intake import encoding
from wirkt.intake.draft import Draft, Origin, Unreadable
from wirkt.intake.readers import markdown, ninjs, page, text

# Each has `fits(head)` and `read(stream, origin)`; the first that fits reads, the last takes what is left.
READERS: tuple[ModuleType, ...] = (
    markdown,
    ninjs,
    page,
    text,
)


def read(
    data: bytes | IO[bytes],
    source: str,
    *,
    resolve: Callable[[str], bytes] | None = None,
    charset: str | None = None,
) -> Iterator[Draft | Unreadable]:
    """Every release in the data, and an Unreadable for each item that cannot be read; never raises for bad input.

    The kind is found by content. `source` is the address or name that the drafts carry; an http(s) address also
    tells the language and number of a portal page. `resolve` gives the bytes of a picture named beside the text.
    `charset` is what the sender declared. JSON lines are read one by one, so the stream may be long; gzip is
    unpacked on the way.
    """
    stream = io.BufferedReader(encoding.Piped(io.BytesIO(data) if isinstance(data, bytes) else data))
    try:
        yield from _read(stream, Origin(source, charset, resolve))
    except Unreadable as error:
        yield error


def _read(stream: "io.BufferedReader[Any]", origin: Origin) -> Iterator[Draft | Unreadable]:
    if stream.peek(2)[:2] == encoding.GZIP:
        stream = encoding.unpacked(stream)
    with encoding.Packed():
        head = stream.peek(encoding.HEAD)[: encoding.HEAD]
    encoding.check(head)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:8].upper() == b"BEGIN:VC":
        raise Unreadable("calendar", _("This is a calendar or a business card. Only press releases are read."))
    reader = next(reader for reader in READERS if reader.fits(head))
    yield from reader.read(stream, origin)
