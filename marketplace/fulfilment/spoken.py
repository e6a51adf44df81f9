"""Windows in words, in the active language: "Saturday 21 November, 9 am to noon". Times are local ones already."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.hours import clock
from ground.texts import active_language
from marketplace.fulfilment.windows import Window


def weekday(day: date) -> str:
    return _written(date(day.year, day.month, day.day), "l", active_language())


def day_words(day: date) -> str:
    """ "Saturday 21 November"."""
    return _written(date(day.year, day.month, day.day), _("l j F"), active_language())


@lru_cache(maxsize=512)  # a checkout names a dozen days, and they are the same few for everybody
def _written(day: date, form: str, language: str) -> str:
    """`language` is the active one."""
    return date_format(day, form)


def hours_words(starts: datetime, ends: datetime) -> str:
    """ "9 am to noon"."""
    return _hours(starts.time(), ends.time(), active_language())


def when_words(starts: datetime, ends: datetime) -> str:
    return f"{day_words(starts)}, {hours_words(starts, ends)}"


def moment_words(moment: datetime) -> str:
    """ "Thursday 19 November, 6 pm"."""
    return _moment(moment.date(), moment.time(), active_language())


@lru_cache(maxsize=256)
def _hours(opens: time, closes: time, language: str) -> str:
    """`language` is the active one, here and below."""
    return _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)}


@lru_cache(maxsize=512)
def _moment(day: date, hour: time, language: str) -> str:
    return _("%(day)s, %(hour)s") % {"day": day_words(day), "hour": clock(hour)}


def order_by(window: Window) -> str:
    """ "Order by Thursday 6 pm for Saturday pickup"."""
    return order_by_words(window.local_cutoff, window.day)


def order_by_words(cutoff: datetime, day: date) -> str:
    return _order_by(cutoff.date(), cutoff.time(), date(day.year, day.month, day.day), active_language())


@lru_cache(maxsize=512)
def _order_by(last: date, hour: time, day: date, language: str) -> str:
    return _("Order by %(weekday)s %(hour)s for %(pickup)s pickup") % {
        "weekday": weekday(last),
        "hour": clock(hour),
        "pickup": weekday(day),
    }
