"""What somebody asks the read API for."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from ninja import Schema
from pydantic import AfterValidator, Field, field_validator
from pydantic.json_schema import SkipJsonSchema

from directory.coops.filters import NETWORK, Box
from directory.coops.models import Cooperative, Kind, Place, listed
from directory.opendata import cursor

_BOX = r"^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$"
_MOST_VALUES = 30

Nothing = SkipJsonSchema[None]  # left out of the address; nobody writes null into one
# PostgreSQL knows no NUL.
Word = Annotated[str, Field(max_length=100), AfterValidator(lambda word: word.replace("\0", ""))]
Words = Annotated[list[Word], Field(max_length=_MOST_VALUES)]


class Asked(Schema):
    """Values of one parameter add up, parameters narrow each other."""

    kind: Annotated[list[Kind], Field(max_length=_MOST_VALUES)] = Field([], description="Of one of these kinds.")
    topic: Words = Field([], description="Slugs of topics, such as bread; a topic holds those below it.")
    region: Words = Field([], description="Such as MS.")
    city: Words = Field([], description="Such as Jackson, whatever the case of its letters.")
    network: bool | Nothing = Field(None, description="true: members, candidates and partners of the network only.")
    bbox: str | Nothing = Field(
        None,
        max_length=100,
        json_schema_extra={"pattern": _BOX},
        description="west,south,east,north in degrees, as in GeoJSON.",
    )
    changed_since: datetime | Nothing = Field(None, description="Entries that changed at this moment or later.")
    limit: int = Field(50, ge=1, le=100, description="Entries on a page.")
    cursor: str | Nothing = Field(None, max_length=200, description="Where to go on: from the page before.")

    @field_validator("bbox")
    @classmethod
    def _is_a_box(cls, text: str | None) -> str | None:
        if text is not None and _box(text) is None:
            raise ValueError("A box is west,south,east,north in degrees, with west < east and south < north.")
        return text

    @field_validator("changed_since")
    @classmethod
    def _is_a_moment(cls, moment: datetime | None) -> datetime | None:
        try:
            return _in_a_zone(moment).astimezone(UTC) if moment else None
        except OverflowError:
            raise ValueError("That moment lies outside of the calendar.") from None

    @field_validator("cursor")
    @classmethod
    def _is_ours(cls, word: str | None) -> str | None:
        if word:  # an empty one is the first page
            cursor.read(word)
        return word

    @property
    def after(self) -> int:
        return cursor.read(self.cursor) if self.cursor else 0

    def narrowed(self) -> "QuerySet[Cooperative]":
        """Conditions of places hold of one and the same place."""
        coops = listed()
        if self.kind:
            coops = coops.filter(kind__in=self.kind)
        if self.topic:
            slugs = Q(topics__slug__in=self.topic) | Q(topics__parent__slug__in=self.topic)
            coops = coops.filter(pk__in=Cooperative.objects.filter(slugs).values("pk"))
        if self.network is not None:
            coops = coops.filter(standing__in=NETWORK) if self.network else coops.exclude(standing__in=NETWORK)
        if self.changed_since:
            coops = coops.filter(changed__gte=self.changed_since)
        if where := self._where():
            coops = coops.filter(pk__in=Place.objects.filter(where).values("cooperative"))
        return coops

    def _where(self) -> Q:
        where = Q()
        if self.region:
            where &= Q(region__in=self.region)
        if self.city:
            where &= _any(Q(city__iexact=city) for city in self.city)
        box = _box(self.bbox) if self.bbox else None
        return where & box.holds() if box else where


def _any(conditions: Any) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _box(text: str) -> Box | None:
    """`Box` reads south,west,north,east as our own map writes it."""
    edges = text.split(",")
    if len(edges) != 4:
        return None
    west, south, east, north = edges
    return Box.read(",".join((south, west, north, east)))


def _in_a_zone(moment: datetime) -> datetime:
    """One without a zone is in ours."""
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
