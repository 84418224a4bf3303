"""From put to found: how long until another process finds a new document."""

import subprocess
import sys
import time
from datetime import timedelta

from wirkt.bench.corpus import FIRST
from wirkt.search.document import Document
from wirkt.search.engines.embedded import EmbeddedEngine

_READER = """
import sys, time
from pathlib import Path
from zoneinfo import ZoneInfo
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.query import Phrase
reader = EmbeddedEngine(Path(sys.argv[1]), ZoneInfo("UTC"), writable=False)
for line in sys.stdin:
    sought = Phrase((line.strip(),))
    while not reader.search(sought, limit=1).total:
        time.sleep(0.0005)
    print(time.monotonic_ns(), flush=True)
"""


def put_to_found(engine: EmbeddedEngine, times: int = 20) -> list[float]:
    """Wall milliseconds for each of so many puts, the commit included; the documents are dropped again."""
    reader = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-c", _READER, str(engine.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdin and reader.stdout  # noqa: PT018, S101 -- told to the type checker
    keys = [f"bench:put:{number}" for number in range(times)]
    taken = []
    with reader:
        for number, key in enumerate(keys):
            word = f"gefunden{number}"
            print(word, file=reader.stdin, flush=True)
            began = time.monotonic_ns()
            moment = FIRST + timedelta(seconds=number)
            engine.apply(put=[Document(key, moment, "de", {"body": (word,)})])
            taken.append((int(reader.stdout.readline()) - began) / 1e6)
        reader.stdin.close()
    engine.apply(drop=keys)
    return taken
