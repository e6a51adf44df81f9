"""Acting for a co-op: whom a signed-in person is buying for right now.

The choice is kept in the session and checked against the memberships at each request, so that a role that was
taken away stops working at once.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from directory.coops.models import Cooperative, Membership, Role, State
from directory.coops.rights import CAPABILITIES, Capability
from directory.people.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

SESSION_KEY = "buying_for"


@dataclass(frozen=True)
class Buyer:
    """Who buys: a person with or without an account, for themselves or for a co-op."""

    user: User | None = None
    coop: Cooperative | None = None

    @property
    def is_network(self) -> bool:
        return self.coop is not None and self.coop.is_network_member


def _buying_roles() -> list[Role]:
    return [role for role, held in CAPABILITIES.items() if Capability.BUY in held]


def coops_to_buy_for(user: User) -> "QuerySet[Cooperative]":
    memberships = Membership.objects.filter(user=user, role__in=_buying_roles())
    return Cooperative.objects.filter(state=State.LISTED, memberships__in=memberships).distinct()


def buy_for(request: HttpRequest, slug: str | None) -> Cooperative | None:
    """Choose the co-op to buy for, or None for oneself. Raises PermissionDenied where the person may not."""
    if not slug:
        request.session.pop(SESSION_KEY, None)
        return None
    coop = coops_to_buy_for(request.user).filter(slug=slug).first() if isinstance(request.user, User) else None
    if coop is None:
        raise PermissionDenied
    request.session[SESSION_KEY] = coop.pk
    return coop


def buyer_of(request: HttpRequest) -> Buyer:
    """Costs a stranger no query: without a session cookie there is neither a user nor a choice.

    Kept on the request; `request.user` may be a lazy object, which passes for a User.
    """
    kept = getattr(request, "_buyer", None)
    if isinstance(kept, Buyer):
        return kept
    buyer = Buyer()
    if isinstance(request.user, User):
        chosen = request.session.get(SESSION_KEY)
        coop = coops_to_buy_for(request.user).filter(pk=chosen).first() if chosen else None
        buyer = Buyer(user=request.user, coop=coop)
    request._buyer = buyer  # type: ignore[attr-defined]
    return buyer
