"""Answers kept in this process for as long as nothing that readers see has changed, and not longer."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import set_response_etag
from django.utils.translation import get_language

from wirkt.catalogue import indexing
from wirkt.journal import clock
from wirkt.search.engines import manifest

LONGEST = 60  # seconds; a label or a name that an operator rewords shows at the latest after this
OK = 200
MOST_BYTES = 32 * 1024 * 1024

STATE = """
SELECT (SELECT MAX(id) FROM journal_change),
       EXISTS (SELECT 1 FROM journal_pending WHERE follower = %s),
       EXISTS (SELECT 1 FROM releases_pressrelease WHERE state = 'approved' AND publish_at <= %s
               AND lifted_at IS NULL AND withdrawn_at IS NULL)
"""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class State:
    """All that an answer depends on besides the question: the newest change and the index that holds it."""

    change: int | None
    index: tuple[str, manifest.Stamp | None]


def state(now: datetime) -> State | None:
    """The state of what is public; None while a change waits for the index, or an hour that has come for its record.

    Asked of the database each time, so that all processes see a change as soon as it is stored.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE, [indexing.FOLLOWER, connection.ops.adapt_datetimefield_value(now)])
        change, waiting, due = cursor.fetchone()
    return None if waiting or due else State(change, (str(settings.INDEX), manifest.stamp(settings.INDEX)))


@dataclass(frozen=True, slots=True)
class _Entry(Generic[V]):
    value: V
    size: int
    until: float


class Kept(Generic[V]):
    """Values of one state at most, the least used of them dropped above `most` bytes. Safe for threads."""

    def __init__(self, size: Callable[[V], int], most: int = MOST_BYTES) -> None:
        self._size = size
        self._most = most
        self._lock = threading.Lock()
        self._state: State | None = None
        self._entries: OrderedDict[Hashable, _Entry[V]] = OrderedDict()
        self._bytes = 0

    def get(
        self, key: Hashable, now: datetime, make: Callable[[], V], good: Callable[[V], bool] = lambda _value: True
    ) -> V:
        """The kept value, else a new one; it is kept if it is good and nothing has changed while it was made."""
        before = state(now)
        if before is None:
            return make()
        known = self._known(key, before)
        if known is not None:
            return known
        value = make()
        if good(value) and state(now) == before:
            self._keep(key, before, value)
        return value

    def _known(self, key: Hashable, current: State) -> V | None:
        with self._lock:
            entry = self._entries.get(key) if self._state == current else None
            if entry is None or entry.until < time.monotonic():
                return None
            self._entries.move_to_end(key)
            return entry.value

    def _keep(self, key: Hashable, current: State, value: V) -> None:
        entry = _Entry(value, self._size(value), time.monotonic() + LONGEST)
        with self._lock:
            if self._state != current:
                self._entries.clear()
                self._state, self._bytes = current, 0
            old = self._entries.pop(key, None)
            self._entries[key] = entry
            self._bytes += entry.size - (old.size if old else 0)
            while self._bytes > self._most:
                self._bytes -= self._entries.popitem(last=False)[1].size


View = Callable[..., HttpResponseBase]


def kept(view: View) -> View:
    """Keep what a public page answers, whole, by its address and language. Nothing in it may depend on who asks."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if request.method != "GET":
            return view(request, *args, **options)
        key = (request.path, request.META.get("QUERY_STRING", ""), get_language())
        held = _answers.get(key, clock.now(), lambda: view(request, *args, **options), _whole)
        return _copied(held) if isinstance(held, HttpResponse) and held.status_code == OK else held

    return answer


def _whole(answer: HttpResponseBase) -> bool:
    if answer.status_code != OK or not isinstance(answer, HttpResponse):
        return False
    set_response_etag(answer)
    return True


def _copied(held: HttpResponse) -> HttpResponse:
    """An answer of its own, that what comes behind may add headers to."""
    made = HttpResponse(held.content)
    for name, value in held.items():
        made.headers[name] = value
    return made


_answers: Kept[HttpResponseBase] = Kept(lambda answer: len(getattr(answer, "content", b"")) + 2_000)
