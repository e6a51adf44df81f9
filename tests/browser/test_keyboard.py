"""The ways through the site by keyboard alone: each stop of the Tab key shows where it is."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.keys import Keys
from tests.browser.shopping import TICKET
from tests.browser.visitor import DESKTOP, Visitor

pytestmark = pytest.mark.parametrize("device", [DESKTOP], ids=["desktop"], indirect=True)


def _skipped(visitor: Visitor) -> Keys:
    """Past the header with the first link of the page."""
    keys = Keys(visitor)
    visitor.page.keyboard.press("Tab")
    keys.sees_focus()
    expect(visitor.page.locator("a.skip")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile("#main$"))
    return keys


def test_a_resident_from_the_search_box_to_the_ticket(come: Come) -> None:
    visitor = come()
    page = visitor.page
    visitor.go("/")
    keys = _skipped(visitor)
    keys.write(page.locator("main input[name=q]"), "sandwich loaf")
    keys.press("Enter")
    keys.tab_to(page.locator("main a[href*='/market/sandwich-loaf-']").first)
    keys.press("Enter")
    keys.tab_to(page.locator("#buy button[value='1']"))
    page.keyboard.press("Space")
    expect(page.locator("#buy input[name=quantity]")).to_have_value("2")
    keys.tab_to(page.locator("#buy button.big"))
    page.keyboard.press("Space")
    keys.tab_to(page.locator("#strip .now a.btn"))
    keys.press("Enter")
    page.wait_for_url("**/basket/")
    visitor.shot("basket")
    keys.tab_to(page.locator("main a.btn[href$='/checkout/']").first)
    keys.press("Enter")
    keys.write(page.locator("input[name=name]"), "Key Board")
    keys.write(page.locator("input[name=reach]"), "601-555-0142")
    keys.tab_to(page.locator("input[name=pay]").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=pay]:checked")).to_have_count(1)
    page.locator("input[name=pay][value=pickup]").focus()
    page.keyboard.press("Space")
    keys.tab_to(shopping.place_order(visitor))
    keys.press("Enter")
    page.wait_for_url(TICKET)
    visitor.sees("Thank you, Key Board.")
    visitor.shot("ticket")


def test_a_steward_accepts_an_order(come: Come) -> None:
    buyer = come()
    shopping.put_in_basket(buyer, shopping.LOAF)
    shopping.order(buyer, shopping.by_mail(), pay=shopping.AT_PICKUP)
    dell = come("dell")
    dell.go("/desk/morning-shift-bakery/")
    keys = _skipped(dell)
    keys.tab_to(dell.page.locator("main form[action$='/accept/'] button").first)
    keys.press("Enter")
    dell.shot("accepted")


def test_a_buyer_buys_for_the_co_op(come: Come) -> None:
    nia = come("nia")
    nia.go("/desk/morning-shift-bakery/buying/")
    keys = _skipped(nia)
    wanted = nia.page.locator("main form[action$='/buying-for/'] button, main a.btn.wide").first
    keys.tab_to(wanted)
    keys.press("Enter")
    expect(nia.page.locator("aside.buying-bar")).to_be_visible()


def test_a_reader_goes_from_a_story_to_what_it_tells_of(come: Come) -> None:
    reader = come()
    reader.go("/stories/")
    keys = _skipped(reader)
    keys.tab_to(reader.page.locator("main a[href*='/stories/']").first)
    keys.press("Enter")
    expect(reader.heading()).to_be_visible()
    _skipped(reader)


def test_a_supporter_joins_a_chapter(come: Come) -> None:
    visitor = come()
    page = visitor.page
    visitor.go("/join/")
    keys = _skipped(visitor)
    keys.write(page.locator("main input[name=q]"), "Memphis, TN")
    keys.press("Enter")
    keys.tab_to(page.locator("section[aria-labelledby=nearest] li h3 a").first)
    keys.press("Enter")
    form = page.locator("section[aria-labelledby=form] form")
    keys.write(form.locator("input[name=name]"), "River Otter")
    keys.write(form.locator("input[name=email]"), f"friend-{secrets.token_hex(4)}@mail.example")
    keys.press("Enter")
    page.wait_for_url(re.compile("/asked/"))


def test_the_coordinator_looks_at_a_proposal(come: Come) -> None:
    june = come("june")
    june.go("/office/")
    keys = _skipped(june)
    june.go("/office/chapters/")
    keys = _skipped(june)
    keys.tab_to(june.page.locator("main a[href*='/office/chapters/']").first)
    keys.press("Enter")
    keys.tab_to(june.page.locator("main input[name=city]"))
    june.shot("proposal")
