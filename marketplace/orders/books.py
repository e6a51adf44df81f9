"""What a purchase writes into the ledger. Each entry's id is made from what it is about, so a repeat is harmless."""

from datetime import datetime

from django.utils import timezone

from marketplace.ledger import entries
from marketplace.ledger.accounts import CARD_CLEARING, DUE_AT_PICKUP
from marketplace.ledger.services import entry_id, post
from marketplace.orders.models import Line, Order, OrderState, Purchase
from marketplace.payments.models import Payment, PaymentState
from marketplace.tax.lines import Collector, who_collects


def _at_pickup(payment: Payment | None) -> bool:
    return payment is not None and payment.gateway == "pickup"


def _network_collects(purchase: Purchase) -> bool:
    """As it was on the day of the purchase, by the network's clock: what comes back later follows the same rule."""
    return who_collects(on=timezone.localdate(purchase.confirmed or purchase.created)) is Collector.NETWORK


def record_purchase(purchase: Purchase) -> None:
    """The sale and the network contribution, when the purchase is confirmed."""
    orders = [order for order in purchase.orders.select_related("coop") if order.state != OrderState.CANCELLED]
    sales = [entries.Sale(order.coop.public_id, order.goods_minor, order.tax_minor) for order in orders]
    post(
        entry_id=entry_id("paid", purchase.public_id),
        kind="purchase",
        reference=purchase.public_id,
        occurred_at=purchase.confirmed,
        lines=entries.purchase_paid(
            sales=sales,
            at_pickup=_at_pickup(purchase.payment),
            network_collects_tax=_network_collects(purchase),
            currency=purchase.currency,
        ),
    )
    parts = {order.coop.public_id: order.contribution_minor for order in orders if order.contribution_minor}
    if parts:
        post(
            entry_id=entry_id("contribution", purchase.public_id),
            kind="contribution",
            reference=purchase.public_id,
            occurred_at=purchase.confirmed,
            lines=entries.contribution(parts=parts, currency=purchase.currency),
        )


def record_line_cancelled(order: Order, line: Line, contribution: int) -> None:
    """Goods and tax go back, and the seller gets back `contribution`, what the network kept of them."""
    purchase, seller = order.purchase, order.coop.public_id
    source = DUE_AT_PICKUP if _at_pickup(purchase.payment) else CARD_CLEARING
    post(
        entry_id=entry_id("cancelled", line.public_id),
        kind="line cancelled",
        reference=purchase.public_id,
        lines=entries.refund(
            sale=entries.Sale(seller, line.goods_minor, line.tax_minor),
            source=source,
            network_collects_tax=_network_collects(purchase),
            currency=purchase.currency,
        ),
    )
    if contribution:
        post(
            entry_id=entry_id("contribution returned", line.public_id),
            kind="contribution returned",
            reference=purchase.public_id,
            lines=entries.contribution_returned(parts={seller: contribution}, currency=purchase.currency),
        )


def record_hand_over(order: Order, *, at: datetime | None = None) -> None:
    """Paid at pickup, the seller keeps the cash it took. A card's money is sent to sellers by a later entry."""
    payment = order.purchase.payment
    if not _at_pickup(payment) or not order.total_minor or (payment and payment.state == PaymentState.EXPIRED):
        return
    post(
        entry_id=entry_id("cash kept", order.public_id),
        kind="cash kept",
        reference=order.purchase.public_id,
        occurred_at=at,
        lines=entries.cash_kept(
            seller=order.coop.public_id, amount=order.total_minor, currency=order.purchase.currency
        ),
    )
