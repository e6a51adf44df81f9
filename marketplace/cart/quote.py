"""What a cart costs right now, seller by seller, and what stands in the way of buying it. Nothing is written here.

The basket, the checkout page and the placing of the order all ask `quote`, so they cannot disagree.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils import timezone

from directory.coops.acting import Buyer
from directory.coops.models import Cooperative
from ground.prepared import Prepared
from marketplace.cart.models import Cart, CartLine
from marketplace.catalog.models import Variant
from marketplace.catalog.stock import left
from marketplace.fulfilment.windows import Window, windows_of
from marketplace.pricing.resolve import PriceDecision
from marketplace.pricing.selectors import prices_for
from marketplace.tax.lines import LineTax, tax_for


class Trouble(StrEnum):
    """Why a line cannot be bought as it stands."""

    GONE = "gone"  # hidden, ended, or its co-op is closed
    SHORT = "short"  # fewer are left than wanted
    PRICE = "price"  # the price is another than the buyer last saw
    NO_WINDOW = "no_window"  # the co-op hands over on no coming day


@dataclass(frozen=True)
class QuoteLine:
    """Amounts in minor units; `goods` before tax. `row_id` is the cart line's, 0 where there is none.

    `agreed_anew`: the price in `seen` has just been agreed to and is not written down yet.
    """

    variant: Variant
    quantity: int
    price: PriceDecision
    tax: LineTax
    seen: int
    left: int | None
    troubles: tuple[Trouble, ...]
    row_id: int = 0
    agreed_anew: bool = False

    @property
    def goods(self) -> int:
        return self.price.unit_price * self.quantity

    @property
    def total(self) -> int:
        return self.goods + self.tax.amount


@dataclass(frozen=True)
class SellerPart:
    coop: Cooperative
    lines: tuple[QuoteLine, ...]
    windows: tuple[Window, ...]
    window: Window | None

    @property
    def goods(self) -> int:
        return sum(line.goods for line in self.lines)

    @property
    def tax(self) -> int:
        return sum(line.tax.amount for line in self.lines)

    @property
    def total(self) -> int:
        return self.goods + self.tax


@dataclass(frozen=True)
class Quote:
    parts: tuple[SellerPart, ...] = ()
    currency: str = "USD"
    troubles: frozenset[Trouble] = field(default_factory=frozenset)

    @property
    def lines(self) -> list[QuoteLine]:
        return [line for part in self.parts for line in part.lines]

    @property
    def goods(self) -> int:
        return sum(part.goods for part in self.parts)

    @property
    def tax(self) -> int:
        return sum(part.tax for part in self.parts)

    @property
    def total(self) -> int:
        return self.goods + self.tax

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)


def quote(
    cart: Cart | None,
    buyer: Buyer,
    chosen: Mapping[int, str] | None = None,
    agreed: Mapping[str, int] | None = None,
    *,
    find_windows: Callable[[Iterable[int]], dict[int, list[Window]]] = windows_of,
) -> Quote:
    """`chosen` names a window (`Window.key`) for a co-op's id; without one its next window is taken. `agreed` holds
    unit prices by a variant's public id that the buyer has agreed to, whatever they have seen before. A page that only
    shows what stands in the cart finds windows by `windows_shown`.

    The same few queries whatever the number of lines and sellers.
    """
    rows = _rows(cart)
    if not rows:
        return Quote()
    prices = prices_for([(row.variant, row.quantity) for row in rows], buyer)
    windows = find_windows({row.variant.listing.coop_id for row in rows})
    by_coop: dict[Cooperative, list[CartLine]] = {}
    for row in rows:
        by_coop.setdefault(row.variant.listing.coop, []).append(row)
    parts = tuple(
        _part(coop, lines, windows[coop.pk], (chosen or {}).get(coop.pk, ""), prices, buyer, agreed or {})
        for coop, lines in by_coop.items()
    )
    troubles = frozenset(trouble for part in parts for line in part.lines for trouble in line.troubles)
    return Quote(parts=parts, currency=rows[0].variant.currency, troubles=troubles)


# What a quote says of a line; the long texts of listings and co-ops stay in the database.
_NEEDED = (
    *("quantity", "seen_minor"),
    *(f"variant__{name}" for name in ("public_id", "name_en", "name_es", "unit", "price_minor", "currency")),
    *("variant__takes", "variant__is_active", "variant__stock__available"),
    *(f"variant__listing__{name}" for name in ("public_id", "slug", "title_en", "title_es", "source_language")),
    *(f"variant__listing__{name}" for name in ("tax_class", "drawing", "state")),
    *(f"variant__listing__coop__{name}" for name in ("public_id", "slug", "name", "kind", "state")),
)


def _rows(cart: Cart | None) -> list[CartLine]:
    if cart is None:
        return []
    return sorted(_lines_of(cart.pk), key=lambda line: (line.variant.listing.coop.name, line.pk))


_lines_of = Prepared(
    lambda cart: (
        CartLine.objects.filter(cart_id=cart)
        .select_related("variant__listing__coop", "variant__stock")
        .only(*_NEEDED)
        .order_by()
    )
)


def _part(
    coop: Cooperative,
    rows: list[CartLine],
    windows: list[Window],
    wanted: str,
    prices: Mapping[int, PriceDecision],
    buyer: Buyer,
    agreed: Mapping[str, int],
) -> SellerPart:
    by_key = {window.key: window for window in windows}
    window = by_key.get(wanted) if wanted else next(iter(windows), None)
    lines = tuple(
        _line(row, prices[row.variant_id], window or next(iter(windows), None), buyer, agreed) for row in rows
    )
    return SellerPart(coop=coop, lines=lines, windows=tuple(windows), window=window)


def _line(
    row: CartLine, price: PriceDecision, window: Window | None, buyer: Buyer, agreed: Mapping[str, int]
) -> QuoteLine:
    listing = row.variant.listing
    seen = agreed.get(row.variant.public_id) or row.seen_minor
    available = left(row.variant)
    troubles = []
    if not (listing.is_for_sale and row.variant.is_active):
        troubles.append(Trouble.GONE)
    elif available is not None and available < row.quantity:
        troubles.append(Trouble.SHORT)
    if price.unit_price != seen:
        troubles.append(Trouble.PRICE)
    if window is None and Trouble.GONE not in troubles:
        troubles.append(Trouble.NO_WINDOW)
    return QuoteLine(
        variant=row.variant,
        quantity=row.quantity,
        price=price,
        tax=_tax(row, price, window, buyer),
        seen=seen,
        left=available,
        troubles=tuple(troubles),
        row_id=row.pk,
        agreed_anew=seen != row.seen_minor,
    )


# Tax needs a place. Where a co-op hands over nowhere just now the line cannot be bought, and home is as good as any.
HOME = "us-ms-jackson"


def _tax(row: CartLine, price: PriceDecision, window: Window | None, buyer: Buyer) -> LineTax:
    return tax_for(
        tax_class=row.variant.listing.tax_class,
        jurisdiction=window.place.tax_jurisdiction if window else HOME,
        on=window.day if window else timezone.localdate(),
        amount=price.unit_price * row.quantity,
        resale_certificate=buyer.coop is not None and buyer.coop.has_resale_certificate,
    )
