"""The places of pickup that co-ops share: the coordinator keeps them. A co-op's own ones are kept at its desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.people.signed_in import me
from marketplace.fulfilment.forms import PlaceForm
from marketplace.fulfilment.models import PickupPlace
from marketplace.office.frame import UNPROCESSABLE, in_office, render_office
from marketplace.orders import pickup as service


@require_safe
@in_office
def places(request: HttpRequest) -> HttpResponse:
    return render_office(request, "places.html", {"places": service.shared_places()})


@in_office
def new(request: HttpRequest) -> HttpResponse:
    return _place(request, PickupPlace())


@in_office
def place(request: HttpRequest, public_id: str) -> HttpResponse:
    return _place(request, get_object_or_404(service.shared_places(), public_id=public_id))


def _place(request: HttpRequest, place: PickupPlace) -> HttpResponse:
    form = PlaceForm(place, request.POST if request.method == "POST" else None)
    if service.is_place_saved(form, place=place, by=me(request)):
        messages.success(request, _("Saved."))
        return redirect("office_places")
    context = {"form": form, "is_new": place.pk is None}
    return render_office(request, "place.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@in_office
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    waiting = service.close_place(place=get_object_or_404(service.shared_places(), public_id=public_id), by=me(request))
    messages.success(request, service.closed_words(waiting))
    return redirect("office_places")


@in_office
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    service.open_place(place=get_object_or_404(service.shared_places(), public_id=public_id), by=me(request))
    messages.success(request, _("Open again."))
    return redirect("office_places")
