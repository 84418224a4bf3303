"""`wirkt bench web`: a whole search over HTTP beside a constant of the same server, and the memory it leaves."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from wirkt.bench import importing
from wirkt.bench.asking import status_mb
from wirkt.bench.corpus import FORMAT
from wirkt.bench.goals import Goal
from wirkt.bench.queries import cases

CONSTANT = "/healthz"
_CLASSES = (
    "word",
    "rare word",
    "and",
    "or",
    "not",
    "dates with words",
    "phrase of two",
    "prefix",
)
_WARMING = 8
_JUDGED_FROM = 10_000
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """CPU milliseconds of the server's process for one request, and its memory afterwards."""

    documents: int
    requests: int
    new_ms: float
    again_ms: float
    constant_ms: float
    resident_mb: float
    anonymous_mb: float

    @property
    def new(self) -> float:
        """How many times a constant a search is that nobody has asked since something changed."""
        return self.new_ms / max(self.constant_ms, 1e-6)

    @property
    def again(self) -> float:
        """How many times a constant a search is whose answer is kept."""
        return self.again_ms / max(self.constant_ms, 1e-6)

    def goals(self) -> list[Goal]:
        """Judged where there is something to search."""
        if self.documents < _JUDGED_FROM:
            return []
        return [
            Goal("new search over HTTP, times a constant", self.new, 1.5),
            Goal("search over HTTP asked again, times a constant", self.again, 1.5),
            Goal("resident memory of a web process, MB", self.resident_mb, 400),
        ]


def run(documents: int, folder: Path, requests: int, as_json: bool, out: Any) -> int:
    """Import so many made releases where that is not done yet, serve them, ask. Ends with 1 where a goal is missed."""
    home = folder / f"web-{FORMAT}-{documents}"
    _prepare(home, documents)
    with _server(home) as (port, process):
        served = _measure(port, process, documents, requests)
    judged = served.goals()
    if as_json:
        out.write(json.dumps({**asdict(served), "new": served.new, "again": served.again}) + "\n")
    else:
        out.write("".join(f"{line}\n" for line in _lines(served, judged)))
    return 0 if all(goal.met for goal in judged) else 1


def _prepare(home: Path, documents: int) -> None:
    done = home / "imported"
    if done.exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    source = home / "releases.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        importing.write(documents, lines)
    subprocess.run(_wirkt(home, "import", str(source), "--publish", "--keep-dates"), check=True, capture_output=True)  # noqa: S603
    source.unlink()
    done.touch()


def _wirkt(home: Path, *arguments: str) -> list[str]:
    # `env` hands our own environment on, without this module reading it; no limit keeps us from asking fast.
    return [
        "/usr/bin/env",
        f"WIRKT_HOME={home}",
        "WIRKT_SEARCH_RATE=1000000",
        sys.executable,
        "-m",
        "wirkt",
        *arguments,
    ]


@contextmanager
def _server(home: Path) -> Iterator[tuple[int, int]]:
    """The port, and the process that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = _wirkt(home, "serve", "--bind", f"127.0.0.1:{port}", "--no-worker", "--threads", "2")
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield port, _answering(server.pid, port)
    finally:
        server.terminate()
        server.wait(60)


def _answering(server: int, port: int) -> int:
    """The one child of the server, once it answers."""
    for _ in range(600):
        try:
            Asking(port).get(CONSTANT)
            children = Path("/proc", str(server), "task", str(server), "children").read_text().split()
            return int(children[0])
        except (OSError, IndexError, http.client.HTTPException):
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


class Asking:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str) -> bytes:
        """The body of an answer, which must be a good one."""
        self._connection.request("GET", address, headers={"Accept-Encoding": "identity"})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"{address}: {answer.status}")
        return body


def addresses(documents: int) -> list[str]:
    """Searches of many kinds, ten hits each."""
    typed = dict.fromkeys(case.typed for case in cases(documents) if case.name in _CLASSES)
    return [f"/find.json?{urlencode({'q': one, 'size': '10'})}" for one in typed]


def _measure(port: int, process: int, documents: int, requests: int) -> Served:
    asking, searches = Asking(port), addresses(documents)
    _cpu_ms(process, asking, [*searches[:_WARMING], *[CONSTANT] * _WARMING])
    new = searches[_WARMING:]
    new_ms = _cpu_ms(process, asking, new) / len(new)
    asked = [searches[number % len(searches)] for number in range(requests)]
    again, constant = 0.0, 0.0
    # Blocks take turns, so that a busy moment meets both.
    for start in range(0, requests, block := max(1, requests // 4)):
        again += _cpu_ms(process, asking, asked[start : start + block])
        constant += _cpu_ms(process, asking, [CONSTANT] * len(asked[start : start + block]))
    resident, anonymous = status_mb(str(process), "VmRSS:"), status_mb(str(process), "RssAnon:")
    return Served(documents, requests, new_ms, again / requests, constant / requests, resident, anonymous)


def _cpu_ms(process: int, asking: Asking, asked: Sequence[str]) -> float:
    """Milliseconds a process spent on the processor, in all its threads, while these were answered."""
    before = _ticks(process)
    for address in asked:
        asking.get(address)
    return (_ticks(process) - before) * 1000 / _TICKS


def _ticks(process: int) -> int:
    fields = Path("/proc", str(process), "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _lines(served: Served, judged: Sequence[Goal]) -> Iterator[str]:
    yield f"wirkt bench web: {served.documents} releases (made, seed 1), {served.requests} requests of each kind"
    yield f"new search with facets, CPU ms a request     {served.new_ms:.2f} ({served.new:.1f} constants)"
    yield f"the same asked again, CPU ms a request       {served.again_ms:.2f} ({served.again:.1f} constants)"
    yield f"a constant, CPU ms a request                 {served.constant_ms:.2f}"
    yield f"memory: resident MB / anonymous MB           {served.resident_mb:.0f} / {served.anonymous_mb:.0f}"
    missed = [goal for goal in judged if not goal.met]
    yield f"goals: {len(judged) - len(missed)} met, {len(missed)} missed"
    yield from (f"  missed: {goal}" for goal in missed)
