"""The page of one good or service."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from directory.coops.acting import Buyer, buyer_of
from directory.coops.models import State as CoopState
from ground.drawings import file_of, shows, stock_of
from ground.texts import said
from marketplace.cart.quote import HOME
from marketplace.catalog.cards import photo_of, rendered_cards, stock_words
from marketplace.catalog.models import Listing, ListingKind, Variant
from marketplace.catalog.selectors import for_cards, shown_listing
from marketplace.catalog.stock import left
from marketplace.fulfilment.spoken import order_by, when_words
from marketplace.fulfilment.windows import Window, windows_of
from marketplace.money import WHOLE, format_amount, share
from marketplace.pricing.resolve import PriceDecision
from marketplace.pricing.selectors import prices_for
from marketplace.tax.lines import tax_for

MORE, WINDOWS = 4, 4


def listing(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    found = shown_listing(public_id)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(found, permanent=True)
    typed = {"variant": request.GET.get("variant", ""), "quantity": request.GET.get("quantity", "1")}
    return show(request, found, typed)


def show(
    request: HttpRequest, found: Listing, typed: dict[str, str], *, wrong: str = "", status: int = 200
) -> HttpResponse:
    """The page with what was `typed` into its form, and `wrong`, what is not right about it."""
    buyer = buyer_of(request)
    variants = list(found.variants.all()) if found.is_for_sale else []
    windows = windows_of([found.coop_id])[found.coop_id] if variants else []
    decisions = prices_for([(variant, 1) for variant in variants], buyer)
    offers = [_offer(found, variant, decisions[variant.pk], windows, buyer) for variant in variants]
    chosen = next((o for o in offers if o["id"] == typed["variant"]), None) or _first(offers)
    context = {
        "listing": found,
        "offers": offers,
        "chosen": chosen,
        "can_buy": any(not offer["out"] for offer in offers) and bool(windows),
        "quantity": typed["quantity"][:12],
        "wrong": wrong,
        "wrong_id": "quantity_error" if wrong else "",
        "windows": windows,
        "pickups": [_told(window) for window in windows[:WINDOWS]],
        "order_by": order_by(windows[0]) if windows else "",
        "picture": _picture(found),
        "topics": list(found.topics.all()),
        "more": _more(request, found),
        "structured": structured(found, variants),
        "canonical_path": found.get_absolute_url(),
    }
    response = render(request, "shop/listing.html", context, status=status)
    if buyer.coop is not None:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _told(window: Window) -> dict[str, Any]:
    return {
        "when": when_words(window.local_starts, window.local_ends),
        "place": f"{window.place.name}, {window.place.street}",
        "visit": window.place.comes_to_buyer,
    }


def _first(offers: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((offer for offer in offers if not offer["out"]), offers[0] if offers else None)


def _offer(
    found: Listing, variant: Variant, price: PriceDecision, windows: list[Window], buyer: Buyer
) -> dict[str, Any]:
    """One variant in words. The network's price stands in it only for the co-op that gets it."""
    units, name = left(variant), said(variant, "name")
    kept = share(price.unit_price, settings.NETWORK_CONTRIBUTION_BP)
    tax = _tax(found, price.unit_price, windows[0] if windows else None, buyer)
    return {
        "id": variant.public_id,
        "name": name,
        "unit": variant.get_unit_display(),
        "price": format_amount(price.unit_price, variant.currency),
        "public_price": format_amount(price.public_price, variant.currency) if price.reasons else "",
        "why": price.reasons[0].label if price.reasons else "",
        "seller_gets": format_amount(price.unit_price - kept, variant.currency),
        "kept": format_amount(kept, variant.currency),
        "share": (WHOLE - settings.NETWORK_CONTRIBUTION_BP) // 100,
        "tax": tax,
        "left": units,
        "most": min(units, 99) if units else 99,
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


def _more(request: HttpRequest, found: Listing) -> list[SafeString]:
    if found.coop.state != CoopState.LISTED:
        return []
    others = for_cards().filter(coop_id=found.coop_id).exclude(pk=found.pk)[:MORE]
    return rendered_cards(others, token=get_token(request))


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
    written = json.dumps(about, ensure_ascii=False)
    return mark_safe(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
