"""The shop: open to all. A ticket is open to whoever has its secret link, and to nobody else, whatever their role."""

from tests.access import ACTORS, Row

_OPEN = dict.fromkeys(ACTORS, 200)
_POST_ONLY = dict.fromkeys(ACTORS, 405)
_NOWHERE = dict.fromkeys(ACTORS, 404)


def _ticket(world):
    return {"code": world.purchase.code, "token": world.purchase.token}


def _altered(world):
    return {"code": world.purchase.code, "token": world.purchase.token[:-1] + "~"}


def _part(world):
    return {**_ticket(world), "order_id": world.order.public_id}


ROWS = [
    Row("market", {}, _OPEN),
    Row("market_topic", lambda world: {"topic": world.listing.topics.all()[0].slug}, _OPEN),
    Row("listing", lambda world: {"slug": world.listing.slug, "public_id": world.listing.public_id}, _OPEN),
    Row("listing", {"slug": "bread", "public_id": "nosuchone"}, _NOWHERE),
    Row("basket", {}, _OPEN),
    *(Row(f"basket_{verb}", {}, _POST_ONLY) for verb in ("add", "change", "remove", "put_back", "confirm", "take")),
    Row("basket_strip", {}, dict.fromkeys(ACTORS, 302)),  # a piece of a page for htmx; else it leads to the basket
    Row("checkout", {}, dict.fromkeys(ACTORS, 302)),  # with an empty basket: back to it
    Row("demonstration_card", {"payment_id": "nosuchone"}, _NOWHERE),
    Row("ticket", _ticket, _OPEN),
    Row("ticket", _altered, _NOWHERE),
    Row("ticket_stop", _part, _OPEN),
    Row("ticket_stop", lambda world: {**_ticket(world), "order_id": world.other_order.public_id}, _NOWHERE),
    *(Row(f"ticket_{verb}", _ticket, _POST_ONLY) for verb in ("pay", "pay_at_pickup", "give_up")),
    Row("pickup", {}, _OPEN),
]
