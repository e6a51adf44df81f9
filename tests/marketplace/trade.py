"""A small market for tests: a farm and a bakery that hand over on Saturdays, and a person who buys."""

from dataclasses import dataclass, field
from itertools import count

from directory.coops.acting import Buyer
from directory.coops.models import Cooperative
from marketplace.cart import services as carts
from marketplace.cart.models import Cart
from marketplace.cart.quote import quote
from marketplace.catalog.models import Variant
from marketplace.ledger.invariants import check_invariants
from marketplace.orders.checkout import Choices, ContactDetails, place
from marketplace.orders.models import Purchase
from tests.factories import CoopFactory, ListingFactory, PickupPlaceFactory, WindowRuleFactory

RUTH = ContactDetails(name="Ms. Ruth", phone="+16015550118")
_keys = count(1)


def fresh_key():
    return f"test-key-of-a-form-{next(_keys):06}"


def seller(name="Three Creeks Growers", kind="producer", **fields) -> Cooperative:
    coop = CoopFactory(name=name, kind=kind, slug=name.lower().replace(" ", "-"), **fields)
    WindowRuleFactory(coop=coop, place=PickupPlaceFactory(name_en="Poplar Street dock"))
    return coop


def good(coop, title="Collards", *, price=500, stock=5, tax_class="own_produce", **fields) -> Variant:
    listing = ListingFactory(
        coop=coop, title_en=title, tax_class=tax_class, variant__price=price, variant__stock=stock, **fields
    )
    variant = listing.variants.get()
    return Variant.objects.select_related("listing__coop", "stock").get(pk=variant.pk)


@dataclass
class Shopper:
    """Somebody with a cart; `key` names one open checkout page."""

    buyer: Buyer = field(default_factory=Buyer)
    key: str = field(default_factory=fresh_key)

    def __post_init__(self):
        self.cart: Cart = carts.open_cart(self.buyer)

    def puts(self, variant, quantity=1):
        carts.add(cart=self.cart, variant=_again(variant), quantity=quantity, buyer=self.buyer)
        return self

    def choices(self, gateway="pickup", *, total=None, windows=None, addresses=None) -> Choices:
        now = quote(self.cart, self.buyer)
        return Choices(
            windows={p.coop.pk: p.window.key for p in now.parts if p.window} if windows is None else windows,
            addresses=addresses or {},
            gateway=gateway,
            total=now.total if total is None else total,
        )

    def orders(self, gateway="pickup", *, choices=None, contact=RUTH) -> Purchase:
        return place(
            cart=self.cart,
            buyer=self.buyer,
            contact=contact,
            choices=choices or self.choices(gateway),
            key=self.key,
        )


def _again(variant):
    return Variant.objects.select_related("listing__coop", "stock").get(pk=variant.pk)


def left_of(variant) -> int:
    return _again(variant).stock.available


def books_balance() -> bool:
    assert check_invariants() == []
    return True
