"""The co-op's money is read from the ledger, each balance with its reason, and never shows another seller's."""

from datetime import date

import pytest
from django.utils import timezone

from marketplace.desk.money import Month, month_of
from marketplace.orders.models import Order
from tests.marketplace.desk.conftest import Desk, bought, text_of
from tests.marketplace.trade import Shopper, good

pytestmark = pytest.mark.django_db


def panels(desk):
    return [(panel["amount"], panel["what"]) for panel in desk.get("money/").context["panels"]]


def test_before_hand_over_the_sum_is_at_the_table(desk, bread):
    bought((bread, 2))
    assert [amount for amount, _what in panels(desk)] == ["$1.60", "$16.80", "$0.80", "$0.00"]


def test_after_hand_over_the_tax_and_the_contribution_are_owed_from_the_cash(desk, bread):
    order = bought((bread, 2))
    for step in ("accept", "ready", "hand-over"):
        desk.post(f"orders/{order.public_id}/{step}/")
    assert panels(desk)[0] == ("$1.60", "you owe the network")
    assert panels(desk)[1][0] == "$0.00"


def test_the_tax_of_the_month_is_that_of_what_was_handed_over_in_it(desk, bread):
    order = bought((bread, 2))
    Order.objects.filter(pk=order.pk).update(window_starts=timezone.now())
    assert panels(desk)[3][0] == "$0.00"
    for step in ("accept", "ready", "hand-over"):
        desk.post(f"orders/{order.public_id}/{step}/")
    assert panels(desk)[3][0] == "$0.80"


def test_every_line_says_what_it_is_and_what_the_account_is_after_it(desk, bread):
    order = bought((bread, 2))
    entries = desk.get("money/").context["entries"]
    code = order.purchase.code
    assert [(entry["what"], entry["amount"]) for entry in entries] == [
        (f"Network contribution, {code}", "−$0.80"),
        (f"Sold, {code}", "$16.00"),
    ]
    assert entries[0]["rows"][-1] == {"label": "Your account after it", "amount": "$15.20"}


def test_of_a_shared_purchase_only_the_own_part_is_read(client, desk, bread, farm, pearl):
    Shopper().puts(bread, 1).puts(good(farm, "Collards", price=350, stock=9), 2).orders()
    ours, theirs = desk.get("money/").context, Desk(client, pearl, farm).get("money/").context
    assert [entry["amount"] for entry in ours["entries"]] == ["−$0.40", "$8.00"]
    assert [entry["amount"] for entry in theirs["entries"]] == ["−$0.35", "$7.00"]


def test_with_nothing_sold_everything_is_settled(desk):
    assert panels(desk)[0] == ("$0.00", "is open between you and the network")
    assert "Nothing was booked in this month." in text_of(desk.get("money/"))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2026-10", date(2026, 10, 1)),
        ("2027-05", date(2026, 11, 1)),
        ("0001-01", date(2000, 1, 1)),
        ("october", date(2026, 11, 1)),
        ("", date(2026, 11, 1)),
    ],
)
def test_any_month_that_is_asked_for_is_a_page(asked, first):
    assert month_of(asked, date(2026, 11, 24)) == Month(first)


def test_a_month_ends_where_the_next_begins_also_when_clocks_change():
    begins, ends = Month(date(2026, 11, 1)).span("America/Chicago")
    assert (begins.isoformat(), ends.isoformat()) == ("2026-11-01T00:00:00-05:00", "2026-12-01T00:00:00-06:00")
