"""Search as you type: by keyboard, by finger, for a voice that reads the page, and without any script."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Come
from tests.browser.visitor import PHONE, Visitor

LISTING = re.compile(r"/market/collard-greens-[a-z0-9]+/$")


def _box(visitor: Visitor, path: str = "/co-ops/") -> Locator:
    """The box in the head of a page, opened by its link where the page is narrow."""
    visitor.go(path)
    box = visitor.page.locator("header input[name=q]")
    if visitor.device == PHONE:
        expect(box).to_be_hidden()
        opener = visitor.page.locator("header a.to-search")
        opener.click()
        expect(opener).to_have_attribute("aria-expanded", "true")
        expect(box).to_be_focused()
    return box


def _type(visitor: Visitor, text: str, path: str = "/co-ops/") -> tuple[Locator, Locator]:
    box = _box(visitor, path)
    box.press_sequentially(text)
    suggestions = visitor.page.get_by_role("listbox")
    expect(suggestions).to_be_visible()
    return box, suggestions


def _active(box: Locator) -> Locator:
    """The option that the box says a voice should read."""
    return box.page.locator(f"[id='{box.get_attribute('aria-activedescendant')}']")


def test_by_keyboard_from_a_few_letters_to_the_listing(visitor: Visitor) -> None:
    box, _suggestions = _type(visitor, "coll")
    visitor.shot("suggestions")
    box.press("ArrowDown")
    expect(_active(box)).to_have_attribute("aria-selected", "true")
    expect(_active(box)).to_contain_text("Collard greens")
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    expect(_active(box)).to_have_text("See everything for “coll”")
    box.press("ArrowDown")
    box.press("ArrowDown")
    visitor.shot("first option")
    box.press("Enter")
    visitor.page.wait_for_url(LISTING)


def test_a_voice_learns_what_it_is_and_how_many_there_are(visitor: Visitor) -> None:
    box, suggestions = _type(visitor, "coll")
    page = visitor.page
    expect(page.get_by_role("combobox", expanded=True)).to_have_count(1)
    expect(box).to_have_attribute("aria-controls", suggestions.get_attribute("id") or "?")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    expect(page.get_by_role("group", name="Goods").get_by_role("option")).not_to_have_count(0)
    expect(page.get_by_role("group", name="Co-ops").get_by_role("option")).not_to_have_count(0)
    shown = page.get_by_role("listbox").get_by_role("option").count() - 1
    expect(page.locator("header [role=status]")).to_have_text(f"{shown} results")
    assert 2 <= shown <= 8
    box.fill("zzyzx")
    expect(page.locator("header [role=status]")).to_have_text("No suggestions")
    expect(page.get_by_role("combobox", expanded=False)).to_have_count(1)
    expect(suggestions).to_have_count(0)


def test_home_and_end_stay_in_the_text(visitor: Visitor) -> None:
    box, _suggestions = _type(visitor, "coll")
    box.press("ArrowDown")
    box.press("Home")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("x")
    box.press("End")
    box.press("a")
    expect(box).to_have_value("xcolla")


def test_escape_closes_and_then_empties(visitor: Visitor) -> None:
    box, suggestions = _type(visitor, "coll")
    box.press("Escape")
    expect(suggestions).to_have_count(0)
    expect(box).to_have_value("coll")
    box.press("ArrowDown")
    expect(suggestions).to_be_visible()
    box.press("Escape")
    box.press("Escape")
    expect(box).to_have_value("")


def test_going_on_and_pressing_elsewhere_close_it(visitor: Visitor) -> None:
    box, suggestions = _type(visitor, "coll")
    box.press("Tab")
    expect(suggestions).to_have_count(0)
    box.press("ArrowDown")
    expect(suggestions).to_be_visible()
    visitor.page.mouse.click(2, visitor.device.height - 2)
    expect(suggestions).to_have_count(0)


def test_a_press_on_an_option_leads_there(visitor: Visitor) -> None:
    _, suggestions = _type(visitor, "coll")
    visitor.click(suggestions.get_by_text("Collard greens"))
    assert LISTING.search(visitor.page.url)


def test_the_home_page_in_spanish(visitor: Visitor) -> None:
    visitor.go("/es/")
    box = visitor.page.locator("main input[name=q]")
    box.press_sequentially("pan")
    expect(visitor.page.get_by_role("group", name="Productos")).to_be_visible()
    visitor.shot("suggestions in Spanish")
    box.press("ArrowDown")
    box.press("Enter")
    visitor.page.wait_for_url(re.compile("/es/market/"))


def test_the_search_page_suggests_too(visitor: Visitor) -> None:
    visitor.go("/search/?q=bread")
    box = visitor.page.locator("main input[name=q]")
    box.fill("")
    box.press_sequentially("morning")
    first = visitor.page.get_by_role("listbox").get_by_role("option").first
    expect(first).to_contain_text("Morning Shift Bakery")


def test_without_an_answer_it_is_the_plain_form(visitor: Visitor) -> None:
    box = _box(visitor)
    visitor.page.route("**/search/suggest/**", lambda route: route.abort())
    with visitor.page.expect_event("requestfailed"):
        box.press_sequentially("coll")
    # Chromium says that the network failed; nothing else may be said.
    assert all("ERR_FAILED" in trouble for trouble in visitor.troubles)
    visitor.troubles.clear()
    expect(visitor.page.get_by_role("listbox")).to_have_count(0)
    box.press("Enter")
    visitor.page.wait_for_url("**/search/?q=coll")
    visitor.troubles.clear()


def test_without_script_it_is_a_form(come: Come) -> None:
    visitor = come(script=False)
    page = visitor.page
    visitor.go("/co-ops/")
    if visitor.device == PHONE:
        visitor.click(page.locator("header a.to-search"))
    box = page.locator("input[name=q]:visible").first
    box.fill("collard")
    expect(box).not_to_have_attribute("role", "combobox")
    with page.expect_navigation():
        box.press("Enter")
    assert "/search/?q=collard" in page.url
    expect(page.locator("main section[aria-labelledby=listing]")).to_contain_text("Collard greens")
