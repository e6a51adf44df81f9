"""Cards for somebody who buys for a co-op: the price of that co-op with its reason. Never kept, never for a resident."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.translation import gettext as _

from directory.coops.acting import Buyer
from marketplace.catalog.cards import card_of, offered
from marketplace.catalog.models import Listing
from marketplace.money import format_amount
from marketplace.pricing.selectors import prices_for


def with_network_prices(request: HttpRequest, listings: Sequence[Listing], buyer: Buyer, *, for_day: str) -> list[str]:
    """One query more than a resident's page."""
    shown = {listing.pk: offered(listing) for listing in listings}
    decisions = prices_for([(variant, 1) for variant in shown.values() if variant], buyer)
    template, token = get_template("components/good_card.html"), get_token(request)
    cards = []
    for listing in listings:
        card, variant = card_of(listing, for_day=for_day), shown[listing.pk]
        decision = decisions.get(variant.pk) if variant else None
        if variant and decision and decision.reasons:
            price, public = (
                format_amount(amount, variant.currency) for amount in (decision.unit_price, decision.public_price)
            )
            card["price"] = price if len(listing.variants.all()) == 1 else _("from %(price)s") % {"price": price}
            said = [decision.reasons[0].label, _("public price %(price)s") % {"price": public}, card.get("note", "")]
            card["note"] = ", ".join(word for word in said if word)
        cards.append(template.render({"card": card, "csrf_token": token}))
    return cards
