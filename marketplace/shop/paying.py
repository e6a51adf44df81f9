"""Where a buyer goes on after the checkout, and the page of the demonstration card."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from marketplace.money import format_amount
from marketplace.orders.models import Purchase, PurchaseState
from marketplace.orders.settle import settle
from marketplace.payments.gateways import gateway_named
from marketplace.payments.gateways.demonstration import Charge, DemonstrationCard, choose

_CHOICES = {"pay": Charge.PAID, "decline": Charge.DECLINED}


def ticket_path(purchase: Purchase) -> str:
    return reverse("ticket", args=[purchase.code, purchase.token])


def pay_url(purchase: Purchase) -> str:
    """Where the payment of a waiting purchase is made; "" where there is nothing to pay now."""
    payment = purchase.payment
    if purchase.state != PurchaseState.RESERVED or payment is None:
        return ""
    url = gateway_named(payment.gateway).start(payment).url
    return f"{url}?{urlencode({'ticket': purchase.token})}" if url.startswith("/") else url


def demonstration_card(request: HttpRequest, payment_id: str) -> HttpResponse:
    """Plays the card company's page. Known by the payment's id and the secret of the ticket, and only in a demonstration."""
    token = request.POST.get("ticket", "") or request.GET.get("ticket", "")
    purchase = (
        Purchase.objects.select_related("payment")
        .filter(payment__public_id=payment_id, payment__gateway=DemonstrationCard.code, token=token)
        .first()
    )
    if not settings.DEMONSTRATION or purchase is None or purchase.payment is None:
        raise Http404
    if purchase.state != PurchaseState.RESERVED:
        return redirect(ticket_path(purchase))
    if request.method == "POST":
        return _chosen(request, purchase)
    context = {"purchase": purchase, "total": format_amount(purchase.payment.amount_minor, purchase.currency)}
    response = render(request, "shop/demonstration_card.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _chosen(request: HttpRequest, purchase: Purchase) -> HttpResponse:
    choice = request.POST.get("choice", "")
    if choice == "leave":
        left = _("You left without paying. We keep the order for you for 35 minutes.")
        messages.info(request, format_html('{} <a href="{}">{}</a>', left, ticket_path(purchase), _("Go on to pay")))
        return redirect("market")
    if choice in _CHOICES and purchase.payment is not None:
        choose(purchase.payment, _CHOICES[choice])
        settle(purchase.pk)
    return redirect(ticket_path(purchase))
