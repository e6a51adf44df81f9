"""Trouble in the browser: two presses, reload, back, two tabs, a page that was open too long, an altered link."""

import re

from playwright.sync_api import Page, expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.shopping import AT_PICKUP, BAKERY, CARD, LOAF, TICKET, Buyer, by_mail
from tests.browser.visitor import ON_A_PHONE, Visitor

pytestmark = ON_A_PHONE


def _orders_of(desk: Visitor, buyer: Buyer) -> int:
    """As the bakery sees them."""
    desk.go(f"/desk/morning-shift-bakery/orders/?q={buyer.name.split()[-1]}")
    return desk.page.locator("section.pack").count()


def _at_checkout(visitor: Visitor, buyer: Buyer, *, pay: str = AT_PICKUP) -> None:
    shopping.put_in_basket(visitor, LOAF)
    visitor.go("/checkout/")
    shopping.fill_checkout(visitor, buyer, pay=pay)


def test_a_double_click_on_the_button_is_one_order(come: Come) -> None:
    desk = come("dell")
    for script in (True, False):
        visitor, buyer = come(script=script), by_mail()
        _at_checkout(visitor, buyer)
        shopping.place_order(visitor).dblclick()
        visitor.page.wait_for_url(TICKET)
        visitor.sees(f"Thank you, {buyer.name}.")
        assert _orders_of(desk, buyer) == 1


def test_reload_and_back_after_placing_order_nothing_more(come: Come) -> None:
    visitor, buyer, desk = come(), by_mail(), come("dell")
    _at_checkout(visitor, buyer)
    visitor.click(shopping.place_order(visitor))
    ticket, code = visitor.page.url, shopping.code_of(visitor)
    visitor.page.reload()
    assert shopping.code_of(visitor) == code
    visitor.page.go_back()
    visitor.page.wait_for_load_state()
    visitor.shot("back")
    button = visitor.page.locator("form[action='/checkout/'] button.big.wide")
    if button.count():
        visitor.click(button)
        assert visitor.page.url == ticket
    else:
        visitor.sees("Nothing in it yet")
    assert _orders_of(desk, buyer) == 1


def test_the_same_form_sent_from_two_tabs_is_one_order(come: Come) -> None:
    visitor, buyer, desk = come(), by_mail(), come("dell")
    _at_checkout(visitor, buyer)
    fields = visitor.page.locator("form[action='/checkout/']").evaluate(
        "form => Object.fromEntries(new FormData(form))"
    )
    visitor.click(shopping.place_order(visitor))
    again = visitor.page.request.post("/checkout/", form=fields)
    assert again.url == visitor.page.url
    assert _orders_of(desk, buyer) == 1


def test_two_tabs_change_the_same_cart_and_the_new_sum_is_shown_before_paying(come: Come) -> None:
    visitor, buyer, desk = come(), by_mail(), come("dell")
    _at_checkout(visitor, buyer)
    other = visitor.open()
    other.goto("/basket/")
    _set_amount(other, "3")
    visitor.click(shopping.place_order(visitor))
    visitor.sees("Nothing was ordered yet: something has changed")
    page = visitor.page
    expect(page.locator("input[name=name]")).to_have_value(buyer.name)
    expect(page.locator("input[name=reach]")).to_have_value(buyer.reach)
    expect(page.locator(".ledger .total")).to_contain_text("$18.90")
    visitor.shot("changed")
    assert _orders_of(desk, buyer) == 0
    visitor.click(shopping.place_order(visitor))
    expect(shopping.part_of(visitor, BAKERY)).to_contain_text("3 ×")
    other.goto("/basket/")
    expect(other.locator("main")).to_contain_text("Nothing in it yet")


def _set_amount(page: Page, amount: str) -> None:
    page.locator("section.receipt-part input[name^=q-]").fill(amount)
    page.locator("button.btn.line", has_text="Update the amounts").click()
    expect(page.locator("#told")).to_contain_text("To pay")


def test_a_checkout_that_was_open_too_long_keeps_what_was_typed(come: Come) -> None:
    visitor, buyer = come(), by_mail()
    _at_checkout(visitor, buyer, pay=CARD)
    visitor.context.clear_cookies(name="csrftoken")
    visitor.click(shopping.place_order(visitor))
    visitor.sees("Nothing was sent yet")
    page = visitor.page
    expect(page.locator("input[name=name]")).to_have_value(buyer.name)
    expect(page.locator("input[name=reach]")).to_have_value(buyer.reach)
    expect(page.locator(f"input[name=pay][value={CARD}]")).to_be_checked()
    visitor.shot("unsent")
    visitor.click(shopping.place_order(visitor))
    expect(visitor.heading()).to_have_text("Demonstration card")


def test_a_session_that_ended_during_the_checkout_loses_nothing(come: Come) -> None:
    """A signed-in buyer whose session ends (on another device, after a long lunch) signs in again and goes on."""
    ruth, buyer = come("ruth"), by_mail()
    ruth.go("/basket/")
    for button in reversed(ruth.page.get_by_role("button", name=re.compile("^Take out")).all()):
        button.click()
        expect(button).to_have_count(0)
        ruth.page.wait_for_timeout(600)  # sooner it would be a double click
    _at_checkout(ruth, buyer, pay=CARD)
    ruth.context.clear_cookies(name="sessionid")
    ruth.click(shopping.place_order(ruth))
    ruth.sees("Nothing was sent yet: you were signed out.")
    ruth.shot("session-ended")
    ruth.page.locator("input[name=login]").fill("ruth@demo.example")
    ruth.page.locator("input[name=password]").fill("ruth-likes-collards")
    ruth.press("Sign in with the password")
    expect(ruth.page.locator("input[name=name]")).to_have_value(buyer.name)
    expect(ruth.page.locator("input[name=reach]")).to_have_value(buyer.reach)
    expect(ruth.page.locator(f"input[name=pay][value={CARD}]")).to_be_checked()
    ruth.click(shopping.place_order(ruth))
    expect(ruth.heading()).to_have_text("Demonstration card")


def test_an_altered_link_to_a_ticket_is_a_page_that_is_not_there(come: Come) -> None:
    visitor = come()
    _at_checkout(visitor, by_mail())
    visitor.click(shopping.place_order(visitor))
    path = visitor.page.url.removeprefix(visitor.site.url)
    last = path[-2]
    visitor.go(f"{path[:-2]}{'A' if last != 'A' else 'B'}/", status=404)
    visitor.shot("altered")
    expect(visitor.page.locator("main")).not_to_contain_text("$")
    _empty, o, code, token, _end = path.split("/")
    visitor.go(f"/{o}/{code[:-1]}{(int(code[-1]) + 1) % 10}/{token}/", status=404)


def test_what_was_sold_meanwhile_is_said_before_paying(come: Come) -> None:
    """The steward sets the stock to one while the buyer, who wants two, stands at the checkout."""
    visitor, desk = come(), come("dell")
    shopping.put_in_basket(visitor, "pecan-pie", amount=2)
    visitor.go("/checkout/")
    shopping.fill_checkout(visitor, by_mail(), pay=AT_PICKUP)

    def set_stock(number: str) -> str:
        desk.go("/desk/morning-shift-bakery/listings/?q=pecan+pie")
        field = desk.page.locator("input[name=stock]").first
        before = field.input_value()
        field.fill(number)
        desk.press(re.compile("^Save"))
        return before

    before = set_stock("1")
    try:
        visitor.click(shopping.place_order(visitor))
        visitor.sees("Nothing was ordered yet: something has changed")
        visitor.shot("short")
        visitor.press(re.compile("^Take 1"))
        visitor.click(shopping.place_order(visitor))
        expect(shopping.part_of(visitor, BAKERY)).to_contain_text("1 × Pecan pie")
    finally:
        set_stock(before)
