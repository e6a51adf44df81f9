"""Which entries somebody has to keep up, and which are only what a public list says."""

from typing import TYPE_CHECKING

from django.db.models import DateField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate

from directory.coops.models import Cooperative, Membership, Role, Source, Standing, listed

if TYPE_CHECKING:
    from django.db.models import QuerySet

_HAS_STEWARD = Exists(Membership.objects.filter(cooperative=OuterRef("pk"), role=Role.STEWARD, user__is_active=True))
_IS_FROM_LIST = Exists(Source.objects.filter(cooperative=OuterRef("pk")).exclude(row_hash=""))


def every() -> "QuerySet[Cooperative]":
    """All that the public sees, without what is invented for the demonstration: that does not age."""
    return listed(is_demo=False)


def looked_after() -> "QuerySet[Cooperative]":
    """With a steward, with a standing in the network, or entered by hand: somebody can be asked."""
    return every().filter(Q(_HAS_STEWARD) | ~Q(standing=Standing.NONE) | ~Q(_IS_FROM_LIST))


def of_lists() -> "QuerySet[Cooperative]":
    """From a public list, and nobody has taken them over. They are marked and fade, and are never hidden for it."""
    return every().filter(~Q(_HAS_STEWARD), Q(_IS_FROM_LIST), standing=Standing.NONE)


def keep_days() -> None:
    """Write `known_on`: the day somebody made sure, or else the newest date of its sources, or else the day it was entered."""
    newest = Source.objects.filter(cooperative=OuterRef("pk")).order_by("-as_of").values("as_of")[:1]
    day = Coalesce("verified_on", Subquery(newest), TruncDate("created"), output_field=DateField())
    other = Cooperative.objects.alias(day=day).exclude(known_on=day)
    Cooperative.objects.filter(pk__in=other.values("pk")).update(known_on=day)
