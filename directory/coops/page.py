"""What a co-op's page tells: its places with their hours, its standing, where each fact is from."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.safestring import SafeString

from directory.coops.description import TOLD_OF, describe
from directory.coops.filters import Box, CoopFilters
from directory.coops.hours import Day, Span, sentence, week
from directory.coops.models import Cooperative, Place, Source, Standing, StandingDecision, State
from directory.coops.states import Labour, LinkKind, Spoken
from directory.coops.structured import json_ld
from directory.coops.traits import labels, links_by_kind
from directory.people.phones import said_phone
from directory.places.regions import region_name
from ground.models import Topic
from ground.structured import json_in_script
from ground.texts import active_language

_ROUND_A_PLACE = 0.1  # degrees, some ten kilometres


@dataclass(frozen=True)
class PlaceShown:
    """`open_now` is a sentence, or "" where no hours are known; `map_address` leads to our own map, or is ""."""

    place: Place
    region: str
    open_now: str
    week: list[Day]
    map_address: str


@dataclass(frozen=True)
class CoopPage:
    places: list[PlaceShown]
    sources: list[Source]
    topics: list[Topic]
    standing_since: datetime.date | None
    is_imported: bool
    phone: str
    data: SafeString
    photo: dict[str, Any] | None
    labour: str
    languages: str
    links: list[tuple[str, str]]

    @property
    def has_many_places(self) -> bool:
        return len(self.places) > 1

    @property
    def city(self) -> str:
        return next((shown.place.city for shown in self.places if shown.place.city), "")

    @property
    def open_now(self) -> str:
        return next((shown.open_now for shown in self.places if shown.open_now), "")


def coop_page(coop: Cooperative, *, now: datetime.datetime) -> CoopPage:
    """Seven queries at most, eight with a photo. `is_imported`: all we know is from a public list, and the co-op has not joined the network."""
    prefetch_related_objects([coop], *TOLD_OF)
    places, sources, topics = list(coop.places.all()), list(coop.sources.all()), list(coop.topics.all())
    closed_days = [] if coop.state == State.CLOSED else list(coop.closed_days.values_list("day", flat=True))
    local = now.astimezone(_zone(coop))
    return CoopPage(
        places=[_shown(place, coop, local, closed_days) for place in places],
        sources=_each_once(sources),
        topics=topics,
        standing_since=_standing_since(coop),
        is_imported=coop.standing == Standing.NONE and any(source.row_hash for source in sources),
        phone=said_phone(coop.phone),
        data=json_in_script(json_ld(describe(coop), active_language())),
        photo=coop.photo.shown(640) if coop.photo else None,
        labour=", ".join(labels(coop.labour, Labour)),
        languages=", ".join(labels(coop.languages, Spoken)),
        links=[(_said_kind(kind, address), address) for kind, address in links_by_kind(coop.links)],
    )


def _said_kind(kind: LinkKind, address: str) -> str:
    """The name of the site; of one that we have no name for, its host."""
    host = urlsplit(address).hostname or address
    return host.removeprefix("www.") if kind == LinkKind.OTHER else str(kind.label)


def _each_once(sources: list[Source]) -> list[Source]:
    """The same list may have come by two ways: by itself, and as a part of another."""
    return list({(source.title, source.url, source.as_of, source.facts): source for source in sources}.values())


def _zone(coop: Cooperative) -> ZoneInfo:
    try:
        return ZoneInfo(coop.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("America/Chicago")


def _shown(place: Place, coop: Cooperative, now: datetime.datetime, closed_days: list[datetime.date]) -> PlaceShown:
    spans = [Span(hours.weekday, hours.opens, hours.closes) for hours in place.hours.all()]
    is_closed = coop.state == State.CLOSED
    return PlaceShown(
        place=place,
        region=region_name(place.region),
        open_now="" if is_closed else sentence(spans, now=now, closed_days=closed_days),
        week=week(spans) if spans and not is_closed else [],
        map_address=_map_address(place) if coop.state == State.LISTED else "",
    )


def _map_address(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return ""
    reach = _ROUND_A_PLACE
    box = Box(place.lat - reach, place.lon - reach, place.lat + reach, place.lon + reach)
    return reverse("coops") + CoopFilters().query(box=box, view="map")


def _standing_since(coop: Cooperative) -> datetime.date | None:
    if coop.standing == Standing.NONE:
        return None
    decisions = StandingDecision.objects.filter(cooperative=coop, standing=coop.standing)
    return decisions.values_list("decided_on", flat=True).first()
