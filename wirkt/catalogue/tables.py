"""All hits of a search as rows for programs, streamed without a ceiling: CSV and JSON lines."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse

from wirkt.catalogue import engine, present
from wirkt.catalogue.asking import Ask
from wirkt.search.document import Results

CHUNK = 200
COLUMNS = ("id", "uri", "type", "title", "published_at", "url", "organisation", "language", "snippet")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(request: HttpRequest, ask: Ask, now: datetime) -> StreamingHttpResponse:
    """A table with a heading; no cell is a formula."""
    lines = csv.writer(Line())
    heading = lines.writerow(COLUMNS)
    rows = (lines.writerow([guarded(hit[column]) for column in COLUMNS]) for hit in _hits(ask, now))
    return _streamed(heading, rows, "text/csv; charset=utf-8", "wirkt.csv")


def json_lines(request: HttpRequest, ask: Ask, now: datetime) -> StreamingHttpResponse:
    """One hit a line, as in the JSON form."""
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
    query, order = ask.query(), ask.order()

    def chunk(start: int) -> Results:
        return engine.find(query, now, sort=order, limit=CHUNK, offset=start)

    # Asked at once: what is wrong with the query must be said before the first line leaves the house.
    return _all(chunk(0), chunk, now)


def _all(first: Results, chunk: Callable[[int], Results], now: datetime) -> Iterator[dict[str, Any]]:
    for start in range(0, max(first.total, 1), CHUNK):
        found = chunk(start) if start else first
        yield from (shown.as_json() for shown in present.load(found.hits, now))


def _streamed(first: str, rows: Iterable[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(chain([first], rows), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
