"""A list at the desk asks the database at most 12 times, with 20 rows and with 2,000."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.coops.models import Membership
from directory.people.models import User
from marketplace.ledger import entries
from marketplace.ledger.services import Draft, entry_id, post_new
from marketplace.orders.models import Order
from marketplace.orders.selectors import today_of
from tests.marketplace.bulk import many_listings, many_orders

pytestmark = pytest.mark.django_db
BUDGET = 12


def queries(desk, path, **query):
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(path, **query).status_code == 200
    return len(asked)


@pytest.mark.parametrize("rows", [20, 2000])
def test_lists_of_orders(desk, bakery, rows):
    saturday = timezone.now().replace(hour=17, minute=0) + timedelta(days=2)
    many_orders(bakery, rows // 2, state="placed", starts=saturday)
    many_orders(bakery, rows // 2, state="accepted", starts=saturday)
    asked = {path: queries(desk, path) for path in ("", "orders/", f"pack/{saturday.date()}/")}
    asked["found"] = queries(desk, "orders/", q="buyer")
    assert max(asked.values()) <= BUDGET, asked


@pytest.mark.parametrize("rows", [20, 2000])
def test_today_reads_no_more_orders_than_it_shows(desk, bakery, rows):
    for state in ("placed", "accepted", "ready"):
        many_orders(bakery, rows, state=state)
    read = []
    post_init.connect(read_one := lambda **made: read.append(made["instance"].pk), sender=Order)
    try:
        assert queries(desk, "") <= BUDGET
    finally:
        post_init.disconnect(read_one, sender=Order)
    assert len(read) == 30
    work = today_of(bakery, first=10)
    assert [w.count for w in (work.to_accept, work.to_pack, work.to_hand_over)] == [rows] * 3
    assert {order.state for order in work.to_pack.orders} == {"accepted"}


@pytest.mark.parametrize("rows", [20, 2000])
def test_the_list_of_listings_and_the_prices(desk, bakery, rows):
    many_listings(bakery, rows)
    asked = {path: queries(desk, path) for path in ("listings/", "prices/")}
    assert max(asked.values()) <= BUDGET, asked


@pytest.mark.parametrize("rows", [20, 2000])
def test_what_the_coop_bought(desk, bakery, farm, rows):
    many_orders(farm, rows, buying_coop=bakery)
    assert queries(desk, "buying/") <= BUDGET


@pytest.mark.parametrize("rows", [20, 2000])
def test_the_statement(desk, bakery, rows):
    lines = entries.purchase_paid(sales=[entries.Sale(bakery.public_id, 500, 25)])
    post_new([Draft(entry_id("x", str(n)), "purchase", f"p{n}", lines) for n in range(rows)])
    assert queries(desk, "money/") <= BUDGET


@pytest.mark.parametrize("rows", [20, 2000])
def test_the_people(desk, bakery, rows):
    people = User.objects.bulk_create(User(email=f"p{n}@example.org", name=f"P {n}") for n in range(rows))
    Membership.objects.bulk_create(Membership(cooperative=bakery, user=user, role="packer") for user in people)
    assert queries(desk, "people/") <= BUDGET
