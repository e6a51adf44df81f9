"""What each page of the desk stands in: the co-op, fetched with the right to be there, and the head with its tabs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative
from directory.coops.rights import Capability, get_coop_for
from directory.people.typed import put_back, sign_in_first

UNPROCESSABLE = 422
P = ParamSpec("P")
_DeskView = Callable[Concatenate[HttpRequest, Cooperative, P], HttpResponse]


class _View(Protocol[P]):
    def __call__(self, request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse: ...


def at_desk(capability: Capability) -> Callable[[_DeskView[P]], _View[P]]:
    """The view gets the co-op in place of its slug. Signed out: to the sign-in; outside the co-op: 404; role too low: 403."""

    def decorate(view: _DeskView[P]) -> _View[P]:
        @sign_in_first
        @wraps(view)
        def with_coop(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return view(request, get_coop_for(request.user, slug, capability), *args, **kwargs)

        return with_coop

    return decorate


def held_by(coop: Cooperative) -> frozenset[Capability]:
    """What the person at this desk may do; set by `get_coop_for`."""
    held: frozenset[Capability] = getattr(coop, "held", frozenset())
    return held


def render_desk(
    request: HttpRequest, coop: Cooperative, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """`template` extends desk/frame.html. `may` in it names what the person may do: {% if may.WORK_ORDERS %}."""
    held = held_by(coop)
    frame = {
        "coop": coop,
        "desk_items": _items(coop, held),
        "desk_root": reverse("desk_today", args=[coop.slug]),
        "may": {capability.name: capability in held for capability in Capability},
    }
    return render(request, f"desk/{template}", {**frame, **put_back(request, context)}, status=status)


def _items(coop: Cooperative, held: frozenset[Capability]) -> list[dict[str, str]]:
    places = (
        ("desk_today", _("Today"), Capability.SEE_DESK),
        ("desk_orders", _("Orders"), Capability.PACK),
        ("desk_listings", _("Listings"), Capability.EDIT_LISTINGS),
        ("desk_buying", _("Buying"), Capability.SEE_PURCHASES),
        ("desk_money", _("Money"), Capability.SEE_MONEY),
        ("desk_pickup", _("Pickup"), Capability.EDIT_PROFILE),
        ("desk_profile", _("Profile"), Capability.EDIT_PROFILE),
        ("desk_people", _("People"), Capability.MANAGE_PEOPLE),
    )
    return [
        {"url": reverse(name, args=[coop.slug]), "label": label} for name, label, needed in places if needed in held
    ]
