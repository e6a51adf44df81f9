"""What the co-op bought from others, why it paid what it paid, and what that saved."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from directory.coops.acting import buyer_of
from directory.coops.models import Cooperative, State
from directory.coops.rights import Capability
from ground.texts import said
from marketplace.desk.frame import at_desk, render_desk
from marketplace.desk.shown import OrderShown
from marketplace.money import format_amount
from marketplace.orders.models import Line, LineState, Purchase, PurchaseState
from marketplace.orders.selectors import purchases_of_coop

PAGE = 10


@dataclass(frozen=True)
class Bought:
    """A line as the buying co-op reads it. Amounts in minor units."""

    line: Line
    seller: str

    @property
    def title(self) -> str:
        return said(self.line, "title", get_language()).text

    @property
    def reason(self) -> str:
        return self.line.why(self.seller)

    @property
    def saved_minor(self) -> int:
        return (self.line.public_minor - self.line.unit_minor) * self.line.quantity


@dataclass(frozen=True)
class PurchaseShown:
    purchase: Purchase

    @property
    def parts(self) -> list[tuple[OrderShown, list[Bought]]]:
        return [
            (OrderShown(order), [Bought(line, order.coop.name) for line in order.lines.all() if _counts(line)])
            for order in self.purchase.orders.all()
        ]

    @property
    def saved_minor(self) -> int:
        return sum(bought.saved_minor for _order, lines in self.parts for bought in lines)


def _counts(line: Line) -> bool:
    return line.state == LineState.ACTIVE


@require_safe
@at_desk(Capability.SEE_PURCHASES)
def buying(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    page = Paginator(purchases_of_coop(coop), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "purchases": [PurchaseShown(purchase) for purchase in page],
        "saved": format_amount(saved_by(coop), settings.CURRENCY),
        "can_buy": coop.state == State.LISTED,
        "is_buying_for_it": buyer_of(request).coop == coop,
    }
    return render_desk(request, coop, "buying.html", context)


def saved_by(coop: Cooperative) -> int:
    """What the co-op paid less than the public prices, over all its purchases, in minor units."""
    lines = Line.objects.filter(
        order__purchase__buying_coop=coop, order__purchase__state=PurchaseState.CONFIRMED, state=LineState.ACTIVE
    )
    saved = lines.aggregate(saved=Sum((F("public_minor") - F("unit_minor")) * F("quantity")))["saved"]
    return saved or 0
