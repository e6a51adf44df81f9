"""What a purchase writes into the ledger. Each entry's id is made from what it is about, so a repeat is harmless."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from marketplace.ledger import entries
from marketplace.ledger.accounts import CARD_CLEARING, DUE_AT_PICKUP
from marketplace.ledger.services import Draft, entry_id, post, post_new
from marketplace.orders.models import Line, Order, OrderState, Purchase
from marketplace.payments.models import Payment, PaymentState
from marketplace.tax.lines import Collector, who_collects


def _at_pickup(payment: Payment | None) -> bool:
    return payment is not None and payment.gateway == "pickup"


def _network_collects(purchase: Purchase) -> bool:
    """As it was on the day of the purchase, by the network's clock: what comes back later follows the same rule."""
    return who_collects(on=timezone.localdate(purchase.confirmed or purchase.created)) is Collector.NETWORK


def record_purchase(purchase: Purchase, orders: Iterable[Order] | None = None) -> None:
    """The sale and the network contribution, when the purchase is confirmed: in the transaction that confirms it and
    holds its lock, so once. `orders`: the purchase's own with their co-ops, where the caller has them at hand.
    """
    if orders is None:
        orders = purchase.orders.select_related("coop")
    sold = [order for order in orders if order.state != OrderState.CANCELLED]
    contribution = {order.coop.public_id: order.contribution_minor for order in sold if order.contribution_minor}
    drafts = [_draft(purchase, "paid", "purchase", _paid(purchase, sold))]
    if contribution:
        lines = entries.contribution(parts=contribution, currency=purchase.currency)
        drafts.append(_draft(purchase, "contribution", "contribution", lines))
    post_new(drafts)


def _paid(purchase: Purchase, orders: Iterable[Order]) -> entries.Lines:
    return entries.purchase_paid(
        sales=[entries.Sale(order.coop.public_id, order.goods_minor, order.tax_minor) for order in orders],
        at_pickup=_at_pickup(purchase.payment),
        network_collects_tax=_network_collects(purchase),
        currency=purchase.currency,
    )


def _draft(purchase: Purchase, about: str, kind: str, lines: entries.Lines) -> Draft:
    return Draft(entry_id(about, purchase.public_id), kind, purchase.public_id, lines, purchase.confirmed)


def record_paid_too_late(purchase: Purchase, amount: int) -> None:
    """Money that came after its goods were let go, and that it is given back."""
    post_new(
        [
            _draft(purchase, about, kind, entry(amount=amount, currency=purchase.currency))
            for about, kind, entry in (
                ("paid too late", "paid too late", entries.paid_too_late),
                ("paid too late, returned", "paid too late returned", entries.paid_too_late_returned),
            )
        ]
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
