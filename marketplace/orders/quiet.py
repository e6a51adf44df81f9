"""Sellers that nobody has ordered from for long: a sign that their entry is old. Registered with the directory's freshness."""

import datetime
from collections.abc import Mapping

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.freshness.checks import Check, Trouble, register
from directory.freshness.entries import every
from directory.freshness.models import Finding
from marketplace.catalog.models import Listing, ListingState
from marketplace.orders.models import Order

QUIET_AFTER = datetime.timedelta(days=120)


def quiet_sellers() -> Mapping[int, Trouble]:
    """With something on sale, and without an order for 120 days: since the last one, or since the first thing was put on sale."""
    on_sale = Listing.objects.filter(state=ListingState.LIVE, coop__in=every().values("pk")).order_by()
    since = dict(on_sale.values_list("coop").annotate(first=Min("created")))
    orders = Order.objects.filter(coop__in=since).order_by()
    since |= dict(orders.values_list("coop").annotate(last=Max("created")))
    before = timezone.now() - QUIET_AFTER
    return {coop: Trouble(timezone.localdate(at)) for coop, at in since.items() if at < before}


def _says(finding: Finding) -> str:
    day = date_format(finding.since, "DATE_FORMAT") if finding.since else ""
    return _("It has things on sale and no order since %(day)s.") % {"day": day}


register(Check("orders", label=lambda: _("Orders"), says=_says, find=quiet_sellers))
