"""All hits of a search as rows for programs, streamed without a ceiling: CSV and JSON lines."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse

from wirkt.catalogue import asking, engine, present
from wirkt.catalogue.asking import Ask
from wirkt.search.document import Hit

CHUNK = 500
EVERY = 1_000_000_000
COLUMNS = ("id", "uri", "type", "title", "published_at", "url", "organisation", "language", "snippet")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_rows(request: HttpRequest, ask: Ask, now: datetime) -> StreamingHttpResponse:
    """A table with a heading, UTF-8 without a byte order mark; no cell is a formula."""
    lines = csv.writer(Line())
    heading = lines.writerow(COLUMNS)
    rows = (lines.writerow([guarded(hit[column]) for column in COLUMNS]) for hit in _hits(ask, now))
    return _streamed(heading, rows, "text/csv; charset=utf-8", "wirkt.csv")


def json_lines(request: HttpRequest, ask: Ask, now: datetime) -> StreamingHttpResponse:
    """One hit a line, as in the JSON form; without reasons."""
    rows = (json.dumps(hit, ensure_ascii=False) + "\n" for hit in _hits(ask, now))
    return _streamed("", rows, "application/jsonl; charset=utf-8", "wirkt.jsonl")


class Line:
    """What a CSV writer writes to: it gets its line back."""

    def write(self, line: str) -> str:
        return line


def guarded(value: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _hits(ask: Ask, now: datetime) -> Iterator[dict[str, Any]]:
    # Asked at once: what is wrong with the query must be said before the first line leaves the house. And in one
    # question, so that what is published while the lines leave moves none of them.
    found = engine.find(ask.query(), now, sort=ask.order(), limit=EVERY)
    asking.within(ask, found.total)
    return _all([_packed(found.hits[start : start + CHUNK]) for start in range(0, len(found.hits), CHUNK)], now)


def _all(packs: list[str], now: datetime) -> Iterator[dict[str, Any]]:
    for pack in packs:
        yield from (shown.as_json() for shown in present.rows(_unpacked(pack), now))


def _packed(hits: Sequence[Hit]) -> str:
    """Hits as one text: half a million of them are held while the reader takes their time."""
    return "\n".join(f"{hit.key} {hit.score:.4f}" for hit in hits)


def _unpacked(pack: str) -> Iterator[Hit]:
    for line in pack.split("\n"):
        key, _, score = line.rpartition(" ")
        yield Hit(key, float(score))


def _streamed(first: str, rows: Iterable[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(chain([first], rows), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
