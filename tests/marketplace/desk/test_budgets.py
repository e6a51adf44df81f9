"""A list at the desk asks the database at most 12 times, with 20 rows and with 2,000."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.coops.models import Membership
from directory.people.models import User
from marketplace.ledger import entries
from marketplace.ledger.services import entry_id, post
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
def test_the_list_of_listings_and_the_prices(desk, bakery, rows):
    many_listings(bakery, rows)
    asked = {path: queries(desk, path) for path in ("listings/", "prices/")}
    assert max(asked.values()) <= BUDGET, asked


@pytest.mark.parametrize("rows", [20, 2000])
def test_what_the_coop_bought(desk, bakery, farm, rows):
    many_orders(farm, rows, buying_coop=bakery)
    assert queries(desk, "buying/") <= BUDGET


@pytest.mark.parametrize("rows", [20, 200])
def test_the_statement(desk, bakery, rows):
    for n in range(rows):
        sales = [entries.Sale(bakery.public_id, 500, 25)]
        post(
            entry_id=entry_id("x", str(n)), kind="purchase", reference=f"p{n}", lines=entries.purchase_paid(sales=sales)
        )
    assert queries(desk, "money/") <= BUDGET


@pytest.mark.parametrize("rows", [20, 2000])
def test_the_people(desk, bakery, rows):
    people = User.objects.bulk_create(User(email=f"p{n}@example.org", name=f"P {n}") for n in range(rows))
    Membership.objects.bulk_create(Membership(cooperative=bakery, user=user, role="packer") for user in people)
    assert queries(desk, "people/") <= BUDGET
