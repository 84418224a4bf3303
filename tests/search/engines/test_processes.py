"""Threads that read while another writes, and a writer that is killed."""

import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.search.strategies import ZONE
from wirkt.search.document import Document
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.parser import parse
from wirkt.search.query import EVERYTHING

NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from wirkt.search.document import Document
from wirkt.search.engines.embedded import EmbeddedEngine
engine = EmbeddedEngine(Path(sys.argv[1]), ZoneInfo("UTC"), writable=True)
moment = datetime(2024, 5, 31, tzinfo=UTC)
print("ready", flush=True)
for number in range(10_000):
    put = [Document(f"{number}{twin}", moment, "de", {"body": ("Holz",)}) for twin in "ab"]
    engine.apply(put=put)
    if number % 5 == 4:
        keys = (f"{n}{twin}" for n in range(number + 1) for twin in "ab")
        engine.rebuild(Document(key, moment, "de", {"body": ("Holz",)}) for key in keys)
    print(number, flush=True)
"""


def test_threads_find_whole_generations_while_another_writes(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, ZONE, writable=True)
    done = threading.Event()

    def read() -> list[int]:
        totals = [0]
        while not done.is_set():
            totals.append(engine.search(parse("Holz*"), facets=["kind"]).total)
        return totals

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(15):
            engine.apply(put=[Document(f"{number}{twin}", NOON, "de", {"body": ("Holz",)}) for twin in "ab"])
        done.set()
        seen = [reader.result() for reader in readers]

    assert [totals == sorted(totals) for totals in seen] == [True] * 3
    assert {total % 2 for totals in seen for total in totals} == {0}
    assert engine.search(parse("Holz")).total == 30


def kill_while_writing(folder: Path, seconds: float) -> int:
    """Start a writer, kill it, and tell how many batches it had promised."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    assert writer.stdout.readline() == "ready\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    promised = writer.stdout.read().split("\n")[:-1]
    writer.wait()
    return len(promised)


@pytest.mark.parametrize(
    "seed", [1, 2, pytest.param(3, marks=pytest.mark.proof), pytest.param(4, marks=pytest.mark.proof)]
)
def test_what_a_killed_writer_promised_is_there_and_the_next_one_goes_on(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)

    promised = kill_while_writing(tmp_path, chance.uniform(0.2, 1.5))

    reader = EmbeddedEngine(tmp_path, ZONE, writable=False)
    found = reader.keys()
    assert {f"{number}{twin}" for number in range(promised) for twin in "ab"} <= found
    assert len(found) % 2 == 0
    engine = EmbeddedEngine(tmp_path, ZONE, writable=True)
    engine.apply(put=[Document("new", NOON, "de", {})], drop=found)
    assert reader.search(EVERYTHING).total == 1
    engine.rebuild([])
    assert reader.keys() == set()
