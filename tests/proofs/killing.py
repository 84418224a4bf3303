"""Run imports and kill each at a random moment; then say what is left. A script, run in a process of its own.

    python killing.py HOME KILLS SEED ITEMS

Prints one JSON object: how many were killed while at work, how many releases are stored, how many of them lack a part,
and what `wirkt check` says after one undisturbed round of work.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

HOME = Path(sys.argv[1])
KILLS, SEED, ITEMS = map(int, sys.argv[2:5])
os.environ["WIRKT_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "wirkt.config.settings"
os.environ["WIRKT_SECRET_KEY"] = "only for this proof"
os.environ["WIRKT_LOG_LEVEL"] = "CRITICAL"

import django  # noqa: E402 -- after the environment

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from wirkt.catalogue.checking import faults  # noqa: E402
from wirkt.catalogue.engine import engine  # noqa: E402
from wirkt.config import home  # noqa: E402
from wirkt.intake.draft import Draft, DraftContact, DraftLink  # noqa: E402
from wirkt.intake.storing import Orders, store  # noqa: E402
from wirkt.journal import clock  # noqa: E402
from wirkt.releases.models import PressRelease  # noqa: E402
from wirkt.worker import steps  # noqa: E402


def draft(number: int, round_: int) -> Draft:
    return Draft(
        source="proof", format="text", uri=f"proof:{number}", title=f"Meldung {number}", language="de",
        body=f"<p>Runde {round_} der Meldung {number}.</p>",
        contacts=(DraftContact("Pressestelle", email="presse@a.example"),),
        links=(DraftLink("https://a.example/", "https://a.example/", "Mehr"),),
    )  # fmt: skip


def work(round_: int) -> None:
    """Import everything again with new texts, then bring the index in step."""
    list(store((draft(number, round_) for number in range(ITEMS)), Orders(clock.now(), settings.ZONE, publish=True)))
    steps.catch_up()


def in_a_child(deed: Any, seconds: float | None) -> bool:
    """Returns whether the child was killed before it had finished."""
    child = os.fork()
    if child == 0:
        try:
            deed()
        except BaseException:  # noqa: BLE001 -- whatever it is, the proof has to show it
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        failures.append(os.WEXITSTATUS(status))
    return os.WIFSIGNALED(status)


def is_whole(release: PressRelease) -> bool:
    return (
        (release.contacts.count(), release.links.count()) == (1, 1)
        and release.versions.count() == release.version >= 1
        and release.versions.last().content["body"] == release.body
    )


def report() -> None:
    releases = list(PressRelease.objects.for_the_house())
    print(
        json.dumps(
            {
                "stored": len(releases),
                "half": sum(not is_whole(release) for release in releases),
                "faults": [fault.text for fault in faults(engine(), clock.now())],
            }
        )
    )


failures: list[int] = []
home.prepare()
connections.close_all()
chance = random.Random(SEED)
killed = sum(in_a_child(lambda n=number: work(n), chance.uniform(0.01, 0.9)) for number in range(KILLS))
in_a_child(steps.catch_up, None)
print(json.dumps({"killed": killed, "failed": len(failures)}))
report()
