"""The way in, on the page of an entry without a steward; and what is kept of a person's claims. Imported when the app starts."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from directory.claims.claiming import claimable
from directory.claims.models import Claim
from directory.people import kept
from directory.people.models import User
from ground import places


def claim_panel(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    coop = arguments["coop"]
    if not claimable().filter(pk=coop.pk).exists():
        return ""
    return render_to_string("claims/panel.html", {"coop": coop}, request)


def _export(user: User) -> list[dict[str, str]]:
    held = Claim.objects.filter(user=user).select_related("cooperative")
    return [
        {"co-op": claim.cooperative.name, "way": claim.way, "state": claim.state, "note": claim.note} for claim in held
    ]


def _erase(user: User) -> None:
    Claim.objects.filter(user=user).delete()


places.register("coop_page", claim_panel, order=300)
kept.register(
    kept.Holding(
        "claims", export=_export, erase=_erase, erased=_("That you asked to take over an entry, and your note")
    )
)
