"""What we keep about a person who buys, for "Download my data" and "Delete my account", and of guests for how long."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.people import kept
from directory.people.models import Contact, User
from marketplace.cart.models import Cart
from marketplace.orders.models import OPEN_STATES, Order, OrderState, Purchase

NO_NAME = "—"
_OPEN = (OrderState.PENDING, *OPEN_STATES)
_MONTH = timedelta(days=365) / 12
_AT_ONCE = 500


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


def erase_old_guests(now: datetime | None = None) -> int:
    """Let go of the names, ways to reach, addresses and notes of guests whose last hand-over was longer ago than
    `settings.GUEST_CONTACT_MONTHS`; returns how many. Sums and lines stay in the sellers' books.
    """
    before = (now or timezone.now()) - settings.GUEST_CONTACT_MONTHS * _MONTH
    recent = Order.objects.filter(Q(state__in=_OPEN) | Q(window_ends__gte=before)).values("purchase__contact_id")
    old = Contact.objects.filter(erased=False, purchases__created__lt=before).exclude(pk__in=recent)
    old = old.exclude(purchases__user__isnull=False).exclude(purchases__created__gte=before)
    with transaction.atomic():
        ids = list(old.order_by("pk").values_list("pk", flat=True).distinct())
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            Order.objects.filter(purchase__contact__in=some).update(address="")
            Purchase.objects.filter(contact__in=some).update(note="")
            Contact.objects.filter(pk__in=some).update(name=NO_NAME, email="", phone="", erased=True)
    return len(ids)


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
