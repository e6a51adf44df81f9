"""Work that comes round."""

from ground import ticks
from marketplace.orders.holding import erase_old_guests


@ticks.every(ticks.DAY, "orders.erase_old_guests")
def _erase() -> None:
    erase_old_guests()
