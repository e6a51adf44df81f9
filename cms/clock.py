"""Days and hours as people here say them, in both languages: "Saturday 21 November", "9 am to noon"."""

from datetime import date, datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_NOON = time(12)


def hour(moment: datetime | time) -> str:
    """ "9 am", "noon", "6:30 pm", as in the United States in every language."""
    clock = moment.time() if isinstance(moment, datetime) else moment
    if clock.replace(second=0, microsecond=0, tzinfo=None) == _NOON:
        return _("noon")
    minutes = f":{clock.minute:02d}" if clock.minute else ""
    return f"{(clock.hour - 1) % 12 + 1}{minutes} {'am' if clock.hour < _NOON.hour else 'pm'}"


def hours(starts: datetime, ends: datetime) -> str:
    """ "9 am to noon"; both in the zone they are read in."""
    return _("%(starts)s to %(ends)s") % {"starts": hour(starts), "ends": hour(ends)}


def weekday(moment: datetime) -> str:
    return date_format(moment, "l")


def day(moment: date) -> str:
    """ "Saturday 14 November"."""
    # Translators: a Django date format; Spanish: l j \\d\\e F
    return date_format(moment, _("l j F"))
