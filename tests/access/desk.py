"""The desk: its co-op's people only, each as far as the role reaches. Outside the co-op there is no such page, and another
co-op's order, line, listing or offer is no page under one's own address. What changes something takes no GET, or leads to the page of its form.
"""

from directory.coops.models import Membership
from marketplace.pricing.models import PriceOffer
from tests.access import (
    ACTORS,
    COMMS,
    COORDINATOR,
    LOGIN,
    OTHER_STEWARD,
    PACKER,
    RESIDENT,
    STEWARD,
    STRANGER,
    Row,
)

_OUTSIDE = {STRANGER: LOGIN, **dict.fromkeys((RESIDENT, OTHER_STEWARD, COMMS, COORDINATOR), 404)}
_EVERY_ROLE = {**_OUTSIDE, PACKER: 200, STEWARD: 200}
_STEWARD = {**_OUTSIDE, PACKER: 403, STEWARD: 200}
_EVERY_ROLE_POSTS = {**_OUTSIDE, PACKER: 405, STEWARD: 405}
_STEWARD_POSTS = {**_OUTSIDE, PACKER: 403, STEWARD: 405}
_NOT_OURS = {**_OUTSIDE, PACKER: 404, STEWARD: 404}
_NOT_OURS_TO_SELL = {**_OUTSIDE, PACKER: 403, STEWARD: 404}


def _slug(world):
    return {"slug": world.bakery.slug}


def _order(world):
    return {**_slug(world), "public_id": world.order.public_id}


def _others_order(world):
    return {**_slug(world), "public_id": world.other_order.public_id}


def _line(world):
    return {**_slug(world), "line_id": world.order.lines.first().public_id}


def _others_line(world):
    return {**_slug(world), "line_id": world.other_order.lines.first().public_id}


def _listing(world):
    return {**_slug(world), "public_id": world.listing.public_id}


def _others_listing(world):
    return {**_slug(world), "public_id": world.farm.listings.first().public_id}


def _offer(world):
    return {**_slug(world), "public_id": PriceOffer.objects.filter(seller=world.bakery).first().public_id}


def _window(world):
    return {**_slug(world), "public_id": world.bakery.window_rules.first().public_id}


def _others_window(world):
    return {**_slug(world), "public_id": world.farm.window_rules.first().public_id}


def _place(world):
    return {**_slug(world), "public_id": world.own_place.public_id}


def _shared_place(world):
    return {**_slug(world), "public_id": world.bakery.window_rules.first().place.public_id}


def _member(world):
    return {**_slug(world), "pk": Membership.objects.filter(cooperative=world.bakery).first().pk}


def _day(world):
    return {**_slug(world), "day": world.order.window_starts.date()}


_TO_THE_ONLY_ONE = {**dict.fromkeys(ACTORS, 302), STRANGER: LOGIN, **dict.fromkeys((RESIDENT, COMMS, COORDINATOR), 404)}

ROWS = [
    Row("desk", {}, _TO_THE_ONLY_ONE),
    Row("desk_today", _slug, _EVERY_ROLE),
    Row("desk_today", {"slug": "no-such-co-op"}, {**dict.fromkeys(ACTORS, 404), STRANGER: LOGIN}),
    Row("desk_orders", _slug, _EVERY_ROLE),
    Row("desk_order", _order, _EVERY_ROLE),
    Row("desk_order", _others_order, _NOT_OURS),
    Row("desk_order_accept", _order, _STEWARD_POSTS),
    Row("desk_order_accept", _others_order, {**_NOT_OURS_TO_SELL}, method="post"),
    Row("desk_order_ready", _order, _EVERY_ROLE_POSTS),
    Row("desk_order_ready", _others_order, _NOT_OURS, method="post"),
    Row("desk_order_hand_over", _order, _STEWARD_POSTS),
    Row("desk_order_hand_over", _others_order, _NOT_OURS_TO_SELL, method="post"),
    Row("desk_order_cancel", _order, _STEWARD),
    Row("desk_order_cancel", _others_order, _NOT_OURS_TO_SELL, method="post"),
    Row("desk_line_cancel", _line, _STEWARD),
    Row("desk_line_cancel", _others_line, _NOT_OURS_TO_SELL, method="post"),
    Row("desk_pack", _day, _EVERY_ROLE),
    Row("desk_listings", _slug, _STEWARD),
    Row("desk_listing_new", _slug, _STEWARD),
    Row("desk_listing", _listing, _STEWARD),
    Row("desk_listing", _others_listing, _NOT_OURS_TO_SELL),
    Row("desk_listing", _others_listing, _NOT_OURS_TO_SELL, method="post"),
    *(Row(f"desk_listing_{verb}", _listing, _STEWARD_POSTS) for verb in ("hide", "show")),
    *(Row(f"desk_listing_{verb}", _others_listing, _NOT_OURS_TO_SELL, method="post") for verb in ("hide", "show")),
    Row("desk_stock", _listing, {**_STEWARD_POSTS, STEWARD: 302}),
    Row("desk_stock", _others_listing, _NOT_OURS_TO_SELL, method="post"),
    Row("desk_photo", lambda world: {**_slug(world), "public_id": "nosuchone"}, _NOT_OURS_TO_SELL),
    Row("desk_prices", _slug, _STEWARD),
    Row("desk_price_end", _offer, _STEWARD_POSTS),
    Row("desk_buying", _slug, _STEWARD),
    Row("desk_money", _slug, _STEWARD),
    Row("desk_profile", _slug, _STEWARD),
    Row("desk_still_right", _slug, _STEWARD_POSTS),
    Row("desk_hours", _slug, _STEWARD),
    Row("desk_pickup", _slug, _STEWARD),
    Row("desk_window_new", _slug, _STEWARD),
    Row("desk_window", _window, _STEWARD),
    Row("desk_window", _others_window, _NOT_OURS_TO_SELL),
    Row("desk_window", _others_window, _NOT_OURS_TO_SELL, method="post"),
    Row("desk_window_end", _window, _STEWARD_POSTS),
    Row("desk_window_end", _others_window, _NOT_OURS_TO_SELL, method="post"),
    Row("desk_place_new", _slug, _STEWARD),
    Row("desk_place", _place, _STEWARD),
    Row("desk_place", _shared_place, _NOT_OURS_TO_SELL),
    Row("desk_place", _shared_place, _NOT_OURS_TO_SELL, method="post"),
    *(Row(f"desk_place_{verb}", _place, _STEWARD_POSTS) for verb in ("close", "open")),
    *(Row(f"desk_place_{verb}", _shared_place, _NOT_OURS_TO_SELL, method="post") for verb in ("close", "open")),
    Row("desk_people", _slug, _STEWARD),
    Row("desk_role", _member, _STEWARD_POSTS),
    Row("desk_role_end", _member, _STEWARD_POSTS),
    Row("coop_invited", {"token": "no-such-letter"}, {**dict.fromkeys(ACTORS, 404), STRANGER: LOGIN}),
]
