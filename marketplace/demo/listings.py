"""Invented goods and services, from listings.toml beside this module, and what other co-ops pay for them."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from directory import findable
from directory.coops.models import Cooperative
from ground.models import Topic
from marketplace.catalog.models import Listing, ListingKind, ListingState, Stock, Variant
from marketplace.pricing.services import make_offer, set_network_discount

_FILE = Path(__file__).parent / "listings.toml"
# Seller -> percent off for network co-ops, in basis points.
DISCOUNTS = {
    "three-creeks-growers": 1000,
    "long-row-mill": 1000,
    "brown-hen-egg-co-op": 800,
    "morning-shift-bakery": 1000,
    "pecan-alley-growers": 1000,
    "type-high-print-shop": 1500,
    "plain-ledger-bookkeeping": 2000,
    "red-clay-soap-works": 1000,
}


def is_loaded() -> bool:
    return Listing.objects.filter(coop__is_demo=True).exists()


@transaction.atomic
def load_listings() -> None:
    coops = {coop.slug: coop for coop in Cooperative.objects.filter(is_demo=True)}
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for row in reversed(tomllib.loads(_FILE.read_text(encoding="utf-8"))["listings"]):
        _load(row, coops[row["coop"]], topics)
    for slug, discount in DISCOUNTS.items():
        set_network_discount(seller=coops[slug], percent_off_bp=discount)
    _agreement(coops)


def _load(row: dict[str, Any], coop: Cooperative, topics: dict[str, Topic]) -> None:
    listing = Listing.objects.create(
        coop=coop,
        slug=slugify(row["en"])[:80],
        kind=row.get("kind", ListingKind.GOOD),
        state=ListingState.LIVE,
        source_language=row.get("source", "en"),
        title_en=row["en"],
        title_es=row["es"],
        summary_en=row["say_en"],
        summary_es=row["say_es"],
        allergens_en=row.get("allergens_en", ""),
        allergens_es=row.get("allergens_es", ""),
        tax_class=row["tax"],
        drawing=row.get("drawing", ""),
    )
    listing.topics.set(topics[slug] for slug in row["topics"])
    listing.tags.add(*row.get("tags", ()))
    _variants(listing, row)
    findable.changed("listing", listing.pk)


def _variants(listing: Listing, row: dict[str, Any]) -> None:
    shared = Stock.objects.create(coop=listing.coop, available=row["stock"]) if "stock" in row else None
    for position, variant in enumerate(row.get("variants", [{"unit": row.get("unit"), "price": row.get("price")}])):
        own = Stock.objects.create(coop=listing.coop, available=variant["stock"]) if "stock" in variant else None
        Variant.objects.create(
            listing=listing,
            name_en=variant.get("en", ""),
            name_es=variant.get("es", ""),
            unit=variant["unit"],
            price_minor=variant["price"],
            takes=variant.get("takes", 1),
            stock=own or shared,
            position=position,
        )


def _agreement(coops: dict[str, Cooperative]) -> None:
    """The bakery takes a crate of sweet potatoes each week at a price the two have agreed on."""
    crate = Variant.objects.get(listing__title_en="Sweet potatoes, restaurant crate")
    make_offer(
        seller=coops["three-creeks-growers"], buyer=coops["morning-shift-bakery"], variant=crate, price_minor=3200
    )
