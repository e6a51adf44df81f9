"""The basket changes without leaving the page, says so aloud, and where that fails the plain form does it."""

import re

from playwright.sync_api import Locator, Route, expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.shopping import LOAF
from tests.browser.visitor import ON_A_PHONE, Visitor

MARKET = "/market/?seller=morning-shift-bakery"
DOUBLE_CLICK = 600  # ms; sooner, a second press is the same double click


def card(visitor: Visitor, thing: str = LOAF) -> Locator:
    return visitor.page.locator(f"article.good:has(a[href*='/market/{thing}-'])")


def add(visitor: Visitor, words: str, thing: str = LOAF) -> None:
    visitor.page.wait_for_timeout(DOUBLE_CLICK)
    card(visitor, thing).locator("form button").click()
    expect(visitor.page.locator("#strip")).to_contain_text(words)


def line(visitor: Visitor) -> Locator:
    return visitor.page.locator(".line-item:has(.stepper)").first


def says(visitor: Visitor, words: str | re.Pattern[str]) -> None:
    expect(visitor.page.locator("#told[role=status]")).to_have_text(words)


def holds(visitor: Visitor, words: str) -> None:
    if not visitor.device.touch:  # a phone has no room for it in the header
        expect(visitor.page.locator(".masthead #in-basket")).to_have_text(words)


def test_two_presses_put_in_two_and_the_list_stays(come: Come) -> None:
    visitor = come()
    visitor.go(MARKET)
    expect(visitor.page.locator("#strip[role=status]")).to_have_text("")
    card(visitor).locator("form button").dblclick()
    expect(visitor.page.locator("#strip")).to_contain_text("Sandwich loaf: 1 in your basket.")
    holds(visitor, "Basket: 1 thing")
    add(visitor, "Sandwich loaf: 2 in your basket.")
    holds(visitor, "Basket: 2 things")
    expect(visitor.page).to_have_url(re.compile(r"/market/\?seller="))
    visitor.shot("added")
    visitor.click(visitor.page.locator("#strip a.btn"))
    expect(line(visitor).locator(".stepper input")).to_have_value("2")


def test_an_amount_that_is_none_is_said_beside_its_field(come: Come) -> None:
    visitor = come()
    page = visitor.page
    visitor.go(MARKET)
    visitor.click(card(visitor).locator("h3 a"))
    field = page.locator("#quantity")
    field.fill("999")
    page.locator("#buy button.big").click()
    expect(page.locator("#quantity_error[role=alert]")).to_contain_text("are left")
    expect(field).to_have_value("999")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-describedby", "quantity_error")
    visitor.shot("wrong")
    page.wait_for_timeout(DOUBLE_CLICK)
    field.fill("2,5")
    page.locator("#buy button.big").click()
    expect(page.locator("#quantity_error")).to_have_text("Type a whole number, such as 2.")
    expect(field).to_have_value("2,5")
    page.wait_for_timeout(DOUBLE_CLICK)
    field.fill("2")
    page.locator("#buy button.big").click()
    expect(page.locator("#strip")).to_contain_text("Sandwich loaf: 2 in your basket.")
    expect(page.locator("#quantity_error")).to_have_count(0)
    visitor.shot("right")


def test_the_basket_follows_each_press(come: Come) -> None:
    visitor = come()
    page = visitor.page
    visitor.go(MARKET)
    add(visitor, "1 in your basket.")
    visitor.go("/basket/")
    more = line(visitor).locator(".stepper button[value='1']")
    more.click()
    more.click()
    says(visitor, "To pay: $18.90.")
    expect(line(visitor).locator(".price")).to_have_text("$18.00")
    expect(page.locator(".ledger .total")).to_contain_text("$18.90")
    expect(more).to_be_focused()
    holds(visitor, "Basket: 3 things")
    line(visitor).locator(".stepper button[value='-1']").click()
    says(visitor, "To pay: $12.60.")
    visitor.shot("two")
    line(visitor).get_by_role("button", name="Take out").click()
    says(visitor, "Sandwich loaf: taken out. Your basket is empty.")
    back = page.get_by_role("button", name=re.compile("^Put it back"))
    expect(back).to_be_focused()
    holds(visitor, "")
    visitor.shot("taken-out")
    page.wait_for_timeout(DOUBLE_CLICK)
    back.click()
    says(visitor, "To pay: $12.60.")
    expect(line(visitor).locator(".stepper input")).to_have_value("2")
    expect(line(visitor).get_by_role("button", name="Take out")).to_be_focused()
    less = line(visitor).locator(".stepper button[value='-1']")
    less.click()
    less.click()
    says(visitor, "Sandwich loaf: taken out. Your basket is empty.")
    expect(back).to_be_focused()


def test_the_page_stands_still_when_the_basket_is_drawn_anew(come: Come) -> None:
    visitor = come()
    page = visitor.page
    visitor.go("/market/")
    for number in range(6):
        page.locator("form[data-hx-post] button.btn", has_text="Add").nth(number).click()
        holds(visitor, "Basket: 1 thing" if number == 0 else f"Basket: {number + 1} things")
    visitor.go("/basket/")
    presses = {
        "Basket: 7 things": page.locator(".stepper button[value='1']").nth(1),
        "Basket: 6 things": page.get_by_role("button", name=re.compile("^Take out")).nth(2),
    }
    for told, button in presses.items():
        page.evaluate("window.scrollTo({ top: 350, behavior: 'instant' })")
        button.scroll_into_view_if_needed()
        before = page.evaluate("window.scrollY")
        button.click()
        holds(visitor, told)
        assert abs(page.evaluate("window.scrollY") - before) < 60, told
        page.wait_for_timeout(DOUBLE_CLICK)


@ON_A_PHONE
def test_a_typed_amount_that_is_none_keeps_the_rest(come: Come) -> None:
    visitor = come()
    visitor.go(MARKET)
    add(visitor, "1 in your basket.")
    visitor.go("/basket/")
    field = line(visitor).locator(".stepper input")
    field.fill("1000000000")
    field.press("Tab")
    expect(visitor.page.locator(".line-item .error")).to_contain_text("are left")
    expect(field).to_have_value("1000000000")
    visitor.shot("too-many")
    field.fill("2")
    field.press("Enter")
    says(visitor, "To pay: $12.60.")


@ON_A_PHONE
def test_who_goes_back_sees_the_true_number(come: Come) -> None:
    visitor = come()
    visitor.go(MARKET)
    add(visitor, "1 in your basket.")
    visitor.click(visitor.page.locator("#strip a.btn"))
    line(visitor).locator(".stepper button[value='1']").click()
    says(visitor, "To pay: $12.60.")
    visitor.page.go_back()
    expect(visitor.page.locator("#strip")).to_contain_text("2 things")


def fails(visitor: Visitor, how: str) -> None:
    """What htmx asks fails from now on; a plain form gets through."""

    def answer(route: Route) -> None:
        if route.request.headers.get("hx-request"):
            route.fulfill(status=int(how)) if how.isdigit() else route.abort(how)
        else:
            route.fallback()

    visitor.page.route("**/basket/**", answer)


@ON_A_PHONE
def test_a_fault_of_the_site_is_met_by_the_plain_form(come: Come) -> None:
    visitor = come()
    visitor.go(MARKET)
    fails(visitor, "500")
    visitor.click(card(visitor).locator("form button"))
    visitor.sees("In your basket: Sandwich loaf.")
    visitor.go("/basket/")
    line(visitor).locator(".stepper input").fill("3")
    visitor.press("Update the amounts")
    expect(visitor.page.locator(".ledger .total")).to_contain_text("$18.90")
    visitor.press("Take out")
    visitor.sees("Nothing in it yet")
    visitor.forgets("500")


@ON_A_PHONE
def test_without_a_network_nothing_is_lost(come: Come) -> None:
    visitor = come()
    visitor.go(MARKET)
    add(visitor, "1 in your basket.")
    visitor.go("/basket/")
    fails(visitor, "internetdisconnected")
    line(visitor).locator(".stepper button[value='1']").click()
    expect(visitor.page.locator("#strip[role=status]")).to_contain_text("There is no connection just now.")
    expect(line(visitor).locator(".stepper input")).to_have_value("2")
    visitor.shot("offline")
    visitor.page.unroute("**/basket/**")
    line(visitor).locator(".stepper button[value='1']").click()
    says(visitor, "To pay: $18.90.")
    visitor.forgets("ERR_INTERNET_DISCONNECTED")
    visitor.forgets("htmx:")


@ON_A_PHONE
def test_an_old_page_of_somebody_who_signed_in_elsewhere_is_told_so(come: Come) -> None:
    visitor = come()
    visitor.go(MARKET)
    for cookie in visitor.context.cookies():
        if cookie["name"] == "csrftoken":
            visitor.context.clear_cookies(name="csrftoken")
    visitor.click(card(visitor).locator("form button"))
    expect(visitor.heading()).to_be_visible()
    assert visitor.page.url.endswith("/basket/add/")
    visitor.shot("too-old")
    visitor.forgets("403")


@ON_A_PHONE
def test_without_javascript_the_same_forms_bring_pages(come: Come) -> None:
    visitor = come(script=False)
    visitor.go(MARKET)
    visitor.click(card(visitor).locator("form button"))
    visitor.sees("In your basket: Sandwich loaf.")
    expect(visitor.page).to_have_url(re.compile(r"/market/\?seller="))
    visitor.go("/basket/")
    visitor.press(re.compile("^One more"))
    expect(visitor.page.locator(".ledger .total")).to_contain_text("$12.60")
    visitor.press("Take out")
    visitor.sees("Nothing in it yet")


def test_a_listing_is_put_in_where_it_stands(come: Come) -> None:
    visitor = come()
    shopping.put_in_basket(visitor, LOAF, amount=2, home="/es/")
    expect(line(visitor).locator(".stepper input")).to_have_value("2")
    visitor.shot("basket")


def test_a_good_of_the_home_page_is_put_in_where_it_stands(come: Come) -> None:
    visitor = come()
    for home, words in (("/", "1 in your basket."), ("/es/", "en su canasta")):
        visitor.go(home)
        button = visitor.page.locator("article.good form button").first
        button.click()
        expect(visitor.page.locator("#strip")).to_contain_text(words)
        expect(visitor.page).to_have_url(re.compile(rf"{home}$"))
        visitor.shot(f"home-{home.strip('/') or 'en'}")
