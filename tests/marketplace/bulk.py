"""Many rows at once, for tests of query budgets: written past the services, so nothing but the rows themselves is true of them."""

from datetime import datetime, timedelta

from django.utils import timezone

from directory.people.models import Contact
from marketplace.catalog.models import Listing, Stock, Variant
from marketplace.orders.models import Line, Order, Purchase
from marketplace.payments.models import Payment
from tests.factories import PickupPlaceFactory


def many_orders(coop, n, *, state="placed", starts: datetime | None = None, buying_coop=None):
    """`n` purchases, each with one order of `coop` of one line, to be paid at pickup."""
    starts = starts or timezone.now() + timedelta(days=2)
    place = PickupPlaceFactory()
    mark = f"{coop.pk}-{state}-{Purchase.objects.count()}"
    contacts = Contact.objects.bulk_create(Contact(name=f"Buyer {i}", phone="+16015550118") for i in range(n))
    payments = Payment.objects.bulk_create(
        Payment(gateway="pickup", state="due", reference="x", amount_minor=500, idempotency_key=f"pay-{mark}-{i}")
        for i in range(n)
    )
    purchases = Purchase.objects.bulk_create(
        Purchase(
            code=f"{mark}-{i}"[-24:],
            token=f"{mark}-{i}",
            idempotency_key=f"{mark}-{i}",
            state="confirmed",
            contact=contacts[i],
            payment=payments[i],
            buying_coop=buying_coop,
            goods_minor=500,
            tax_minor=0,
        )
        for i in range(n)
    )
    orders = Order.objects.bulk_create(
        Order(
            purchase=purchase,
            coop=coop,
            state=state,
            place=place,
            window_starts=starts,
            window_ends=starts + timedelta(hours=3),
            cutoff=starts - timedelta(days=1),
            zone=place.zone,
            goods_minor=500,
            tax_minor=0,
            contribution_minor=25,
        )
        for purchase in purchases
    )
    Line.objects.bulk_create(
        Line(
            order=order,
            title_en="Collards",
            title_es="Berza",
            unit="bunch",
            quantity=1,
            public_minor=500,
            unit_minor=500,
            tax_class="own_produce",
            tax_jurisdiction="us-ms-jackson",
            tax_rate_bp=0,
            goods_minor=500,
            tax_minor=0,
        )
        for order in orders
    )
    return orders


def many_listings(coop, n):
    listings = Listing.objects.bulk_create(
        Listing(coop=coop, slug=f"greens-{i}", title_en=f"Greens {i:04}", state="live", tax_class="own_produce")
        for i in range(n)
    )
    stocks = Stock.objects.bulk_create(Stock(coop=coop, available=9) for _listing in listings)
    Variant.objects.bulk_create(
        Variant(listing=listing, unit="bunch", price_minor=500, stock=stock)
        for listing, stock in zip(listings, stocks, strict=True)
    )
