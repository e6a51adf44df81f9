"""How sure we are of an entry, in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative, Freshness, Standing, Verified

OFFICE = "the network office"


def how_verified(coop: Cooperative) -> str:
    """`On 3 May 2026 its own people said that all of this is right.` "" where nobody has looked."""
    if coop.verified_on is None:
        return ""
    day = date_format(coop.verified_on, "DATE_FORMAT")
    if coop.verified_how == Verified.OWN:
        return _("On %(day)s its own people said that all of this is right.") % {"day": day}
    if coop.verified_how == Verified.CALLED:
        return _("On %(day)s the network office called, and all of this was right.") % {"day": day}
    if coop.verified_by == OFFICE or not coop.verified_by:
        return _("On %(day)s the network office looked, and all of this was right.") % {"day": day}
    return _("On %(day)s all of this was right, says %(who)s.") % {"day": day, "who": coop.verified_by}


def not_confirmed(coop: Cooperative, *, is_imported: bool = False) -> str:
    """`Nobody has confirmed this since May 2025.` "" for what is fresh."""
    if coop.freshness == Freshness.FRESH or coop.known_on is None:
        return ""
    month = date_format(coop.known_on, _("F Y"))
    if is_imported and coop.verified_on is None:
        return _("This is from a list of %(month)s. Nobody has confirmed it since.") % {"month": month}
    return _("Nobody has confirmed this since %(month)s.") % {"month": month}


def doubt_in_list(coop: Cooperative) -> str:
    """For a row among others. What is only in a public list says nothing there: nearly all of them would say it."""
    if coop.verified_on is None and coop.standing == Standing.NONE:
        return ""
    return not_confirmed(coop)
