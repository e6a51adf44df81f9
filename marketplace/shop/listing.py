"""The page of one good or service."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory.coops.acting import Buyer, buyer_of
from directory.coops.models import State as CoopState
from directory.people.phones import said_phone
from ground.drawings import file_of, shows, stock_of
from ground.structured import json_in_script
from ground.texts import active_language, said
from marketplace.cart.quote import HOME
from marketplace.catalog.cards import READERS_TOKEN, photo_of, rendered_by_id, stock_words, with_token
from marketplace.catalog.models import Listing, ListingKind, Unit, Variant
from marketplace.catalog.selectors import for_cards, shown_listing
from marketplace.catalog.stock import left
from marketplace.fulfilment.shown import windows_shown
from marketplace.fulfilment.spoken import order_by, when_words
from marketplace.fulfilment.windows import Window
from marketplace.money import format_amount, network_part, sellers_part
from marketplace.pricing.resolve import PriceDecision
from marketplace.pricing.selectors import prices_for
from marketplace.shop.days import kept
from marketplace.tax.lines import tax_for

MORE, WINDOWS = 4, 4
MOST = 99  # of one thing, in a field for a quantity
KEEP = 5 * 60  # seconds that a rate of tax, a topic's name or the network's phone may be late; the rest is in `_key`


def listing(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    found = shown_listing(public_id)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(found, permanent=True)
    typed = {name: request.GET[name] for name in ("variant", "quantity") if name in request.GET}
    if typed or buyer_of(request).coop:
        return show(request, found, typed)
    return _page(request, found, _told_to_strangers(found))


def show(
    request: HttpRequest, found: Listing, typed: dict[str, str], *, wrong: str = "", status: int = 200
) -> HttpResponse:
    """The page with what was `typed` into its form, and `wrong`, what is not right about it."""
    buyer = buyer_of(request)
    response = _page(request, found, _told(found, buyer, typed, wrong), status=status)
    if buyer.coop is not None:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _told_to_strangers(found: Listing) -> dict[str, Any]:
    """The same for all who buy for themselves and typed nothing, so it is kept until something in it changes. Named
    before it is made: what changes in between has another name.
    """
    key = _key(found)
    told: dict[str, Any] | None = cache.get(key)
    if told is None:
        told = _told(found, Buyer(), {}, "")
        cache.set(key, told, KEEP)
    return told


def _key(found: Listing) -> str:
    """Names what the page says of the listing by what changes it: words of the listing and its seller by their hour,
    photo, variants and pickups by what is said of them.
    """
    photo = found.photo
    pictured = (photo.state, photo.edition, photo.alt_en, photo.alt_es) if photo else ""
    sold = [
        (variant.public_id, variant.name_en, variant.name_es, variant.price_minor, variant.unit, _units_told(variant))
        for variant in found.variants.all()
    ]
    windows = [
        (window.starts, window.ends, window.cutoff, window.place.shown, window.place.tax_jurisdiction)
        for window in (_windows(found) if sold else [])[:WINDOWS]
    ]
    said_now = f"{found.changed}:{found.coop.state}:{found.coop.changed}:{pictured}:{sold}:{windows}"
    return f"listing:{active_language()}:{found.pk}:{hashlib.sha256(said_now.encode()).hexdigest()}"


def _page(request: HttpRequest, found: Listing, told: dict[str, Any], status: int = 200) -> HttpResponse:
    """`told`, what `_told` says of the listing, within the page, with the reader's own token in its form."""
    token = get_token(request)
    context = {
        **told,
        "about": with_token(told["about"], token),
        "more": [with_token(card, token) for card in _more(found)],
        "listing": found,
        "canonical_path": found.get_absolute_url(),
    }
    return render(request, "shop/listing.html", context, status=status)


def offer(found: Listing, buyer: Buyer, typed: dict[str, str], wrong: str, token: str) -> str:
    """The price and the form alone, for a page that stays: what was `typed` is kept, what is `wrong` stands beside it."""
    return get_template("shop/offer.html").render(_offer_told(found, buyer, typed, wrong, token))


def _told(found: Listing, buyer: Buyer, typed: dict[str, str], wrong: str) -> dict[str, Any]:
    """Plain words and HTML, which a cache can hold. It is about the listing, and about the reader only by `buyer.coop`."""
    context = _offer_told(found, buyer, typed, wrong, READERS_TOKEN)
    context |= {
        # Of what cannot be had now, the next pickup says nothing.
        "pickups": [_pickup(window) for window in context["windows"][:WINDOWS]] if context["can_buy"] else [],
        "picture": _picture(found),
        "network_phone": said_phone(settings.NETWORK_PHONE),
    }
    return {
        "about": str(get_template("shop/listing_about.html").render(context)),
        "title": said(found, "title").text,
        "description": said(found, "summary").text or found.coop.name,
        "topic": next(({"slug": topic.slug, "name": topic.name} for topic in found.topics.all()), None),
        "structured": structured(found, list(found.variants.all())) if context["chosen"] else "",
    }


def _offer_told(found: Listing, buyer: Buyer, typed: dict[str, str], wrong: str, token: str) -> dict[str, Any]:
    variants = list(found.variants.all()) if found.is_for_sale else []
    windows = _windows(found) if variants else []
    decisions = prices_for([(variant, 1) for variant in variants], buyer)
    offers = [_offer(found, variant, decisions[variant.pk], windows, buyer) for variant in variants]
    chosen = next((o for o in offers if o["id"] == typed.get("variant")), None) or _first(offers)
    return {
        "listing": found,
        "offers": offers,
        "chosen": chosen,
        "can_buy": any(not offer["out"] for offer in offers) and bool(windows),
        "quantity": typed.get("quantity", "1")[:12],
        "wrong": wrong,
        "wrong_id": "quantity_error" if wrong else "",
        "windows": windows,
        "order_by": order_by(windows[0]) if windows else "",
        "csrf_token": token,
    }


def _windows(found: Listing) -> list[Window]:
    return windows_shown([found.coop_id])[found.coop_id]


def _units_told(variant: Variant) -> int | None:
    """How many one can ask for at once: more than that are not told apart."""
    units = left(variant)
    return None if units is None else min(units, MOST)


def _pickup(window: Window) -> dict[str, Any]:
    return {
        "when": when_words(window.local_starts, window.local_ends),
        "place": window.place.shown,
        "visit": window.place.comes_to_buyer,
    }


def _first(offers: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((offer for offer in offers if not offer["out"]), offers[0] if offers else None)


def _offer(
    found: Listing, variant: Variant, price: PriceDecision, windows: list[Window], buyer: Buyer
) -> dict[str, Any]:
    """One variant in words. The network's price stands in it only for the co-op that gets it."""
    units, name = _units_told(variant), said(variant, "name")
    for_network = network_part(price.unit_price)
    tax = _tax(found, price.unit_price, windows[0] if windows else None, buyer)
    return {
        "id": variant.public_id,
        "name": name,
        "unit": str(Unit(variant.unit).label),
        "price": format_amount(price.unit_price, variant.currency),
        "public_price": format_amount(price.public_price, variant.currency) if price.reasons else "",
        "why": price.reasons[0].label if price.reasons else "",
        "seller_gets": format_amount(price.unit_price - for_network, variant.currency),
        "kept": format_amount(for_network, variant.currency),
        "share": sellers_part(100),
        "tax": tax,
        "most": units or MOST,
        "stock_words": stock_words(units),
        "out": units == 0,
    }


def _tax(found: Listing, amount: int, window: Window | None, buyer: Buyer) -> str:
    """ "Sales tax 8 %, added in the basket", or why there is none."""
    from_place = window.place.tax_jurisdiction if window else HOME
    tax = tax_for(
        tax_class=found.tax_class,
        jurisdiction=from_place,
        on=window.day if window else timezone.localdate(),
        amount=amount,
        resale_certificate=buyer.coop is not None and buyer.coop.has_resale_certificate,
    )
    return _("%(tax)s, added in the basket.") % {"tax": tax.label} if tax.parts else f"{tax.label}."


def _picture(found: Listing) -> dict[str, Any]:
    return {
        "photo": photo_of(found.photo, 960),
        "drawing": file_of(found.drawing),
        "alt": shows(found.drawing),
        "stock": stock_of(found.drawing),
    }


def _more(found: Listing) -> list[SafeString]:
    """Cards of other things of the co-op; one look at its newest goods serves the pages of all of them."""
    if found.coop.state != CoopState.LISTED:
        return []
    newest = kept(f"more:{active_language()}:{found.coop_id}", lambda: _newest(found.coop_id))
    return [card for pk, card in newest if pk != found.pk][:MORE]


def _newest(coop_id: int) -> list[tuple[int, SafeString]]:
    listings = for_cards().filter(coop_id=coop_id)[: MORE + 1]
    return list(rendered_by_id(listings, token=READERS_TOKEN).items())


def structured(found: Listing, variants: list[Variant]) -> SafeString:
    """schema.org Product or Service with its offers, at the public price whoever looks at the page."""
    url = settings.SITE_URL + found.get_absolute_url()
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service" if found.kind == ListingKind.SERVICE else "Product",
        "name": said(found, "title").text,
        "description": said(found, "summary").text,
        "url": url,
        "offers": [
            {
                "@type": "Offer",
                "url": url,
                "price": f"{variant.price_minor // 100}.{variant.price_minor % 100:02d}",
                "priceCurrency": variant.currency,
                "availability": f"https://schema.org/{'SoldOut' if left(variant) == 0 else 'InStock'}",
                "seller": {"@type": "Organization", "name": found.coop.name},
            }
            for variant in variants
        ],
    }
    if found.photo and found.photo.is_ready:
        about["image"] = settings.SITE_URL + found.photo.src(960)
    return json_in_script(about)
