"""Kill the writer of an index again and again, and ask after each time whether it holds what was promised.

    index_killing.py FOLDER KILLS SEED

What one life does follows from the seed alone, so that the parent knows what must be there: all that was said to be
done, and what was being done wholly or not at all. Segments are merged after a handful of documents. Prints JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from wirkt.search.document import Document
from wirkt.search.engines import tiers
from wirkt.search.engines.embedded import EmbeddedEngine
from wirkt.search.parser import parse

ZONE = ZoneInfo("Europe/Berlin")
NOON = datetime(2024, 5, 31, 12, 0, tzinfo=UTC)
tiers.SMALL = (2, 4, 8)

State = dict[str, int]


def document(key: str, word: int) -> Document:
    texts = {"title": (f"Holz w{word}",), "body": (f"Innovations- und Netzwerkförderung w{word} {key}",)}
    return Document(key, NOON + timedelta(hours=word), "de", texts, {"kind": frozenset({f"k{word % 3}"})})


def doings(seed: int) -> Iterator[tuple[str, State, list[str]]]:
    """What a life does: put and drop, and now and then build all anew."""
    chance = random.Random(seed)
    while True:
        put = {f"k{chance.randrange(40)}": chance.randrange(7) for _ in range(chance.randint(1, 6))}
        drop = [f"k{chance.randrange(40)}" for _ in range(chance.randint(0, 3))]
        yield ("rebuild" if chance.random() < 0.1 else "apply"), put, [key for key in drop if key not in put]


def after(state: State, doing: tuple[str, State, list[str]]) -> State:
    verb, put, drop = doing
    if verb == "rebuild":
        return put
    return {key: word for key, word in state.items() if key not in drop} | put


def live(folder: Path, seed: int, out: int) -> None:
    """One life: never ends by itself."""
    engine = EmbeddedEngine(folder, ZONE, writable=True)
    for verb, put, drop in doings(seed):
        documents = [document(key, word) for key, word in put.items()]
        if verb == "rebuild":
            engine.rebuild(documents)
        else:
            engine.apply(put=documents, drop=drop)
        os.write(out, b"+")


def kill_one(folder: Path, seed: int, doings_first: int, seconds: float) -> tuple[int, bool]:
    """Let a life promise so many doings, then kill it a moment later: how many it had, and whether it was at work."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            live(folder, seed, write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as promised:
        done = sum(len(promised.read(1)) for _ in range(doings_first))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        done += len(promised.read())
    return done, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def holds(folder: Path, state: State) -> bool:
    """Does the index answer as if it held this, and nothing else?"""
    engine = EmbeddedEngine(folder, ZONE, writable=False)
    words = Counter(state.values())
    return engine.keys() == set(state) and all(
        engine.search(parse(typed), facets=["kind"]).total == count
        for word in range(7)
        for typed, count in ((f"w{word}", words[word]), (f'title:"holz w{word}"', words[word]))
    )


def main(folder: Path, kills: int, seed: int) -> dict[str, object]:
    chance, state, faults = random.Random(seed), State(), []
    at_work = promised = 0
    for life in range(kills):
        done, killed = kill_one(folder, seed * 10_000 + life, chance.randrange(8), chance.uniform(0.0, 0.05))
        at_work += killed
        promised += done
        steps = doings(seed * 10_000 + life)
        for _ in range(done):
            state = after(state, next(steps))
        further = after(state, next(steps))
        if holds(folder, further):
            state = further
        elif not holds(folder, state):
            faults.append(life)
            break
    return {"killed": at_work, "promised": promised, "faults": faults, "left": len(list(folder.iterdir()))}


if __name__ == "__main__":
    home = Path(sys.argv[1])
    home.mkdir(parents=True, exist_ok=True)
    print(json.dumps(main(home, int(sys.argv[2]), int(sys.argv[3]))))
