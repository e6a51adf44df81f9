"""The co-ops that the public may see, described: a few at a time, however many there are."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from directory.coops.description import TOLD_OF, Description, describe
from directory.coops.models import Cooperative, Source, listed
from directory.coops.slugs import slug_of_merged
from directory.lists.models import Edition as ListEdition
from ground.models import Topic

_AT_ONCE = 500


def everyone() -> Iterator[Description]:
    """All of them, in the order in which they came. Each 500 are five queries of their own: nothing stays open in the
    database while a slow reader reads."""
    after = 0
    while coops := list(listed(pk__gt=after).order_by("pk").prefetch_related(*TOLD_OF)[:_AT_ONCE]):
        yield from map(describe, coops)
        if len(coops) < _AT_ONCE:
            return
        after = coops[-1].pk


def page_of(coops: "QuerySet[Cooperative]", *, after: int, most: int) -> tuple[list[Description], int]:
    """Those of `coops` behind a primary key, in the order in which they came; and the key to go on with, 0 at the end."""
    found = list(coops.filter(pk__gt=after).order_by("pk").prefetch_related(*TOLD_OF)[: most + 1])
    has_more = len(found) > most
    shown = list(islice(found, most))
    return list(map(describe, shown)), shown[-1].pk if has_more else 0


def one(public_id: str) -> Description | None:
    """By its id, or by that of an entry that became a part of it."""
    known = listed().prefetch_related(*TOLD_OF)
    coop = known.filter(public_id=public_id).first() or known.filter(old_slugs__slug=slug_of_merged(public_id)).first()
    return describe(coop) if coop else None


class Edition(NamedTuple):
    """What the whole list is like at the moment: another edition has another `tag`."""

    tag: str
    listed: int
    changed: datetime | None


def edition() -> Edition:
    """Four short queries. A co-op that is hidden has changed too, though it is counted no more."""
    told = Cooperative.objects.aggregate(changed=Max("changed"), all=Count("pk"))
    count = listed().count()
    topics = list(Topic.objects.values_list("slug", "name_en", "name_es", "parent"))
    taken_in = ListEdition.objects.aggregate(applied=Max("applied"), undone=Max("undone"))
    parts = (settings.SITE_URL, settings.OPEN_DATA_LICENSE, count, told["all"], told["changed"], topics, taken_in)
    return Edition(blake2b(repr(parts).encode(), digest_size=12).hexdigest(), count, told["changed"])


def lists_told_of() -> list[str]:
    """The names of the public lists from which entries in view come."""
    names = Source.objects.filter(cooperative__in=listed().values("pk")).exclude(dataset="").exclude(row_hash="")
    return sorted(names.order_by().values_list("dataset", flat=True).distinct())
