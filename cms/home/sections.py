"""What the home page shows, each section from what is true now. Nothing here is about the visitor."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.clock import day as said_day
from cms.clock import hour as clock
from cms.clock import hours, weekday
from cms.stories.models import published
from directory.coops.models import Cooperative, Standing, listed
from ground.cards import Card
from ground.drawings import file_of, stock_of
from marketplace.catalog.cards import card_of
from marketplace.catalog.selectors import fresh
from marketplace.fulfilment.windows import PickupDay, pickup_days
from marketplace.money import format_amount
from marketplace.orders.selectors import DayTotals, last_day_totals

if TYPE_CHECKING:
    from cms.stories.models import StoryPage

FRESH = 9
PATCHES = 20


def sections() -> dict[str, Any]:
    """About ten queries, whatever the number of co-ops, listings and orders."""
    days = pickup_days()[:1]
    members = network_members()
    totals = last_day_totals()
    return {
        "pickup": pickup(days[0]) if days else None,
        "cards": fresh_cards(days[0]) if days else [],
        "dollar": dollar(totals, members) if totals else None,
        "coops": members,
        "story": latest_story(),
        "cents": 100 - settings.NETWORK_CONTRIBUTION_BP // 100,
    }


def pickup(day: PickupDay) -> dict[str, Any]:
    """The next pickup day, its first cut-off and its places, in words."""
    first = day.first
    said = {
        "weekday": weekday(first.local_cutoff),
        "hour": clock(first.local_cutoff),
        "pickup": weekday(first.local_starts),
    }
    return {
        "day": first.local_starts,
        "weekday": said["pickup"],
        "cutoff": _("Order by %(weekday)s %(hour)s for %(pickup)s pickup") % said,
        "where": _places(day),
    }


def _places(day: PickupDay) -> str:
    """ "Poplar Street dock, 9 am to noon", and how many places more."""
    by_place: dict[str, tuple[datetime, datetime]] = {}
    for window in day.windows:
        starts, ends = by_place.get(window.place.name, (window.local_starts, window.local_ends))
        by_place[window.place.name] = (min(starts, window.local_starts), max(ends, window.local_ends))
    (name, (starts, ends)), *others = by_place.items()
    first = f"{name}, {hours(starts, ends)}."
    if not others:
        return first
    more = ngettext("And %(n)s more place.", "And %(n)s more places.", len(others)) % {"n": len(others)}
    return f"{first} {more}"


def fresh_cards(day: PickupDay) -> list[Card]:
    """What can be had on that day, one seller after another; sold out goods only where there is nothing else."""
    name = weekday(day.first.local_starts)
    cards = [card_of(listing, for_day=name) for listing in fresh(coop_ids=day.coop_ids, limit=FRESH * 2)]
    return sorted(cards, key=lambda card: bool(card["out"]))[:FRESH]


def network_members() -> list[Cooperative]:
    """Every listed member of the network: each is a patch of the quilt and a link."""
    return list(listed(standing=Standing.MEMBER).only("public_id", "slug", "name", "kind"))


def dollar(totals: DayTotals, members: list[Cooperative]) -> dict[str, Any]:
    """Where the money of the last pickup day went. The patches show a dollar in twentieths."""
    to_network = settings.NETWORK_CONTRIBUTION_BP * PATCHES // 10_000
    coops = ngettext("To %(n)s co-op, for what it made", "To %(n)s co-ops, for what they made", totals.coops)
    return {
        "day": said_day(totals.day),
        "spent": format_amount(totals.spent),
        "patches": [members[n % len(members)] for n in range(PATCHES - to_network)] if members else [],
        "missing": range(to_network),
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
