"""A listing as a card says it, at the public price: what templates/components/good_card.html takes.

A card holds nothing about who looks at it, so a rendered one may be kept for everybody.
"""

import hashlib
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ground.cards import Card
from ground.drawings import file_of, stock_of
from ground.models import Photo
from ground.texts import active_language, said
from marketplace.catalog.models import Listing, Unit, Variant
from marketplace.catalog.selectors import for_cards
from marketplace.catalog.stock import left
from marketplace.money import format_amount

FEW = 9  # from here down a card says how many are left
_KEEP = 60 * 60
_ON_A_PHOTO = ("photo__state", "photo__edition", "photo__alt_en", "photo__alt_es")
# Stands in kept HTML where each reader's own token goes. Nobody's text can hold it: no column takes a NUL.
READERS_TOKEN = "\0csrf token of the reader\0"  # noqa: S105


def offered(listing: Listing) -> Variant | None:
    """Of the listing's active variants (fetched with it) the cheapest that can be had, or else the cheapest."""
    variants = sorted(listing.variants.all(), key=lambda variant: (variant.price_minor, variant.position))
    return next((variant for variant in variants if left(variant) != 0), variants[0] if variants else None)


def stock_words(units_left: int | None) -> str:
    """ "6 left", "Sold out", or "" where there is plenty or nothing is counted."""
    return "" if units_left is None or units_left > FEW else counted_words(units_left)


def counted_words(units_left: int | None) -> str:
    """For those who count: the number where there is plenty too, "12,000 left"; "" where nothing is counted."""
    if units_left is None:
        return ""
    number = number_format(units_left, force_grouping=True)
    return ngettext("%(n)s left", "%(n)s left", units_left) % {"n": number} if units_left else _("Sold out")


def card_of(listing: Listing, *, for_day: str = "") -> Card:
    """`for_day` names the pickup day in "Sold out for Saturday"."""
    variants = listing.variants.all()
    variant, title = offered(listing), said(listing, "title")
    card = Card(
        url=listing.get_absolute_url(),
        title=title.text,
        lang=title.lang if title.is_fallback else "",
        seller=listing.coop.name,
        seller_id=listing.coop.public_id,
        seller_kind=listing.coop.kind,
        photo=photo_of(listing.photo),
        drawing=file_of(listing.drawing),
        stock=stock_of(listing.drawing),
    )
    if variant is None:
        return Card(card, out=_("Not for sale now"))
    price = format_amount(variant.price_minor, variant.currency)
    card["price"] = price if len(variants) == 1 else _("from %(price)s") % {"price": price}
    card["unit"] = str(Unit(variant.unit).label) if len(variants) == 1 else ""
    units = left(variant)
    if units == 0:
        card["out"] = _("Sold out for %(day)s") % {"day": for_day} if for_day else _("Sold out")
        card["stamp"] = _("Sold out")
    else:
        card["note"] = stock_words(units)
        if len(variants) == 1:
            card.update(add_url=reverse("basket_add"), add_value=variant.public_id)
        else:
            card["choose"] = _("Choose a size")
    return card


def photo_of(photo: Photo | None, width: int = 320) -> dict[str, Any] | None:
    """What the components take for a photo; None until there is one to show."""
    return photo.shown(width) if photo else None


def rendered_cards(listings: "QuerySet[Listing]", *, token: str, for_day: str = "") -> list[SafeString]:
    """The cards' HTML in the order of the listings, as `rendered_by_id` finds it."""
    return list(rendered_by_id(listings, token=token, for_day=for_day).values())


def rendered_by_id(listings: "QuerySet[Listing]", *, token: str, for_day: str = "") -> dict[int, SafeString]:
    """The cards' HTML, from the cache where nothing that they say has changed since. `token`: the reader's CSRF token.

    Two queries tell whether it has; only the cards that are not kept ask for more.
    """
    keys = _keys(listings, for_day)
    kept: dict[str, str] = cache.get_many(list(keys.values()))
    missing = [pk for pk, key in keys.items() if key not in kept]
    if missing:
        made = for_cards().filter(pk__in=missing).order_by()
        fresh = {keys[listing.pk]: _rendered(listing, for_day) for listing in made}
        cache.set_many(fresh, _KEEP)
        kept = {**kept, **fresh}
    return {pk: with_token(kept[key], token) for pk, key in keys.items() if key in kept}


def with_token(kept: str, token: str) -> SafeString:
    """Kept HTML with the token of the one who reads it now."""
    return mark_safe(kept.replace(READERS_TOKEN, token))


def _rendered(listing: Listing, for_day: str) -> str:
    template = get_template("components/good_card.html")
    return template.render({"card": card_of(listing, for_day=for_day), "csrf_token": READERS_TOKEN})


def _keys(listings: "QuerySet[Listing]", for_day: str) -> dict[int, str]:
    """In the order of the listings, by id: all that a card says and the language it says it in, as a name to keep it under."""
    bare = listings.select_related(None).prefetch_related(None)
    rows = list(bare.values_list("pk", "changed", "coop__changed", *_ON_A_PHOTO))
    sold: dict[int, str] = {row[0]: "" for row in rows}
    offers = Variant.objects.filter(listing_id__in=sold, is_active=True).order_by("position", "pk")
    for listing_id, *told, available, takes in offers.values_list(
        "listing_id", "pk", "price_minor", "unit", "stock__available", "takes"
    ):
        units = None if available is None else min(available // takes, FEW + 1)
        sold[listing_id] += f"{told}{units}"
    spoken = active_language()
    return {row[0]: _key(f"{spoken}:{for_day}:{row}:{sold[row[0]]}") for row in rows}


def _key(told: str) -> str:
    return f"card:{hashlib.sha256(told.encode()).hexdigest()}"
