"""How a guest buys one thing in the fewest steps: its page, "Order it right away", the checkout, the ticket."""

import re
from typing import Any

LISTINGS = 800  # copies that tests.bench.seed has made
_FIELD = re.compile(r"<(?:input|button)\b[^>]*>")
_NAME, _VALUE = re.compile(r'\bname="([^"]+)"'), re.compile(r'\bvalue="([^"]*)"')


def place_order(guest: Any, number: int) -> None:
    """`guest` gets and posts as tests.bench.visitor does. Raises RuntimeError when it does not end at a ticket."""
    copy = number % LISTINGS
    page = guest.get(f"/market/bench-{copy}-bench{copy}/")
    form = _fields(guest.post("/basket/add/", variant=_fields(page.html)["variant"], quantity="1", then="order").html)
    chosen = {name: value for name, value in form.items() if name.startswith(("window_", "price-", "key", "total"))}
    chosen |= {name: "12 Capers Avenue" for name in form if name.startswith("address_")}
    ticket = guest.post(
        "/checkout/", **chosen, name="Ada Jones", reach=f"guest{number}@example.org", language="en", pay="pickup"
    )
    if "/o/" not in ticket.url:
        raise RuntimeError(f"no order was placed: the guest stands at {ticket.url}")


def _fields(html: str) -> dict[str, str]:
    """The first value of each field of the page: of radio buttons that is the next pickup."""
    found: dict[str, str] = {}
    for tag in _FIELD.findall(html):
        name, value = _NAME.search(tag), _VALUE.search(tag)
        if name:
            found.setdefault(name[1], value[1] if value else "")
    return found
