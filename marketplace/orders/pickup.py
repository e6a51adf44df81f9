"""Places of pickup and weekly windows, changed without breaking a promise: an order that was placed is handed over where
and when its ticket says. Each function that writes is one transaction and leaves a trace in the audit trail.
"""

from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coops.models import Cooperative
from directory.people.models import User
from ground import audit
from ground.texts import active_language
from marketplace.fulfilment.forms import PlaceForm
from marketplace.fulfilment.models import PickupPlace, WindowRule
from marketplace.orders.models import OPEN_STATES, Order
from marketplace.tax.rates import JACKSON, MISSISSIPPI

_ADDRESS = ("street", "city", "postcode")


@dataclass(frozen=True, kw_only=True)
class PlaceDetails:
    """What is said of a place: a name in one language at least; the street is empty where a co-op comes to the buyer."""

    name_en: str
    name_es: str
    street: str
    city: str
    postcode: str
    door_en: str
    door_es: str


@dataclass(frozen=True, kw_only=True)
class WindowDetails:
    """Local times of the place; orders close `cutoff_days` before at `cutoff_time`."""

    place: PickupPlace
    weekday: int
    starts: time
    ends: time
    cutoff_days: int
    cutoff_time: time


def shared_places() -> "QuerySet[PickupPlace]":
    """Those of the network, with `waiting`: how many orders are still to be handed over there."""
    return _with_waiting(PickupPlace.objects.filter(coop__isnull=True))


def own_places(coop: Cooperative) -> "QuerySet[PickupPlace]":
    """The co-op's, with `waiting`."""
    return _with_waiting(coop.pickup_places.all())


def _with_waiting(places: "QuerySet[PickupPlace]") -> "QuerySet[PickupPlace]":
    return places.annotate(waiting=Count("orders", filter=Q(orders__state__in=OPEN_STATES)))


def places_for(coop: Cooperative) -> "QuerySet[PickupPlace]":
    """Where a co-op may hand over: at what the network shares and at its own."""
    return PickupPlace.objects.filter(Q(coop=coop) | Q(coop__isnull=True), is_open=True)


def windows_of_coop(coop: Cooperative) -> "QuerySet[WindowRule]":
    return coop.window_rules.filter(is_active=True).select_related("place")


def waiting_at(place: PickupPlace) -> int:
    return Order.objects.filter(place=place, state__in=OPEN_STATES).count()


@transaction.atomic
def save_place(*, place: PickupPlace, by: User, details: PlaceDetails) -> PickupPlace:
    """A place that is new (not saved yet) or changed. Raises ValidationError for a new address while people have orders
    to pick up at the old one.
    """
    is_new = place.pk is None
    moves = not is_new and any(getattr(place, name) != getattr(details, name) for name in _ADDRESS)
    if moves and waiting_at(place):
        raise ValidationError({"street": _promised()})
    for name, value in vars(details).items():
        setattr(place, name, value)
    place.tax_jurisdiction = JACKSON if place.city.casefold() == "jackson" else MISSISSIPPI
    if is_new:
        place.source_language = active_language()
    place.save()
    audit.record(actor=by, action=f"pickup place {'created' if is_new else 'edited'}", subject=place)
    return place


def is_place_saved(form: PlaceForm, *, place: PickupPlace, by: User) -> bool:
    """False where something in the form is not right, or it was not sent: then the form says what."""
    if not form.is_valid():
        return False
    try:
        save_place(place=place, by=by, details=PlaceDetails(**form.details()))
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _promised() -> str:
    return _(
        "People have orders to pick up here, so the address stays until they have them. "
        "For another address, close this place and add a new one."
    )


@transaction.atomic
def close_place(*, place: PickupPlace, by: User) -> int:
    """Nobody can order for it any more. Returns how many orders are still handed over there, as their tickets say."""
    _set_open(place, by, is_open=False)
    return waiting_at(place)


def closed_words(waiting: int) -> str:
    """What is told after a place was closed."""
    if not waiting:
        return _("Closed. Nobody can order for it any more.")
    words = ngettext(
        "Closed. %(n)s order that was placed before is still handed over there.",
        "Closed. %(n)s orders that were placed before are still handed over there.",
        waiting,
    )
    return words % {"n": waiting}


@transaction.atomic
def open_place(*, place: PickupPlace, by: User) -> None:
    _set_open(place, by, is_open=True)


def _set_open(place: PickupPlace, by: User, *, is_open: bool) -> None:
    place.is_open = is_open
    place.save(update_fields=["is_open"])
    audit.record(actor=by, action=f"pickup place {'opened' if is_open else 'closed'}", subject=place)


@transaction.atomic
def save_window(*, coop: Cooperative, by: User, details: WindowDetails, instead_of: WindowRule | None) -> WindowRule:
    """A window that changes ends and a new one begins: a checkout page that is open names the old one and is asked again.

    Raises ValidationError where the co-op hands over at that place and time already.
    """
    if instead_of is not None:
        _end(instead_of)
    same_time = windows_of_coop(coop).filter(
        place=details.place, weekday=details.weekday, starts__lt=details.ends, ends__gt=details.starts
    )
    if same_time.exists():
        raise ValidationError({"starts": _("You hand over there at that time already.")})
    rule = WindowRule.objects.create(coop=coop, **vars(details))
    audit.record(actor=by, action="pickup window set", subject=rule)
    return rule


@transaction.atomic
def end_window(*, rule: WindowRule, by: User) -> None:
    """No order more; those that were placed keep their day and hour."""
    _end(rule)
    audit.record(actor=by, action="pickup window ended", subject=rule)


def _end(rule: WindowRule) -> None:
    rule.is_active = False
    rule.save(update_fields=["is_active"])
