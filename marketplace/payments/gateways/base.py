"""The interface of a way to pay."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise

from marketplace.payments.models import Payment


class Outcome(StrEnum):
    """What the gateway says of a payment. `OPEN`: the buyer has not finished."""

    OPEN = "open"
    DUE = "due"
    PAID = "paid"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True)
class Started:
    """Where the buyer goes to pay: a path on this site or a page of the provider; empty where there is nothing to do."""

    outside_id: str = ""
    url: str = ""


class Gateway(Protocol):
    """Every verb may be called again with the same payment and then changes nothing more."""

    code: str
    # What becomes of a payment without anybody being asked, such as cash at pickup; None where a provider has a say.
    at_once: Outcome | None

    @property
    def name(self) -> str | Promise: ...

    @property
    def help(self) -> str | Promise: ...

    def start(self, payment: Payment) -> Started: ...

    def outcome(self, payment: Payment) -> Outcome: ...

    def close(self, payment: Payment) -> Outcome:
        """Make sure it cannot be paid any more; returns what it is after that (it may have been paid just before)."""
        ...

    def refund(self, payment: Payment, amount: int, key: str) -> None:
        """Give back `amount` minor units once for each `key`."""
        ...
