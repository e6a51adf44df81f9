"""A quote in words: what the basket and the checkout show of each line, each seller and the whole."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ground.drawings import file_of
from ground.texts import said
from marketplace.cart.quote import Quote, QuoteLine, SellerPart, Trouble
from marketplace.cart.services import MOST
from marketplace.catalog.models import Unit
from marketplace.fulfilment.spoken import order_by
from marketplace.money import format_amount, sellers_part


def parts_of(quote: Quote, typed: Mapping[str, str], wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """`typed` and `wrong`: by variant's public id, what stands in a field and what is not right about it."""
    return [
        {
            "coop": part.coop,
            "lines": [line_of(line, typed, wrong) for line in part.lines],
            "reaches": format_amount(_reaching(part), quote.currency),
            "order_by": order_by(window) if (window := part.window or next(iter(part.windows), None)) else "",
        }
        for part in quote.parts
    ]


def line_of(line: QuoteLine, typed: Mapping[str, str], wrong: Mapping[str, str]) -> dict[str, Any]:
    variant, listing = line.variant, line.variant.listing
    currency, name = variant.currency, said(variant, "name")
    return {
        "row": line.row_id,
        "id": variant.public_id,
        "title": said(listing, "title"),
        "url": listing.get_absolute_url(),
        "drawing": file_of(listing.drawing),
        "small": name.text if name else str(Unit(variant.unit).label),
        "quantity": typed.get(variant.public_id, str(line.quantity)),
        "ordered": line.quantity,
        "field": f"q-{variant.public_id}",
        "step": f"step-{variant.public_id}",
        "wrong": wrong.get(variant.public_id, ""),
        "wrong_id": f"e-{variant.public_id}" if variant.public_id in wrong else "",
        "unit_price": format_amount(line.price.unit_price, currency),
        "unit_minor": line.price.unit_price,
        "goods": format_amount(line.goods, currency),
        "public_price": format_amount(line.price.public_price, currency) if line.price.reasons else "",
        "why": line.price.reasons[0].label if line.price.reasons else "",
        "tax": format_amount(line.tax.amount, currency) if line.tax.amount else "",
        "tax_label": line.tax.label,
        "left": line.left,
        "most": MOST if line.left is None else max(line.left, 1),
        "troubles": [_trouble(trouble, line) for trouble in line.troubles],
        "new_price": Trouble.PRICE in line.troubles,
        "fewer": line.left if Trouble.SHORT in line.troubles and line.left else 0,
        "out": Trouble.GONE in line.troubles or (Trouble.SHORT in line.troubles and not line.left),
    }


def _trouble(trouble: Trouble, line: QuoteLine) -> str:
    if trouble is Trouble.GONE:
        return _("This is no longer for sale. Take it out to go on.")
    if trouble is Trouble.NO_WINDOW:
        return _("Its co-op has no pickup in the coming days. Take it out to go on, or call us.")
    if trouble is Trouble.PRICE:
        return _("The price was %(old)s when you chose it. Now it is %(new)s.") % {
            "old": format_amount(line.seen, line.variant.currency),
            "new": format_amount(line.price.unit_price, line.variant.currency),
        }
    if not line.left:
        return _("Sold out since then. Take it out to go on.")
    return ngettext("Only %(n)s is left.", "Only %(n)s are left.", line.left) % {"n": line.left}


def _reaching(part: SellerPart) -> int:
    return sellers_part(part.goods)


def whole_of(quote: Quote) -> dict[str, Any]:
    """The sum, and what of it reaches the co-ops."""
    reaching = sum(_reaching(part) for part in quote.parts)
    coops = len(quote.parts)
    return {
        "things": ngettext("%(n)s thing", "%(n)s things", quote.count) % {"n": quote.count},
        "goods": format_amount(quote.goods, quote.currency),
        "tax": format_amount(quote.tax, quote.currency) if quote.tax else "",
        "total": format_amount(quote.total, quote.currency),
        "total_minor": quote.total,
        "reach": ngettext(
            "Of %(goods)s, %(reaching)s reaches %(n)s co-op.", "Of %(goods)s, %(reaching)s reaches %(n)s co-ops.", coops
        )
        % {
            "goods": format_amount(quote.goods, quote.currency),
            "reaching": format_amount(reaching, quote.currency),
            "n": coops,
        },
        "rest": _("%(rest)s runs the van, the dock and the phone.")
        % {"rest": format_amount(quote.goods - reaching, quote.currency)},
        "share": sellers_part(100),
    }
