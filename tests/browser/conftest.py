"""One browser for all tests here, and a house with something on every page."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import NOON
from wirkt.criteria.models import Criterion, load_vocabulary
from wirkt.organisations.models import ContactPoint, named
from wirkt.releases import pictures
from wirkt.releases.models import Contact, Image, Link

CHROMIUM = os.environ.get("WIRKT_CHROMIUM", "/usr/bin/chromium")
PICTURE = Path(__file__).resolve().parents[2] / "wirkt/sample/pictures/wald-schichten.png"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's own Chromium, started once."""
    # Playwright's loop runs in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM} (WIRKT_CHROMIUM): this test was not run")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def house(browser, live_server, transactional_db, home, make_release, settings) -> str:
    """The address of a running house with releases, pictures, contacts, links and criteria."""
    load_vocabulary()  # a test with transactions leaves empty tables behind
    issuer = named("Institut für Waldboden")
    ContactPoint.objects.create(organisation=issuer, function="Pressestelle", email="presse@boden.example")
    stored = pictures.store(PICTURE.read_bytes())
    values = {(value.category, value.slug): value for value in Criterion.objects.all()}
    chosen = [values[pair] for pair in (("subject", "biology"), ("kind", "press-events"), ("audience", "journalists"))]
    make_release(
        "Moor speichert Wasser im Wald",
        lead="Drei Moore im Thüringer Wald wurden ein Jahr lang gemessen; sie speichern mehr Wasser als gedacht.",
        body="<p>Ein Text mit <a href='https://moor.example/'>einem Verweis</a>.</p><h2>Zahlen</h2>"
        "<table><tr><th scope='col'>Moor</th><th scope='col'>Liter</th></tr>"
        "<tr><td>Rotes Moor</td><td>4</td></tr></table>",
        boilerplate="Das Institut ist erfunden.",
        places=[{"name": "Jena"}],
        parts={
            "criteria": chosen,
            "contacts": [Contact(role="press", name="Anna Muster", email="a@boden.example", phone="+49 30 23125-101")],
            "links": [Link(url="https://moor.example/", label="Daten"), Link(shown="https://moor...", truncated=True)],
            "images": [
                Image(file=stored.file, name="wald.png", content_type=stored.content_type, width=stored.width,
                      height=stored.height, caption="Der Wald", alt="Wald und Boden", source="Haus", copyright="Haus")
            ],
        },
    )  # fmt: skip
    for number in range(24):
        make_release(f"Wald und Holz {number}", NOON - timedelta(days=number + 1), parts={"criteria": chosen[:1]})
    make_release("Timber without glue", NOON - timedelta(days=40), language="en", body="<p>A house of timber.</p>")
    return live_server.url
