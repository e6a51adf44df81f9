"""Where and when to pick up, in words that can be read aloud over the telephone."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.coops.models import Cooperative
from marketplace.fulfilment.models import PickupPlace
from marketplace.fulfilment.spoken import day_words, hours_words, order_by
from marketplace.fulfilment.windows import Window, pickup_days


@dataclass
class PlaceTold:
    """A place with its coming days: {day in words: (hours in words, names of the co-ops)}."""

    place: PickupPlace
    windows: list[Window]
    coops: list[str]

    @property
    def days(self) -> list[tuple[str, str]]:
        """The next days, each with its hours from the first to the last co-op."""
        by_day: dict[str, list[Window]] = {}
        for window in self.windows:
            by_day.setdefault(day_words(window.day), []).append(window)
        return [
            (day, hours_words(min(w.local_starts for w in windows), max(w.local_ends for w in windows)))
            for day, windows in list(by_day.items())[:3]
        ]

    @property
    def order_by(self) -> str:
        return order_by(self.windows[0])


def pickup(request: HttpRequest) -> HttpResponse:
    days = pickup_days()
    by_place: dict[int, list[Window]] = {}
    for window in (window for day in days for window in day.windows):
        by_place.setdefault(window.place.pk, []).append(window)
    names = dict(
        Cooperative.objects.filter(pk__in={w.coop_id for day in days for w in day.windows}).values_list("pk", "name")
    )
    places = [
        PlaceTold(windows[0].place, windows, sorted({names[window.coop_id] for window in windows}))
        for windows in by_place.values()
    ]
    fixed = [told for told in places if not told.place.comes_to_buyer]
    context = {
        "first": fixed[0] if fixed else None,
        "next": min((told.windows[0].local_starts for told in fixed), default=None),
        "others": fixed[1:],
        "visits": [told for told in places if told.place.comes_to_buyer],
    }
    return render(request, "shop/pickup.html", context)
