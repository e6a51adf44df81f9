"""Who may do what for a co-op: roles give capabilities, in this one table.

`get_coop_for` is the only place where access to a co-op's own pages is decided: the permission is the fetch.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from directory.coops.models import Cooperative, Membership, Role
from directory.people.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Capability(StrEnum):
    SEE_DESK = "see the desk"
    WORK_ORDERS = "accept, cancel and hand over orders"
    PACK = "pack orders and mark them ready"
    EDIT_LISTINGS = "write listings and set prices and stock"
    EDIT_PROFILE = "write the co-op's page"
    BUY = "buy for the co-op"
    SEE_PURCHASES = "see what the co-op bought"
    SEE_MONEY = "see the co-op's money"
    MANAGE_PEOPLE = "give and take roles"


_C = Capability
CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.STEWARD: frozenset(Capability),
    Role.SELLER: frozenset({_C.SEE_DESK, _C.WORK_ORDERS, _C.PACK, _C.EDIT_LISTINGS, _C.EDIT_PROFILE}),
    Role.BUYER: frozenset({_C.SEE_DESK, _C.BUY, _C.SEE_PURCHASES}),
    Role.BOOKKEEPER: frozenset({_C.SEE_DESK, _C.SEE_PURCHASES, _C.SEE_MONEY}),
    Role.PACKER: frozenset({_C.SEE_DESK, _C.PACK}),
}


def capabilities_of(user: "User | AnonymousUser", coop: Cooperative) -> frozenset[Capability]:
    if not user.is_authenticated:
        return frozenset()
    roles = Membership.objects.filter(user=user, cooperative=coop).values_list("role", flat=True)
    return frozenset().union(*(CAPABILITIES[Role(role)] for role in roles))


def get_coop_for(user: "User | AnonymousUser", slug: str, capability: Capability) -> Cooperative:
    """The co-op, with `held` set to the person's capabilities there.

    Raises Http404 for someone outside the co-op, PermissionDenied for a member whose role is too low.
    """
    coop = Cooperative.objects.filter(slug=slug).first()
    held = capabilities_of(user, coop) if coop else frozenset()
    if coop is None or not held:
        raise Http404
    if capability not in held:
        raise PermissionDenied
    coop.held = held  # type: ignore[attr-defined]
    return coop
