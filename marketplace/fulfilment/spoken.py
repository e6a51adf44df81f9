"""Windows in words, in the active language: "Saturday 21 November, 9 am to noon". Times are local ones already."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.hours import clock
from marketplace.fulfilment.windows import Window


def weekday(day: date) -> str:
    return date_format(day, "l")


def day_words(day: date) -> str:
    """ "Saturday 21 November"."""
    return date_format(day, _("l j F"))


def hours_words(starts: datetime, ends: datetime) -> str:
    """ "9 am to noon"."""
    return _("%(opens)s to %(closes)s") % {"opens": clock(starts.time()), "closes": clock(ends.time())}


def when_words(starts: datetime, ends: datetime) -> str:
    return f"{day_words(starts)}, {hours_words(starts, ends)}"


def moment_words(moment: datetime) -> str:
    """ "Thursday 19 November, 6 pm"."""
    return _("%(day)s, %(hour)s") % {"day": day_words(moment), "hour": clock(moment.time())}


def order_by(window: Window) -> str:
    """ "Order by Thursday 6 pm for Saturday pickup"."""
    return order_by_words(window.local_cutoff, window.day)


def order_by_words(cutoff: datetime, day: date) -> str:
    return _("Order by %(weekday)s %(hour)s for %(pickup)s pickup") % {
        "weekday": weekday(cutoff),
        "hour": clock(cutoff.time()),
        "pickup": weekday(day),
    }
