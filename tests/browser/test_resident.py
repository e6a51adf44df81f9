"""Journey 1: a resident without an account finds a co-op and buys from two of them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.shopping import AT_PICKUP, BAKERY, CARD, FARM, GREENS, LOAF, TICKET, Buyer, by_mail, by_phone
from tests.browser.visitor import ON_A_PHONE

WAYS = pytest.mark.parametrize(
    ("home", "script", "someone"),
    [("/", True, by_mail), ("/es/", True, by_phone), ("/", False, by_phone)],
    ids=["English", "Spanish", "English-plain"],
)


@WAYS
def test_from_the_home_page_to_a_ticket_from_two_coops(
    come: Come, home: str, script: bool, someone: Callable[[], Buyer]
) -> None:
    visitor, buyer = come(script=script), someone()
    page = visitor.page
    visitor.go(home)
    expect(page.locator("html")).to_have_attribute("lang", "es" if home == "/es/" else "en")
    expect(visitor.heading()).to_be_visible()
    expect(page.locator("#fresh ~ *, section[aria-labelledby=fresh] ul.sheet > li").first).to_be_visible()
    assert page.locator(".quilt li").count() >= 12
    expect(page.locator("#story a")).to_be_visible()
    visitor.shot("home")

    page.locator("main input[name=q]").fill("collard")
    visitor.click(page.locator("main form.searchbar button"))
    for kind in ("listing", "coop", "story"):
        assert page.locator(f"section[aria-labelledby={kind}] li").count() >= 1, kind
    visitor.shot("search")

    visitor.click(page.locator(f"section[aria-labelledby=listing] a[href*='/market/{GREENS}-']"))
    expect(page.locator("main")).to_contain_text("$3.50")
    visitor.shot("listing")
    shopping.choose_amount(visitor, 2)
    shopping.add_and_see(visitor)

    visitor.go(f"{home}market/?seller=morning-shift-bakery")
    shopping.add_from_card(visitor, page.locator(f"article.good:has(a[href*='/market/{LOAF}-'])"))
    visitor.shot("market-of-the-bakery")
    visitor.click(page.locator(".basket-strip a" if visitor.device.touch else ".masthead a[href$='/basket/']"))
    visitor.shot("basket")
    parts = page.locator("section.receipt-part")
    expect(parts).to_have_count(2)
    expect(shopping.part_of(visitor, FARM).locator(".stepper input")).to_have_value("2")
    expect(shopping.part_of(visitor, FARM)).to_contain_text("$7.00")
    expect(shopping.part_of(visitor, BAKERY).locator(".stepper input")).to_have_value("1")
    visitor.click(page.locator("#sum ~ p a.btn"))

    visitor.shot("checkout-empty")
    shopping.fill_checkout(visitor, buyer, pay=AT_PICKUP)
    windows = page.locator("fieldset input[type=radio][name^=window_]")
    assert len({window.get_attribute("name") for window in windows.all()}) == 2
    expect(page.locator("input[name^=window_]:checked")).to_have_count(2)
    expect(page.locator("#sum ~ dl .total")).to_contain_text("$13.")
    visitor.shot("checkout")
    visitor.click(shopping.place_order(visitor))

    page.wait_for_url(TICKET)
    code = shopping.code_of(visitor)
    expect(page.locator("main")).to_contain_text(buyer.name)
    for coop in (FARM, BAKERY):
        expect(shopping.part_of(visitor, coop)).to_be_visible()
    visitor.shot("ticket")
    letter = visitor.site.post.wait_for(buyer.address)
    assert code in letter.subject + letter.text
    link = letter.link("/o/")
    assert link == page.url.removeprefix(visitor.site.url)
    friend = come(script=script)
    friend.go(link)
    assert shopping.code_of(friend) == code


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_demonstration_card_is_declined_and_then_pays(come: Come, script: bool) -> None:
    visitor, buyer = come(script=script), by_mail()
    page = visitor.page
    shopping.put_in_basket(visitor, LOAF)
    shopping.order(visitor, buyer, pay=CARD)
    expect(visitor.heading()).to_have_text("Demonstration card")
    visitor.shot("card")
    visitor.press("Be declined")
    page.wait_for_url(TICKET)
    visitor.sees("The card was declined. You have not paid.")
    visitor.shot("declined")
    visitor.press("Try the card again")
    visitor.press(re.compile(r"^Pay \$"))
    page.wait_for_url(TICKET)
    visitor.sees(f"Thank you, {buyer.name}.")
    expect(page.locator(".ledger .total").last).to_contain_text("Paid")
    visitor.shot("paid")
    assert shopping.code_of(visitor) in visitor.site.post.wait_for(buyer.address).text


@ON_A_PHONE
def test_who_never_comes_back_from_the_card_finds_the_order_waiting(come: Come) -> None:
    visitor = come()
    shopping.put_in_basket(visitor, LOAF)
    shopping.order(visitor, by_mail(), pay=CARD)
    card = visitor.page.url
    visitor.press("Leave without paying")
    visitor.sees("You left without paying.")
    visitor.shot("left")
    visitor.go(card)
    visitor.press("Be declined")
    visitor.press("Pay at pickup instead")
    visitor.page.wait_for_url(TICKET)
    expect(visitor.page.locator(".ledger .total").last).to_contain_text("To pay at pickup")


def test_wrong_words_in_the_checkout_are_said_beside_their_fields_and_nothing_is_lost(come: Come) -> None:
    visitor = come()
    page = visitor.page
    shopping.put_in_basket(visitor, LOAF)
    visitor.go("/checkout/")
    shopping.fill_checkout(visitor, Buyer("Ada of the dock", "nobody at nowhere"), pay=CARD)
    visitor.click(shopping.place_order(visitor))
    expect(page.locator("#errors")).to_be_visible()
    field = page.locator("input[name=reach]")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}").inner_text()
    expect(field).to_have_value("nobody at nowhere")
    expect(page.locator("input[name=name]")).to_have_value("Ada of the dock")
    expect(page.locator(f"input[name=pay][value={CARD}]")).to_be_checked()
    visitor.shot("wrong")


@ON_A_PHONE
def test_an_amount_that_is_none_is_refused_in_words(come: Come) -> None:
    visitor = come(script=False)
    shopping.put_in_basket(visitor, LOAF)
    for amount in ("two", "-1", "1000000000"):
        line = visitor.page.locator("section.receipt-part input[name^=q-]")
        line.evaluate("field => { field.type = 'text' }")
        line.fill(amount)
        visitor.click(visitor.page.locator("button.btn.line", has_text="Update the amounts"))
        expect(visitor.page.locator("section.receipt-part .error").first).to_be_visible()
        visitor.shot(f"amount-{amount}")
    visitor.page.locator("section.receipt-part input[name^=q-]").fill("0")
    visitor.click(visitor.page.locator("button.btn.line", has_text="Update the amounts"))
    visitor.sees("Nothing in it yet")
