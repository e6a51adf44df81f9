"""What we keep about a person who buys, for "Download my data" and "Delete my account"."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.people import kept
from directory.people.models import Contact, User
from marketplace.cart.models import Cart
from marketplace.orders.models import OPEN_STATES, Order, OrderState, Purchase

NO_NAME = "—"
_OPEN = (OrderState.PENDING, *OPEN_STATES)


def _export(user: User) -> list[dict[str, Any]]:
    purchases = (
        Purchase.objects.filter(user=user).select_related("contact").prefetch_related("orders__lines", "orders__coop")
    )
    return [
        {
            "code": purchase.code,
            "placed": purchase.created.isoformat(),
            "name": purchase.contact.name,
            "email": purchase.contact.email,
            "phone": purchase.contact.phone,
            "total": purchase.total_minor,
            "currency": purchase.currency,
            "note": purchase.note,
            "addresses": [order.address for order in purchase.orders.all() if order.address],
            "lines": [
                {"co-op": order.coop.name, "thing": line.title_en, "quantity": line.quantity, "goods": line.goods_minor}
                for order in purchase.orders.all()
                for line in order.lines.all()
            ],
        }
        for purchase in purchases
    ]


def _erase(user: User) -> None:
    """Carts, names, addresses and ways to reach the person go; what was bought stays in the sellers' books."""
    Cart.objects.filter(user=user).delete()
    Order.objects.filter(purchase__user=user, purchase__buying_coop__isnull=True).update(address="")
    Purchase.objects.filter(user=user).update(note="")
    Contact.objects.filter(purchases__user=user).update(name=NO_NAME, email="", phone="", erased=True)
    Purchase.objects.filter(user=user).update(user=None)


def _hinders(user: User) -> str | Promise:
    is_open = Order.objects.filter(purchase__user=user, purchase__buying_coop__isnull=True, state__in=_OPEN).exists()
    return _("You have an order that is not handed over yet. Stop it or fetch it first.") if is_open else ""


kept.register(
    kept.Holding(
        name="orders",
        export=_export,
        erase=_erase,
        hinders=_hinders,
        erased=_("Your basket, and your name, address, phone and e-mail on your orders"),
        stays=_(
            "What you ordered stays in the books of the co-ops, as the tax office asks. Your name is no longer on it."
        ),
    )
)
