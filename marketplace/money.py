"""Amounts, rounding and fair splitting.

An amount is an `int` in minor units (cents) and stands beside a currency code such as "USD". Every currency the site
knows has two decimals. There is no float anywhere. Shares are rounded half-up, splits sum exactly to what was split.
"""

import re
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext_lazy as _

MAX_AMOUNT = 999_999_99  # 999,999.99: more than any cart here, less than any integer column
WHOLE = 10_000  # basis points: 10,000 are the whole, 500 are 5 %
SYMBOLS = {"USD": "$"}

_SIGNS = re.compile(r"^(?:USD|US\$|\$)\s*|\s*(?:USD|\$)$", re.IGNORECASE)
_US = re.compile(r"^([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.([0-9]{1,2})?)?$")
_COMMA = re.compile(r"^([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)?,([0-9]{1,2})$")


class AmountRefused(ValueError):
    """What was typed is not an amount we take; `message` is a plain sentence for the person who typed it."""

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message


def share(amount: int, basis_points: int) -> int:
    """That part of an amount, rounded half-up to a whole minor unit: `share(250, 500)` is 13.

    Raises ValueError for an amount or a share below zero.
    """
    if amount < 0 or basis_points < 0:
        raise ValueError("a share is taken of zero or more")
    return (amount * basis_points + WHOLE // 2) // WHOLE


def network_part(goods: int) -> int:
    """What the network keeps of goods before tax, in minor units; the rest reaches the co-op that sold them."""
    return share(goods, settings.NETWORK_CONTRIBUTION_BP)


def sellers_part(goods: int) -> int:
    """What reaches the co-op that sold them, in minor units. Of 100 it is a whole percentage, for drawings."""
    return goods - network_part(goods)


def network_percent() -> str:
    """The contribution as people say it: "5%"."""
    return format_share(settings.NETWORK_CONTRIBUTION_BP)


def sellers_percent() -> str:
    """What reaches the co-op, as people say it: "95%"."""
    return format_share(WHOLE - settings.NETWORK_CONTRIBUTION_BP)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of `total` in proportion to `weights`, by largest remainder; of equal remainders the earlier one gets more.

    The parts always sum to `total`. Raises ValueError for something below zero, or a total that no weight can take.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("only zero or more can be split")
    whole = sum(weights)
    if whole == 0:
        if total:
            raise ValueError("there is nobody to split this amount between")
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def parse_amount(text: str, *, maximum: int = MAX_AMOUNT) -> int:
    """The minor units of what a person typed: "$4", "4.50", "4,50" or "1,234.50".

    A point or comma before one or two last digits is the decimal one. Raises AmountRefused for anything else, for less
    than zero and for more than `maximum` minor units.
    """
    typed = text.strip()
    if not typed:
        raise AmountRefused(_("Type an amount, such as 4.50."))
    if typed.startswith(("-", "−", "$-", "$−")):
        raise AmountRefused(_("An amount cannot be below zero."))
    bare = _SIGNS.sub("", typed)
    match = _US.match(bare) or _COMMA.match(bare)
    if not match or not any(match.groups()):
        raise AmountRefused(_("This is not an amount. Type it like 4.50."))
    units, decimals = match.group(1) or "0", match.group(2) or ""
    digits = units.replace(",", "").replace(".", "").lstrip("0")
    if len(digits) > len(str(maximum)):  # before int(): a person may paste a million digits
        raise _too_much(maximum)
    amount = int(digits or "0") * 100 + int(decimals.ljust(2, "0"))
    if amount > maximum:
        raise _too_much(maximum)
    return amount


def _too_much(maximum: int) -> AmountRefused:
    most = format_amount(maximum)
    return AmountRefused(_("This is more than we can take here. The most is %(most)s.") % {"most": most})


def format_amount(minor: int, currency: str = "USD") -> str:
    """ "$1,234.50", in US format in every language; "EUR 1,234.50" for a currency without a sign here."""
    units, cents = divmod(abs(minor), 100)
    sign = SYMBOLS.get(currency, f"{currency} ")
    return f"{'−' if minor < 0 else ''}{sign}{units:,}.{cents:02d}"


def format_share(basis_points: int) -> str:
    """Basis points as people say them: 500 is "5%", 725 is "7.25%"."""
    units, rest = divmod(basis_points, 100)
    return f"{units}.{rest:02d}".rstrip("0").rstrip(".") + "%"
