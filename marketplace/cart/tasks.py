"""Work that comes round."""

from ground import ticks
from marketplace.cart.services import clear_left_behind


@ticks.every(ticks.DAY, "cart.clear_left_behind")
def _clear() -> None:
    clear_left_behind()
