"""What helps to search: the form that writes a query, the drawing of the hits over time."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import opened, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_form_shows_while_one_types_what_it_will_ask(house, browser):
    page, complaints = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/find/advanced")

    page.get_by_label("Alle diese Wörter").press_sequentially("Wald")
    page.get_by_label("Keines dieser Wörter").press_sequentially("Moor")
    expect(page.locator("#preview")).to_contain_text("Wald nicht Moor")
    expect(page.locator("#preview")).to_contain_text("24 Pressemitteilungen")
    page.get_by_role("button", name="Suchen").click()

    expect(page.get_by_role("status")).to_contain_text("24 Pressemitteilungen")
    assert page.url == f"{house}/de/find?q=Wald+nicht+Moor"
    assert complaints == []
    page.context.close()


def test_the_form_works_without_javascript(house, browser):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto(f"{house}/de/find?q=wald")

    page.get_by_role("link", name="Erweiterte Suche").click()
    expect(page.get_by_label("Alle diese Wörter")).to_have_value("wald")
    page.get_by_label("Genau diese Wortfolge").fill("Wald und Holz 3")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("1 Pressemitteilung")
    page.context.close()


def test_a_bar_narrows_the_search_and_so_does_its_line_in_the_table(house, browser):
    page, _ = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/find?q=wald")

    page.locator(".timeline a .slot").last.click()
    expect(page.get_by_role("status")).to_contain_text("1 Pressemitteilung")
    assert "from=2026-11-24&to=2026-11-24" in page.url

    page.go_back()
    page.locator("#timeline-table > summary").click()
    page.get_by_role("link", name="23. November 2026", exact=True).click()
    assert "from=2026-11-23&to=2026-11-23" in page.url
    page.context.close()


def test_suggestions_are_reached_by_keyboard_and_said(house, browser):
    page, complaints = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/")
    box = page.get_by_role("combobox", name="Suchwörter")
    lines = page.locator(".suggestions [role=option]")

    box.press_sequentially("wald biol")
    expect(lines).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[aria-live]")).to_have_text("Vorschläge: 1. Mit den Pfeiltasten auswählen.")
    page.keyboard.press("ArrowDown")
    expect(lines.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(box).to_be_focused()

    page.keyboard.press("Escape")
    expect(lines).to_have_count(0)
    expect(box).to_have_value("wald biol")
    page.keyboard.press("ArrowDown")
    expect(lines).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("25 Pressemitteilungen")
    assert page.url == f"{house}/de/find?q=wald&subject=biology"
    assert complaints == []
    page.context.close()


def test_without_a_choice_enter_searches_for_what_was_typed(house, browser):
    page, _ = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{house}/de/find")
    page.locator("#q").press_sequentially("biolog")
    expect(page.locator(".suggestions [role=option]")).to_have_count(1)

    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("0 Pressemitteilungen")
    expect(page.locator(".suggestions [role=option]")).to_have_count(0)
    assert page.url == f"{house}/de/find?q=biolog"
    # What htmx swapped in is a box with suggestions, too.
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("tit")
    page.keyboard.press("ArrowDown")
    page.locator(".suggestions [role=option]").click()
    expect(page.locator("#q")).to_have_value("titel:")
    expect(page.locator("#q")).to_be_focused()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/de/", "/en/find?q=wald"])
def test_an_open_list_is_accessible_and_fits_a_small_screen(house, browser, scheme, address):
    page, _ = opened(browser, color_scheme=scheme, viewport={"width": 320, "height": 640})
    page.goto(f"{house}{address}")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("biol")
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")

    wrong, width = violations(page), page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert wrong == []
    assert width <= 320
