"""How many, as people type it."""

from django.utils.translation import gettext as _

from marketplace.cart.services import QuantityRefused

_LONGEST = 9


def read_quantity(text: str) -> int:
    """Raises QuantityRefused with a message for the person who typed it."""
    typed = text.strip()
    negative = typed.startswith(("-", "−"))
    digits = typed.lstrip("-−+").strip()
    if not (digits.isascii() and digits.isdigit()):
        raise QuantityRefused(_("Type a whole number, such as 2."))
    if negative and digits.strip("0"):
        raise QuantityRefused(_("Choose 1 or more."))
    return int(digits[:_LONGEST]) if len(digits) <= _LONGEST else 10**_LONGEST


def stepped(text: str, step: str) -> int:
    """What a press of - or + makes of the number in the field; never below zero. Raises QuantityRefused."""
    return max(0, read_quantity(text) + (-1 if step == "-1" else 1))
