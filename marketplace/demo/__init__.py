"""The market's part of the demonstration: invented goods, pickup places and windows, network prices, and a past of orders."""

from django.db import transaction

from marketplace.demo.listings import is_loaded, load_listings
from marketplace.demo.orders import bring_forward, load_orders
from marketplace.demo.windows import load_windows

__all__ = ["load"]


@transaction.atomic
def load() -> bool:
    """Load what is missing, all of it or nothing. Later runs only move open orders whose pickup day has passed to a coming one."""
    if is_loaded():
        return bring_forward()
    load_windows()
    load_listings()
    load_orders()
    return True
