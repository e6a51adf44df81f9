"""What packages above keep about a person, for "Download my data" and "Delete my account".

A package above registers a `Holding` in `AppConfig.ready`; people knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise

from directory.people.models import User

Text = str | Promise


def _nothing(user: User) -> Any:
    return None


def _no_reason(user: User) -> Text:
    return ""


@dataclass(frozen=True)
class Holding:
    """`export`: what is kept, as JSON values. `erase`: called inside the deletion's transaction. `hinders`: why the account
    can't be deleted yet, or "". `erased` and `stays`: one sentence each for the page that asks, or "".
    """

    name: str
    export: Callable[[User], Any] = _nothing
    erase: Callable[[User], Any] = _nothing
    hinders: Callable[[User], Text] = _no_reason
    erased: Text = ""
    stays: Text = ""


class Account(NamedTuple):
    """What the page that asks before a deletion says."""

    erased: list[Text]
    stays: list[Text]
    hinders: list[Text]


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """A second one of the same name takes the place of the first."""
    _holdings[holding.name] = holding


def holdings() -> list[Holding]:
    return [_holdings[name] for name in sorted(_holdings)]


def account_of(user: User) -> Account:
    every = holdings()
    return Account(
        erased=[holding.erased for holding in every if holding.erased],
        stays=[holding.stays for holding in every if holding.stays],
        hinders=[reason for holding in every if (reason := holding.hinders(user))],
    )
