"""What the list of co-ops is narrowed by, read from an address and written back to one."""

import math
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from directory.coops.models import Cooperative, Kind, Place, Standing

_LONGEST_TEXT, _MOST_WORDS, _MOST_CHOSEN = 100, 6, 30
_OF_COOP, _OF_PLACE = ("name", "summary_en", "summary_es"), ("city", "street", "name")  # searched for a word
FACETS = ("topics", "kinds", "regions", "cities", "network")
NETWORK = (Standing.MEMBER, Standing.CANDIDATE, Standing.PARTNER)


@dataclass(frozen=True)
class Box:
    """A piece of the map, in degrees. Reads and writes itself as `south,west,north,east`."""

    south: float
    west: float
    north: float
    east: float

    def __str__(self) -> str:
        return ",".join(f"{degrees:.4f}" for degrees in (self.south, self.west, self.north, self.east))

    @classmethod
    def read(cls, text: str) -> "Box | None":
        try:
            south, west, north, east = map(float, text[:_LONGEST_TEXT].split(","))
        except ValueError:
            return None
        is_fit = all(map(math.isfinite, (south, west, north, east)))
        return (
            cls(south, west, north, east)
            if is_fit and -90 <= south < north <= 90 and -180 <= west < east <= 180
            else None
        )

    def holds(self) -> Q:
        return Q(lat__gte=self.south, lat__lte=self.north, lon__gte=self.west, lon__lte=self.east)


@dataclass(frozen=True)
class CoopFilters:
    """Values of one facet add up, facets narrow each other. `cities` are written `Jackson, MS`; `network` is `("yes",)` or empty."""

    q: str = ""
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    box: Box | None = None
    view: str = "list"

    @classmethod
    def read(cls, query: QueryDict) -> "CoopFilters":
        """Any address is good; what makes no sense is left out."""
        chosen = {name: _values(query, name) for name in FACETS}
        chosen["kinds"] = tuple(kind for kind in chosen["kinds"] if kind in Kind.values)
        return cls(
            q=_plain(query.get("q", ""))[:_LONGEST_TEXT],
            box=Box.read(query.get("box", "")),
            view="map" if query.get("view") == "map" else "list",
            **chosen,
        )

    @property
    def is_narrowed(self) -> bool:
        return replace(self, view="list") != CoopFilters()

    def query(self, **changes: object) -> str:
        """`?kinds=worker&view=map`, with changes; it begins at page one."""
        return "?" + urlencode(replace(self, **changes)._pairs())  # type: ignore[arg-type]

    def besides_facets(self) -> list[tuple[str, str]]:
        """What a form with the facets' fields must carry along."""
        return [(name, value) for name, value in self._pairs() if name not in FACETS]

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [(item.name, value) for item in fields(self) for value in _as_texts(getattr(self, item.name))]
        return [pair for pair in pairs if pair != ("view", "list")]

    def narrow(self, coops: "QuerySet[Cooperative]", *, without: str = "") -> "QuerySet[Cooperative]":
        """`without`: leave one facet out, to count what its other values would give."""
        for word in self.q.split()[:_MOST_WORDS]:
            coops = coops.filter(_with_word(word))
        if self.kinds and without != "kinds":
            coops = coops.filter(kind__in=self.kinds)
        if self.network and without != "network":
            coops = coops.filter(standing__in=NETWORK)
        if self.topics and without != "topics":
            topic = Q(topics__slug__in=self.topics) | Q(topics__parent__slug__in=self.topics)
            coops = coops.filter(pk__in=Cooperative.objects.filter(topic).values("pk"))
        return (
            coops.filter(pk__in=places.values("cooperative"))
            if (places := self._places(without)) is not None
            else coops
        )

    def _places(self, without: str) -> "QuerySet[Place] | None":
        """The places to look in, or None for anywhere. State, city and piece of map must hold for one and the same place."""
        conditions = Q()
        if self.regions and without != "regions":
            conditions &= Q(region__in=self.regions)
        if self.cities and without != "cities":
            conditions &= _in_cities(self.cities)
        if self.box:
            conditions &= self.box.holds()
        return Place.objects.filter(conditions) if conditions else None


def _values(query: QueryDict, name: str) -> tuple[str, ...]:
    wanted = (_plain(value)[:_LONGEST_TEXT] for value in query.getlist(name)[:_MOST_CHOSEN])
    return tuple(dict.fromkeys(value for value in wanted if value))


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _as_texts(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return [str(value)] if value else []


def _with_word(word: str) -> Q:
    """Places are asked by themselves: in one query with a join, PostgreSQL without fresh statistics compares each with each."""
    places = Place.objects.filter(_says(_OF_PLACE, word)).values("cooperative")
    return _says(_OF_COOP, word) | Q(pk__in=places)


def _says(columns: tuple[str, ...], word: str) -> Q:
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": word})
    return condition


def _in_cities(cities: tuple[str, ...]) -> Q:
    condition = Q()
    for city in cities:
        name, _comma, region = city.rpartition(", ")
        condition |= Q(city=name, region=region)
    return condition
