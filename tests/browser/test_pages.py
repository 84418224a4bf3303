"""Every page for everybody: with a keyboard, without JavaScript, narrow, dark, in both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from wirkt.journal import clock
from wirkt.journal.visibility import PUBLIC
from wirkt.releases.models import PressRelease

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
PAGES = {
    "start": "/",
    "all": "/find",
    "found": "/find?q=wald+and+moor",
    "narrowed": "/find?q=wald&subject=biology&from=2026-01-01",
    "second page": "/find?page=2",
    "nothing": "/find?q=moor+quarkspeise",
    "broken": "/find?q=(moor",
    "refused": "/find?colour=red",
    "past the end": "/find?page=9",
    "over time": "/find?q=wald&sort=oldest",
    "advanced": "/find/advanced?q=wald+(moor+oder+holz)&subject=biology",
    "advanced, wrong": "/find/advanced?all=wald+(holz&parts=x&go=1",
    "institutions": "/organisations",
    "institution": "/organisations/institut-fur-waldboden",
    "missing": "/nothing",
}


def addresses() -> dict[str, str]:
    release = PressRelease.objects.visible_to(PUBLIC, clock.now()).get(title__startswith="Moor")
    return {**PAGES, "release": release.get_absolute_url()}


def opened(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    """A page, and what the browser complains about while it is used."""
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    return page, complaints


def violations(page: Page) -> list[str]:
    found = page.evaluate(f"{AXE}; axe.run({{runOnly: {RULES}}}).then(result => result.violations)")
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:240]}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_axe_finds_nothing_on_any_page(house, browser, scheme, language):
    page, complaints = opened(browser, color_scheme=scheme)

    found = {}
    for name, address in addresses().items():
        page.goto(f"{house}/{language}{address}")
        page.evaluate(UNFOLD)
        found[name] = violations(page)
    page.context.close()

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert complaints == []


def test_nothing_sticks_out_at_320_pixels(house, browser):
    page, _ = opened(browser, viewport={"width": 320, "height": 640})

    wide = {}
    for name, address in addresses().items():
        page.goto(f"{house}/de{address}")
        page.evaluate(UNFOLD)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_the_dark_page_is_dark_and_the_light_one_light(house, browser):
    colours = {}
    for scheme in ("light", "dark"):
        page, _ = opened(browser, color_scheme=scheme)
        page.goto(f"{house}/de/")
        colours[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.context.close()

    assert colours == {"light": "oklch(1 0 0)", "dark": "oklch(0.185 0.014 222)"}


def test_a_keyboard_reaches_everything_and_shows_where_it_is(house, browser):
    page, _ = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/find?q=wald")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Zum Inhalt springen")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    reached, unseen = walk(page)
    page.context.close()

    assert unseen == []
    assert {"q", "match", "sort"} <= set(reached)
    assert len(reached) > 30


def walk(page: Page) -> tuple[list[str], list[str]]:
    """What Tab reaches until the page ends, and what of it does not show that it has the focus."""
    reached, unseen = [], []
    for _ in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                const seen = (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none') && box.width > 0;
                return [one.tagName, one.id || one.textContent.trim() || one.className, seen];
            }"""
        )
        if here[0] == "BODY":
            return reached, unseen
        reached.append(here[1])
        if not here[2]:
            unseen.append(f"{here[0]} {here[1]}")
    raise AssertionError("Tab never comes to an end")


def test_everything_works_without_javascript(house, browser):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto(f"{house}/de/")
    page.get_by_role("searchbox", name="Suchwörter").fill("wald")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("25 Pressemitteilungen")

    page.locator("#group-kind > summary").click()
    page.get_by_role("checkbox", name="Pressetermine").check()
    page.get_by_role("button", name="Anwenden").click()
    expect(page.get_by_role("status")).to_contain_text("1 Pressemitteilung")

    page.get_by_role("link", name="Entfernen: Art der Pressemitteilung").click()
    page.get_by_role("link", name="Nächste Seite").click()
    expect(page.get_by_text("Seite 2 von 2")).to_be_visible()

    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.context.close()


def test_choosing_a_value_changes_the_results_in_place(house, browser):
    page, complaints = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/find?q=wald")
    page.evaluate("window.stillHere = true")

    page.locator("#group-kind > summary").click()
    page.locator("#kind-press-events").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("1 Pressemitteilung")

    expect(page.locator("#kind-press-events")).to_be_focused()
    expect(page.locator("#kind-press-events")).to_be_checked()
    assert page.evaluate("window.stillHere") is True
    assert page.url == f"{house}/de/find?q=wald&kind=press-events"

    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("25 Pressemitteilungen")
    expect(page.locator("#kind-press-events")).not_to_be_checked()
    assert page.url == f"{house}/de/find?q=wald"
    assert complaints == []
    page.context.close()


def test_words_typed_are_searched_in_place_and_an_error_is_shown(house, browser):
    page, complaints = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/find")
    page.locator("#q").fill("moor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 Pressemitteilung")
    expect(page).to_have_title("moor – Suchen – wirkt")
    expect(page.locator("mark").first).to_have_text("Moor")

    page.locator("#q").fill("(moor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Die Suche lässt sich nicht lesen")
    page.get_by_role("link", name="(moor)", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 Pressemitteilung")
    assert complaints == []
    page.context.close()


def test_a_printed_release_leaves_the_controls_out(house, browser):
    page, _ = opened(browser)
    page.goto(f"{house}/de{addresses()['release']}")
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Suchen")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("a@boden.example")).to_be_visible()
    page.context.close()
