"""What the list of co-ops is narrowed by, read from an address and written back to one."""

import math
from dataclasses import dataclass, fields, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.utils import timezone

from directory.coops import opening
from directory.coops.asking import USUAL, read_within
from directory.coops.models import Cooperative, Kind, Place, Standing
from directory.places.around import Around, around, roughly
from directory.places.distance import MILES_OF_A_DEGREE, At
from ground.models import Topic

_LONGEST_TEXT, _MOST_WORDS, _MOST_CHOSEN = 100, 6, 30
# Where a word is looked for.
_OF_COOP, _OF_PLACE = ("name", "summary_en", "summary_es"), ("city", "street", "name")
_OF_TOPIC = ("name_en", "name_es")
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
    """Values of one facet add up, facets narrow each other. `cities` are written `Jackson, MS`; `network` is `("yes",)` or empty.
    `near` is a place as it was typed, with what lies `within` so many miles of it; a piece of the map (`box`) takes the place of
    these miles. `open` is one of `opening.WHEN`, or ""."""

    q: str = ""
    near: str = ""
    within: int = USUAL
    open: str = ""
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
            near=roughly(_plain(query.get("near", ""))[:_LONGEST_TEXT]),
            within=read_within(query.get("within")),
            open=query.get("open", "") if query.get("open") in opening.WHEN else "",
            box=Box.read(query.get("box", "")),
            view="map" if query.get("view") == "map" else "list",
            **chosen,
        )

    @property
    def is_narrowed(self) -> bool:
        return replace(self, view="list", within=USUAL) != CoopFilters()

    @cached_property
    def around(self) -> Around | None:
        return around(self.near)

    @property
    def here(self) -> At | None:
        """From where distances are measured."""
        return self.around.spot.at if self.around and self.around.spot else None

    @property
    def frame(self) -> Box | None:
        """The piece of the map that is looked at."""
        return self.box or (_square(self.here, self.within) if self.here else None)

    def query(self, **changes: object) -> str:
        """`?kinds=worker&view=map`, with changes; it begins at page one."""
        return "?" + urlencode(replace(self, **changes)._pairs())  # type: ignore[arg-type]

    def besides_facets(self) -> list[tuple[str, str]]:
        """What a form with the facets' fields must carry along."""
        return [(name, value) for name, value in self._pairs() if name not in FACETS]

    def besides_box(self) -> list[tuple[str, str]]:
        """What the form with words, place and time must carry along: another place is another piece of the map."""
        return [(name, value) for name, value in self._pairs() if name in FACETS or name == "view"]

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [(item.name, value) for item in fields(self) for value in _as_texts(getattr(self, item.name))]
        usual = {("view", "list"), ("within", str(self.within) if not self.near else str(USUAL))}
        return [pair for pair in pairs if pair not in usual]

    def narrow(self, coops: "QuerySet[Cooperative]", *, without: str = "") -> "QuerySet[Cooperative]":
        """`without`: leave one facet out, to count what its other values would give."""
        coops, places = self.of_coops(coops, without=without), self.places(without)
        return coops if places is None else coops.filter(pk__in=places.values("cooperative"))

    def of_coops(self, coops: "QuerySet[Cooperative]", *, without: str = "") -> "QuerySet[Cooperative]":
        """Narrowed by all but where and when."""
        for word in self.q.split()[:_MOST_WORDS]:
            coops = coops.filter(_with_word(word))
        if self.kinds and without != "kinds":
            coops = coops.filter(kind__in=self.kinds)
        if self.network and without != "network":
            coops = coops.filter(standing__in=NETWORK)
        if self.topics and without != "topics":
            topic = Q(topics__slug__in=self.topics) | Q(topics__parent__slug__in=self.topics)
            coops = coops.filter(pk__in=Cooperative.objects.filter(topic).values("pk"))
        return coops

    def by_distance(self, coops: "QuerySet[Cooperative]") -> "QuerySet[Cooperative]":
        """Nearest first, each with `away`: how far its nearest place that fits lies from `here`, as `squared` measures it."""
        places = self.places()
        if self.here is None or places is None:
            return coops
        own = places.filter(cooperative=OuterRef("pk"), lat__isnull=False).annotate(away=squared(self.here))
        nearest = Subquery(own.order_by("away").values("away")[:1], output_field=FloatField())
        return coops.annotate(away=nearest).order_by(F("away").asc(nulls_last=True), "name", "pk")

    def places(self, without: str = "") -> "QuerySet[Place] | None":
        """The places to look in, or None for anywhere. State, city, hours and piece of map must hold for one and the same place."""
        conditions = Q()
        if self.regions and without != "regions":
            conditions &= Q(region__in=self.regions)
        if self.cities and without != "cities":
            conditions &= _in_cities(self.cities)
        if self.frame:
            conditions &= self.frame.holds()
        if self.open:
            conditions &= self._is_open
        if not conditions:
            return None
        places = Place.objects.filter(conditions).order_by()
        if self.here and not self.box:
            return places.alias(away=squared(self.here)).filter(away__lte=(self.within / MILES_OF_A_DEGREE) ** 2)
        return places

    @cached_property
    def _is_open(self) -> Q:
        return opening.open_places(self.open, timezone.now())


def squared(here: At) -> Combinable:
    """Of a place: its distance from here in degrees of latitude, squared. Near enough within a hundred miles to sort by, and any
    database can do it; `miles_of` says it in miles."""
    north = F("lat") - here[0]
    east = (F("lon") - here[1]) * math.cos(math.radians(here[0]))
    return north * north + east * east


def miles_of(away: float) -> float:
    return math.sqrt(away) * MILES_OF_A_DEGREE


def _square(here: At, miles: float) -> Box:
    """Round the circle of so many miles; beyond the poles and the date line nothing is looked for."""
    high = miles / MILES_OF_A_DEGREE
    wide = high / max(math.cos(math.radians(here[0])), 0.01)
    lat, lon = here
    return Box(max(lat - high, -90), max(lon - wide, -180), min(lat + high, 90), min(lon + wide, 180))


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
    doing = Cooperative.topics.through.objects.filter(topic__in=Topic.objects.filter(_says(_OF_TOPIC, word)))
    return _says(_OF_COOP, word) | Q(pk__in=places) | Q(pk__in=doing.values("cooperative"))


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
