"""When and where a co-op hands over each week, and the places that are its own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from directory.coops.hours import clock
from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from directory.people.signed_in import me
from marketplace.desk.frame import UNPROCESSABLE, at_desk, render_desk
from marketplace.fulfilment.forms import PlaceForm, WindowForm
from marketplace.fulfilment.models import PickupPlace, WindowRule
from marketplace.orders import pickup as service


@require_safe
@at_desk(Capability.EDIT_PROFILE)
def pickup(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    context = {
        "windows": [_told(rule) for rule in service.windows_of_coop(coop)],
        "places": service.own_places(coop),
    }
    return render_desk(request, coop, "pickup.html", context)


def _told(rule: WindowRule) -> dict[str, Any]:
    hours = _("%(opens)s to %(closes)s") % {"opens": clock(rule.starts), "closes": clock(rule.ends)}
    return {
        "rule": rule,
        "when": capfirst(f"{rule.get_weekday_display()}, {hours}"),
        "closes": _closes(rule),
    }


def _closes(rule: WindowRule) -> str:
    hour = clock(rule.cutoff_time)
    if not rule.cutoff_days:
        return _("Orders close the same day at %(hour)s.") % {"hour": hour}
    days = ngettext(
        "Orders close %(n)s day before at %(hour)s.", "Orders close %(n)s days before at %(hour)s.", rule.cutoff_days
    )
    return days % {"n": rule.cutoff_days, "hour": hour}


@at_desk(Capability.EDIT_PROFILE)
def new_window(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    return _window(request, coop, None)


@at_desk(Capability.EDIT_PROFILE)
def window(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    return _window(request, coop, get_object_or_404(service.windows_of_coop(coop), public_id=public_id))


def _window(request: HttpRequest, coop: Cooperative, rule: WindowRule | None) -> HttpResponse:
    form = WindowForm(service.places_for(coop), rule, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            details = service.WindowDetails(**form.cleaned_data)
            service.save_window(coop=coop, by=me(request), details=details, instead_of=rule)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved. Buyers can choose it from now on."))
            return redirect("desk_pickup", coop.slug)
    context = {"form": form, "rule": rule}
    return render_desk(request, coop, "window.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@at_desk(Capability.EDIT_PROFILE)
@require_POST
def end_window(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    service.end_window(rule=get_object_or_404(service.windows_of_coop(coop), public_id=public_id), by=me(request))
    messages.success(request, _("Ended. Orders that were placed keep their day."))
    return redirect("desk_pickup", coop.slug)


@at_desk(Capability.EDIT_PROFILE)
def new_place(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    return _place(request, coop, PickupPlace(coop=coop))


@at_desk(Capability.EDIT_PROFILE)
def place(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    return _place(request, coop, get_object_or_404(coop.pickup_places, public_id=public_id))


def _place(request: HttpRequest, coop: Cooperative, place: PickupPlace) -> HttpResponse:
    form = PlaceForm(place, request.POST if request.method == "POST" else None)
    if service.is_place_saved(form, place=place, by=me(request)):
        messages.success(request, _("Saved."))
        return redirect("desk_pickup", coop.slug)
    context = {"form": form, "is_new": place.pk is None}
    return render_desk(request, coop, "place.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@at_desk(Capability.EDIT_PROFILE)
@require_POST
def close_place(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    waiting = service.close_place(place=get_object_or_404(coop.pickup_places, public_id=public_id), by=me(request))
    messages.success(request, service.closed_words(waiting))
    return redirect("desk_pickup", coop.slug)


@at_desk(Capability.EDIT_PROFILE)
@require_POST
def open_place(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    service.open_place(place=get_object_or_404(coop.pickup_places, public_id=public_id), by=me(request))
    messages.success(request, _("Open again."))
    return redirect("desk_pickup", coop.slug)
