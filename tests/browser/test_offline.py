"""Journey 8: a phone without a network still shows the last order ticket, and forgets it when it should."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.shopping import AT_PICKUP, LOAF, TICKET, by_mail
from tests.browser.visitor import ON_A_PHONE, Visitor

pytestmark = ON_A_PHONE
KEPT = "[data-kept-ticket]"


def with_worker(visitor: Visitor, home: str = "/") -> Page:
    """Come to the home page and wait until the site has put by what it needs without a network."""
    visitor.go(home)
    page = visitor.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def order_something(visitor: Visitor, home: str = "/") -> str:
    """The code of a ticket that stands on the page and is kept."""
    shopping.put_in_basket(visitor, LOAF, home=home)
    shopping.order(visitor, by_mail(), pay=AT_PICKUP, home=home)
    visitor.page.wait_for_url(TICKET)
    expect(visitor.page.locator("[data-keep]")).to_be_visible()
    return shopping.code_of(visitor)


def without_network(visitor: Visitor, path: str) -> Page:
    """Go there with the network off. What the browser logs of it is no trouble of the site."""
    visitor.context.set_offline(offline=True)
    visitor.page.goto(path)
    visitor.troubles[:] = [trouble for trouble in visitor.troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]
    return visitor.page


@pytest.mark.parametrize(
    ("home", "language", "head"), [("/", "en", "No network"), ("/es/", "es", None)], ids=["English", "Spanish"]
)
def test_without_a_network_the_home_page_shows_the_ticket(
    come: Come, home: str, language: str, head: str | None
) -> None:
    visitor = come()
    with_worker(visitor, home)
    code = order_something(visitor, home)
    visitor.shot("ticket")
    page = without_network(visitor, home)
    expect(page.locator("html")).to_have_attribute("lang", language)
    if head:
        expect(visitor.heading()).to_contain_text(head)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(f"{KEPT} .ticket-no .s84")).to_have_text(code)
    expect(page.locator(f"{KEPT} [role=img] svg")).to_be_visible()  # the square code
    expect(page.locator(f"{KEPT} time")).not_to_be_empty()
    assert page.locator(f"{KEPT} form, {KEPT} .no-print").count() == 0
    assert page.evaluate("document.fonts.check('17px \"Atkinson Next\"')")
    visitor.shot("offline")
    visitor.context.set_offline(offline=False)
    visitor.go(home)
    expect(page.locator(KEPT)).to_have_count(0)


def test_the_device_forgets_the_ticket_when_told_to(come: Come) -> None:
    visitor = come()
    page = with_worker(visitor)
    order_something(visitor)
    ticket = page.url
    page.get_by_role("button", name="Forget this ticket on this device").click()
    visitor.sees("Forgotten. It is no longer on this device.")
    visitor.shot("forgotten")
    visitor.go(ticket)
    expect(page.locator("[data-keep]")).to_be_hidden()
    without_network(visitor, "/market/")
    visitor.sees(re.compile("No order ticket is kept"))
    visitor.shot("nothing-kept")


def test_it_is_forgotten_on_the_offline_page_too(come: Come) -> None:
    visitor = come()
    page = with_worker(visitor)
    order_something(visitor)
    without_network(visitor, "/co-ops/")
    page.get_by_role("button", name="Forget this ticket").click()
    visitor.sees(re.compile("No order ticket is kept"))
    page.goto("/")
    visitor.sees(re.compile("No order ticket is kept"))


def test_signing_out_forgets_it_and_no_page_of_the_account_was_kept(come: Come) -> None:
    visitor = come("ruth", afresh=True)
    page = with_worker(visitor)
    order_something(visitor)
    visitor.go("/account/")
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
          return found;
        }"""
    )
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages == {"/offline/", "/es/offline/", "/offline/ticket"}
    stored = page.evaluate("caches.match('/offline/').then(answer => answer.text())")
    assert "Ruth" not in stored
    visitor.press("Sign out")
    without_network(visitor, "/account/")
    visitor.sees(re.compile("No order ticket is kept"))


def test_an_order_that_waits_for_its_payment_is_not_kept(come: Come) -> None:
    visitor = come()
    page = with_worker(visitor)
    shopping.put_in_basket(visitor, LOAF)
    shopping.order(visitor, by_mail(), pay=shopping.CARD)
    visitor.press("Be declined")
    page.wait_for_url(TICKET)
    assert page.locator("[data-keep]").count() == 0
    without_network(visitor, "/")
    visitor.sees(re.compile("No order ticket is kept"))
