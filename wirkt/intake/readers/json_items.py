"""The items of a JSON source: an object, a list, or one object a line."""

import io
import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO

from django.utils.translation import gettext_lazy as _

from wirkt.intake import encoding
from wirkt.intake.draft import Unreadable

DEEPEST = 32
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # never valid in JSON, and no line ends


def items(stream: IO[bytes]) -> Iterator[tuple[int | None, object]]:
    """Each item with its line, where it has one of its own; an Unreadable in place of one that is broken.

    The keys of all objects are folded to one spelling. Lines are read one by one; raises Unreadable for a document
    that is broken as a whole.
    """
    lines = encoding.lines(stream)
    first = next(lines, None)
    second = next(lines, None) if first else None
    head = [entry for entry in (first, second) if entry]
    if _are_lines(head):
        for number, line in chain(head, lines):
            yield number, _item(number, line)
        return
    content = _loaded(_rest(head, stream))
    for item in content if isinstance(content, list) else [content]:
        yield None, item


def _item(number: int, line: bytes | Unreadable) -> object:
    try:
        return line if isinstance(line, Unreadable) else _loaded(line)
    except Unreadable as error:
        return Unreadable(error.code, error.message, number)


def _are_lines(head: Sequence[tuple[int, bytes | Unreadable]]) -> bool:
    """Whether the first two lines are items of their own, though one of them may be broken."""
    if any(isinstance(line, bytes) and _is_item(line) for _number, line in head):
        return True
    return len(head) == 2 and isinstance(head[1][1], bytes) and head[1][1].startswith(b'{"')


def _is_item(line: bytes) -> bool:
    try:
        return isinstance(_loaded(line), dict)
    except Unreadable:
        return False


def _rest(head: Sequence[tuple[int, bytes | Unreadable]], stream: IO[bytes]) -> bytes:
    whole = io.BytesIO()
    for number, line in head:
        if isinstance(line, Unreadable):
            raise line
        # Blank lines in front are put back, so that a mistake is reported where it stands.
        whole.write(b"\n" * (number - 1 - whole.getvalue().count(b"\n")) + line)
    whole.write(encoding.take(stream, encoding.DOCUMENT_LIMIT))
    return whole.getvalue()


def _loaded(data: bytes) -> object:
    try:
        content = json.loads(CONTROL.sub("", encoding.raw(data)))
    except json.JSONDecodeError as error:
        message = _("This is not valid JSON: %(what)s, line %(line)s, column %(column)s.")
        where = {"what": error.msg, "line": error.lineno, "column": error.colno}
        raise Unreadable("broken_json", message % where, error.lineno) from error
    except ValueError as error:
        raise Unreadable("broken_json", _("A number in this JSON is too long.")) from error
    except RecursionError as error:
        raise _too_deep() from error
    return _folded(content, DEEPEST)


def _folded(content: object, depth: int) -> object:
    """The same with all keys in one spelling: firstCreated, firstcreated and first_created are one."""
    if depth == 0:
        raise _too_deep()
    if isinstance(content, dict):
        return {key.replace("_", "").casefold(): _folded(value, depth - 1) for key, value in content.items()}
    if isinstance(content, list):
        return [_folded(value, depth - 1) for value in content]
    return content


def _too_deep() -> Unreadable:
    return Unreadable("too_deep", _("The JSON is nested deeper than %(limit)s.") % {"limit": DEEPEST})
