"""A person's co-ops on the page of their account, and in the copy and the deletion of it. Imported when the app starts."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from directory.coops.acting import buyer_of, coops_to_buy_for
from directory.coops.models import Cooperative, Membership, Role, State
from directory.people import kept
from directory.people.models import User
from ground import places


def memberships_panel(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    """The desks of the person's co-ops, and the switch whom they buy for."""
    person: User = arguments["person"]
    held = Membership.objects.filter(user=person).select_related("cooperative")
    rows = [
        {"coop": coop, "roles": [membership.get_role_display() for membership in roles]}
        for coop, roles in groupby(held, key=lambda membership: membership.cooperative)
    ]
    if not rows or request is None:
        return ""
    context = {"rows": rows, "choices": coops_to_buy_for(person), "buying_for": buyer_of(request).coop}
    return render_to_string("people/memberships.html", context, request)


def _export(user: User) -> list[dict[str, str]]:
    held = Membership.objects.filter(user=user).select_related("cooperative")
    return [{"co-op": m.cooperative.name, "role": m.role, "since": m.since.isoformat()} for m in held]


def _erase(user: User) -> None:
    Membership.objects.filter(user=user).delete()


def _hinders(user: User) -> Any:
    """A co-op without a steward could not be reached by anybody."""
    stewards = Membership.objects.filter(role=Role.STEWARD)
    mine = stewards.filter(user=user).values("cooperative")
    shared = stewards.exclude(user=user).filter(user__is_active=True).values("cooperative")
    alone = Cooperative.objects.filter(pk__in=mine).exclude(pk__in=shared).exclude(state=State.CLOSED)
    names = ", ".join(alone.values_list("name", flat=True))
    if not names:
        return ""
    return _("You are the only steward of %(coops)s. Make someone else a steward first, or call us.") % {"coops": names}


places.register("account_page", memberships_panel, order=20)
kept.register(
    kept.Holding(
        "memberships",
        export=_export,
        erase=_erase,
        hinders=_hinders,
        erased=_("Your roles in co-ops"),
        stays=_("What you decided or wrote for a co-op, without your name"),
    )
)
