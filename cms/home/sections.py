"""What the home page shows, each section from what is true now. Nothing here is about the visitor."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.stories.models import published
from directory.coops.models import Standing, listed
from ground.cards import Card
from ground.drawings import file_of, stock_of
from marketplace.catalog.cards import card_of, offered
from marketplace.catalog.models import Listing
from marketplace.catalog.selectors import cards_of, fresh
from marketplace.catalog.stock import left
from marketplace.fulfilment.models import PickupPlace
from marketplace.fulfilment.spoken import day_words, hours_words, order_by, weekday
from marketplace.fulfilment.windows import PickupDay, pickup_days
from marketplace.money import format_amount, network_part, sellers_part
from marketplace.orders.selectors import DayTotals, last_day_totals

if TYPE_CHECKING:
    from cms.stories.models import StoryPage

FRESH = 9
PATCHES = 20
KEEP = 15  # seconds: so long may a pickup day, a new member or a new story be late on this one page


def sections() -> dict[str, Any]:
    """What changes slowly is kept for a moment, prices and stock never. At most nine queries more when it is made anew."""
    key = f"home:{get_language()}"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is not None:
        listings = cards_of(kept["fresh"])
    else:
        day = next(iter(pickup_days()), None)
        listings = fresh_goods(day) if day else []
        kept = _slow(day, listings)
        cache.set(key, kept, KEEP)
    return {**kept, "cards": fresh_cards(listings, kept["pickup"])}


def _slow(day: PickupDay | None, goods: list[Listing]) -> dict[str, Any]:
    """The same for all visitors: plain words and HTML, which a cache can hold."""
    members = network_members()
    totals = last_day_totals()
    told = {"coops": members, "story": latest_story(), "dollar": dollar(totals, members) if totals else None}
    return {
        "pickup": pickup(day) if day else None,
        "fresh": [listing.pk for listing in goods],
        "later": render_to_string("home/later.html", {**told, "demonstration": settings.DEMONSTRATION}),
        "cents": sellers_part(100),
    }


def pickup(day: PickupDay) -> dict[str, Any]:
    """The next pickup day, its first cut-off and its places, in words."""
    first = day.first
    return {
        "day": first.local_starts,
        "weekday": weekday(first.day),
        "cutoff": order_by(first),
        "where": _places(day),
    }


def _places(day: PickupDay) -> str:
    """ "Poplar Street dock, 9 am to noon", and how many places more."""
    by_place: dict[PickupPlace, tuple[datetime, datetime]] = {}
    for window in (w for w in day.windows if not w.place.comes_to_buyer):
        starts, ends = by_place.get(window.place, (window.local_starts, window.local_ends))
        by_place[window.place] = (min(starts, window.local_starts), max(ends, window.local_ends))
    (place, (starts, ends)), *others = by_place.items()
    first = f"{place}, {hours_words(starts, ends)}."
    if not others:
        return first
    more = ngettext("And %(n)s more place.", "And %(n)s more places.", len(others)) % {"n": len(others)}
    return f"{first} {more}"


def fresh_goods(day: PickupDay) -> list[Listing]:
    """What can be had on that day, one seller after another; sold out goods only where there is nothing else."""
    return sorted(fresh(coop_ids=day.coop_ids, limit=FRESH * 2), key=_is_sold_out)[:FRESH]


def _is_sold_out(listing: Listing) -> bool:
    variant = offered(listing)
    return variant is None or left(variant) == 0


def fresh_cards(listings: list[Listing], pickup: dict[str, Any] | None) -> list[Card]:
    name = pickup["weekday"] if pickup else ""
    cards = [card_of(listing, for_day=name) for listing in listings]
    return sorted(cards, key=lambda card: bool(card["out"]))


def network_members() -> list[dict[str, str]]:
    """Every listed member of the network: each is a patch of the quilt and a link."""
    coops = listed(standing=Standing.MEMBER).only("public_id", "slug", "name", "kind")
    return [
        {"public_id": coop.public_id, "kind": coop.kind, "name": coop.name, "url": coop.get_absolute_url()}
        for coop in coops
    ]


def dollar(totals: DayTotals, members: list[dict[str, str]]) -> dict[str, Any]:
    """Where the money of the last pickup day went. The patches show a dollar in twentieths."""
    to_network = network_part(PATCHES)
    coops = ngettext("To %(n)s co-op, for what it made", "To %(n)s co-ops, for what they made", totals.coops)
    return {
        "day": day_words(totals.day),
        "spent": format_amount(totals.spent),
        "patches": [members[n % len(members)] for n in range(PATCHES - to_network)] if members else [],
        "missing": list(range(to_network)),
        "rows": [
            {"label": coops % {"n": totals.coops}, "amount": format_amount(totals.to_coops)},
            {
                "label": _("To the network, for the van, the dock and the phone"),
                "amount": format_amount(totals.contribution),
            },
            {"label": _("To owners somewhere else"), "amount": format_amount(0)},
        ],
    }


def latest_story() -> dict[str, Any] | None:
    story: StoryPage | None = published().filter(locale__language_code=get_language()).first()
    if story is None:
        return None
    return {
        "url": story.path_here,
        "title": story.title,
        "text": story.standfirst,
        "lang": story.said_in,
        "is_demo": story.is_demo,
        "minutes": story.minutes,
        "drawing": file_of(story.drawing),
        "stock": stock_of(story.drawing),
    }
