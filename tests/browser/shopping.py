"""What a shopper does, step by step, in either language and with or without JavaScript."""

import re
import secrets
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

FARM, BAKERY = "Three Creeks Growers", "Morning Shift Bakery"
GREENS, LOAF = "collard-greens", "sandwich-loaf"
TICKET = re.compile(r".*/o/[^/]+/[^/]+/$")
CARD, AT_PICKUP = "demonstration", "pickup"


@dataclass(frozen=True)
class Buyer:
    name: str
    reach: str

    @property
    def address(self) -> str:
        """As it stands on what was sent there."""
        return self.reach if "@" in self.reach else "+1" + re.sub(r"\D", "", self.reach)


def by_mail() -> Buyer:
    word = secrets.token_hex(4)
    return Buyer(f"Buyer {word}", f"buyer-{word}@mail.example")


def by_phone() -> Buyer:
    number = secrets.randbelow(10_000)
    return Buyer(f"Caller {secrets.token_hex(4)}", f"601-555-{number:04}")


def put_in_basket(visitor: Visitor, thing: str, *, amount: int = 1, home: str = "/") -> None:
    """From the page of a listing, found in the market, with the buttons - and +."""
    page = visitor.page
    visitor.go(f"{home}search/?q={thing.replace('-', '+')}&kind=listing")
    visitor.click(page.locator(f"main a[href*='/market/{thing}-']").first)
    choose_amount(visitor, amount)
    add_and_see(visitor)


def add_and_see(visitor: Visitor) -> None:
    """From the page of a listing to the basket: it says so where one is, without JavaScript one is led there."""
    page, button = visitor.page, visitor.page.locator("#buy button.big")
    if visitor.script:
        button.click()
        visitor.click(page.locator("#strip .now a.btn"))
    else:
        visitor.click(button)
    page.wait_for_url("**/basket/")


def add_from_card(visitor: Visitor, card: Locator) -> None:
    """One, without asking; the list stays where it is."""
    button = card.locator("form button")
    if visitor.script:
        button.click()
        expect(visitor.page.locator("#strip .now")).to_be_visible()
    else:
        visitor.click(button)


def choose_amount(visitor: Visitor, amount: int) -> None:
    """With the buttons - and +; without JavaScript each press asks the site."""
    field = visitor.page.locator("#buy input[name=quantity]")
    for reached in range(2, amount + 1):
        visitor.page.locator("#buy button[value='1']").click()
        expect(field).to_have_value(str(reached))
    expect(field).to_have_value(str(amount))


def part_of(visitor: Visitor, coop: str) -> Locator:
    """The piece of a basket, a ticket or a desk that belongs to one co-op."""
    return visitor.page.locator("section.receipt-part", has=visitor.page.get_by_role("heading", name=coop))


def fill_checkout(visitor: Visitor, buyer: Buyer, *, pay: str) -> None:
    page = visitor.page
    page.locator("input[name=name]").fill(buyer.name)
    page.locator("input[name=reach]").fill(buyer.reach)
    page.locator(f"input[name=pay][value={pay}]").check()


def place_order(visitor: Visitor) -> Locator:
    """The button itself, for those who want to press it twice."""
    return visitor.page.locator("main form button.big.wide")


def order(visitor: Visitor, buyer: Buyer, *, pay: str, home: str = "/") -> None:
    """From the basket to what comes after the button."""
    visitor.go(f"{home}checkout/")
    fill_checkout(visitor, buyer, pay=pay)
    visitor.click(place_order(visitor))
    visitor.page.wait_for_url(re.compile(r"/o/|/demo-card/"))


def code_of(visitor: Visitor) -> str:
    """The code on the ticket that one can say on the telephone."""
    return visitor.page.locator(".ticket-no .s84").inner_text()
