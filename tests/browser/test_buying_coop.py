"""Journey 3: another co-op buys at the network's price, and nobody else sees it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.shopping import AT_PICKUP, FARM, GREENS, by_mail
from tests.browser.visitor import Visitor

BUYING = "/desk/morning-shift-bakery/buying/"


@pytest.fixture
def nia(come: Come) -> Iterator[Visitor]:
    """Buys for the bakery from here on; at the end for herself again, for whom she buys stands in her account."""
    visitor = come("nia")
    visitor.go(BUYING)
    visitor.shot("buying-before")
    button = visitor.page.get_by_role("button", name="Buy for Morning Shift Bakery")
    if button.count():
        visitor.click(button)
    yield visitor
    visitor.go("/market/")
    visitor.press("Buy for myself again")


def _listing(visitor: Visitor) -> str:
    visitor.go("/search/?q=collard&kind=listing")
    return visitor.page.locator(f"main a[href*='/market/{GREENS}-']").first.get_attribute("href")


def test_a_buyer_sees_the_network_price_with_its_reason_and_the_purchase_stands_at_the_desk(nia: Visitor) -> None:
    page = nia.page
    nia.sees("Buying for: Morning Shift Bakery")
    nia.shot("market")
    where = _listing(nia)
    nia.go(where)
    nia.sees("$3.50")
    nia.sees(re.compile(r"Network co-op price: \d+\s?% off"))
    price = page.locator(".price-stack, main").first.inner_text()
    percent = int(re.search(r"(\d+)\s?% off", price).group(1))
    network = f"${350 * (100 - percent) / 10_000:.2f}"
    nia.sees(network)
    nia.shot("listing")
    shopping.choose_amount(nia, 2)
    shopping.add_and_see(nia)
    nia.sees("You are buying for Morning Shift Bakery.")
    expect(shopping.part_of(nia, FARM)).to_contain_text("public price $3.50")
    nia.shot("basket")
    shopping.order(nia, by_mail(), pay=AT_PICKUP)
    nia.sees("Bought for Morning Shift Bakery.")
    code = shopping.code_of(nia)
    nia.shot("ticket")
    nia.go(BUYING)
    bought = page.locator("section.receipt", has=page.get_by_role("heading", name=code))
    expect(bought).to_contain_text("Network co-op price")
    expect(bought).to_contain_text("Saved against the public price")
    nia.shot("buying")


def test_a_resident_never_sees_that_price(nia: Visitor, come: Come) -> None:
    where = _listing(nia)
    nia.go(where)
    nia.sees(re.compile("Network co-op price"))
    secret = re.search(r"\$\d\.\d\d", nia.page.locator("article .l5").first.inner_text()).group()
    assert secret != "$3.50"
    ruth, stranger = come("ruth"), come()
    for person in (ruth, stranger):
        for path in (
            where,
            f"{where}?buying_for=morning-shift-bakery&coop=morning-shift-bakery",
            "/market/?seller=three-creeks-growers&buying_for=morning-shift-bakery",
            "/search/?q=collard&kind=listing",
            "/search/?q=collard+network+price",
            "/co-ops/three-creeks-growers/",
            "/stories/",
        ):
            person.go(path)
            source = person.page.content()
            assert "Network co-op price" not in source, path
            if "market/" in path or "co-ops" in path:
                assert secret not in source.replace(" ", ""), path
        person.go(where)
        structured = person.page.locator("script[type='application/ld+json']").first.text_content()
        assert "3.50" in structured
        assert secret.removeprefix("$") not in structured
    ruth.shot("what-ruth-sees")
    token = ruth.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = ruth.page.request.post(
        "/account/buying-for/",
        form={"csrfmiddlewaretoken": token, "coop": "morning-shift-bakery", "next": "/market/"},
    )
    assert answer.status in (403, 404)
    shopping.put_in_basket(ruth, GREENS)
    expect(shopping.part_of(ruth, FARM)).to_contain_text("$3.50")
    ruth.go("/desk/morning-shift-bakery/buying/", status=404)
