"""What a co-op asks of other co-ops: one discount on all it lists, and its single offers. Seen at its own desk only."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from ground.texts import said
from marketplace.catalog.models import Variant
from marketplace.desk.fields import PercentField
from marketplace.desk.frame import UNPROCESSABLE, at_desk, render_desk
from marketplace.money import format_amount, format_share
from marketplace.pricing.models import OfferTo, PriceOffer
from marketplace.pricing.selectors import network_prices, offers_of
from marketplace.pricing.services import end_offer, set_network_discount

SHOWN = 8


class DiscountForm(forms.Form):
    percent = PercentField(
        label=gettext_lazy("Percent off for network co-ops"),
        help_text=gettext_lazy("On all that you list, from today on. 0 ends it."),
        error_messages={"required": gettext_lazy("Write a number from 0 to 90, like 10 or 7.5.")},
    )


@dataclass(frozen=True)
class OfferShown:
    offer: PriceOffer

    @property
    def who(self) -> str:
        return self.offer.buyer.name if self.offer.buyer else str(OfferTo.NETWORK.label)

    @property
    def what(self) -> str:
        if self.offer.variant is None:
            return _("All that you list")
        return said(self.offer.variant.listing, "title").text

    @property
    def terms(self) -> str:
        offer = self.offer
        if offer.price_minor is not None:
            terms = format_amount(offer.price_minor)
        else:
            terms = _("%(percent)s off") % {"percent": format_share(offer.percent_off_bp or 0)}
        return (
            _("%(terms)s from %(n)s on") % {"terms": terms, "n": offer.min_quantity}
            if offer.min_quantity > 1
            else terms
        )

    @property
    def until(self) -> str:
        ends = self.offer.ends
        return _("until %(day)s") % {"day": date_format(ends, "SHORT_DATE_FORMAT")} if ends else ""


@at_desk(Capability.EDIT_LISTINGS)
def prices(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    offers = list(offers_of(coop))
    form = DiscountForm(request.POST if request.method == "POST" else None, initial={"percent": _percent_now(offers)})
    if form.is_valid():
        set_network_discount(seller=coop, percent_off_bp=form.cleaned_data["percent"])
        messages.success(request, _said(form.cleaned_data["percent"]))
        return redirect("desk_prices", coop.slug)
    examples, more = _examples(coop)
    context = {"form": form, "offers": [OfferShown(offer) for offer in offers], "examples": examples, "more": more}
    return render_desk(request, coop, "prices.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _said(percent_bp: int) -> str:
    if not percent_bp:
        return _("Network co-ops now pay what everybody pays.")
    return _("From today on network co-ops pay %(percent)s less.") % {"percent": format_share(percent_bp)}


def _percent_now(offers: list[PriceOffer]) -> str:
    """The discount on everything, as it stands in the form: "7.5"."""
    for offer in offers:
        if offer.audience == OfferTo.NETWORK and offer.variant is None and offer.min_quantity == 1:
            return format_share(offer.percent_off_bp or 0).rstrip("% ")
    return "0"


def _examples(coop: Cooperative) -> tuple[list[dict[str, str]], int]:
    """The first goods with the public price and what a network co-op pays, and how many more there are."""
    own = Variant.objects.filter(listing__coop=coop, listing__state="live", is_active=True)
    variants = list(own.select_related("listing").order_by("listing__title_en", "pk")[:SHOWN])
    decisions = network_prices(variants)
    examples = [
        {
            "title": said(variant.listing, "title").text,
            "unit": str(variant.get_unit_display()),
            "public": format_amount(decisions[variant.pk].public_price, variant.currency),
            "network": format_amount(decisions[variant.pk].unit_price, variant.currency),
        }
        for variant in variants
    ]
    return examples, own.count() - len(examples)


@at_desk(Capability.EDIT_LISTINGS)
@require_POST
def end(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    end_offer(offer=get_object_or_404(offers_of(coop), public_id=public_id))
    messages.success(request, _("Ended. From today on the public price holds."))
    return redirect("desk_prices", coop.slug)
