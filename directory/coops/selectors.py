"""Reading the directory: the list with its filters, and who may see a co-op's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import Http404
from django.utils.translation import gettext as _

from directory.coops.filters import FACETS, NETWORK, CoopFilters, miles_of
from directory.coops.models import Cooperative, Freshness, Kind, Place, Standing, State, listed
from directory.coops.rights import capabilities_of
from directory.people.roles import NetworkRole, has_role
from directory.places.distance import miles
from directory.places.regions import region_name
from ground.models import Topic

if TYPE_CHECKING:
    from directory.people.roles import Visitor

PER_PAGE = 24
_MOST_CITIES = 12
_MOST_POINTS = 5_000
_STANDING_FIRST = {Standing.MEMBER: 0, Standing.CANDIDATE: 1, Standing.PARTNER: 1}


@dataclass(frozen=True)
class Option:
    """A value of a facet, and how many co-ops it would show."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    name: str
    legend: str
    options: list[Option]


@dataclass(frozen=True)
class CoopList:
    page: "Page[Cooperative]"
    facets: list[Facet]

    @property
    def total(self) -> int:
        return self.page.paginator.count


@dataclass(frozen=True)
class Point:
    """A co-op on the map, in degrees."""

    slug: str
    name: str
    public_id: str
    kind: str
    lat: float
    lon: float


def coop_list(filters: CoopFilters, page: int | str = 1) -> CoopList:
    """Co-ops of the network first, those that nobody confirms last, then by name; near a place the nearest first, each with its
    `miles`. Any `page` is good: too far is the last one. Nine queries, whatever the number of rows, and one more where it is asked
    what is open."""
    rank = Case(
        When(freshness__gte=Freshness.FADED, then=Value(3)),
        *(When(standing=standing, then=Value(place)) for standing, place in _STANDING_FIRST.items()),
        default=Value(2),
        output_field=IntegerField(),
    )
    found: QuerySet[Cooperative] = filters.narrow(listed()).order_by(rank, "name", "pk").prefetch_related("places")
    shown = Paginator(filters.by_distance(found), PER_PAGE).get_page(page)
    for coop in shown:
        _say_how_far(coop, filters)
    return CoopList(shown, [facet for facet in _facets(filters) if _is_worth_showing(facet)])


def _say_how_far(coop: Cooperative, filters: CoopFilters) -> None:
    """Leaves with it where it is, for its row: `nearby`, the place to name, and `miles` to it (None where nobody asked)."""
    places = list(coop.places.all())
    away = getattr(coop, "away", None)
    coop.miles = None if away is None else miles_of(away)  # type: ignore[attr-defined]
    located = [place for place in places if place.lat is not None and place.lon is not None]
    if filters.here and located:
        here = filters.here
        places = sorted(located, key=lambda place: miles(here, (place.lat or 0, place.lon or 0)))
    coop.nearby = places[0] if places else None  # type: ignore[attr-defined]


def map_points(filters: CoopFilters) -> list[Point]:
    """Every place with coordinates that the filters find, at most 5,000."""
    found = places_found(filters).order_by("cooperative__name", "pk")
    rows = found.values_list(*(f"cooperative__{name}" for name in ("slug", "name", "public_id", "kind")), "lat", "lon")
    return [Point(*row) for row in rows[:_MOST_POINTS]]


def places_found(filters: CoopFilters) -> "QuerySet[Place]":
    """With coordinates, of the co-ops that the list holds."""
    places = filters.places()
    if places is None:
        places = Place.objects.order_by()
    return places.filter(lat__isnull=False, cooperative__in=filters.of_coops(listed()).values("pk"))


def coop_to_show(slug: str, user: "Visitor") -> Cooperative:
    """By its slug of today or an earlier one, or that of an entry that became a part of it. A co-op that is not public is there for its own
    people and the coordinator; else Http404.
    """
    there = Cooperative.objects.exclude(state=State.MERGED)
    coop = there.filter(slug=slug).first() or there.filter(old_slugs__slug=slug).first()
    if coop is None or not (coop.state in {State.LISTED, State.CLOSED} or _may_preview(user, coop)):
        raise Http404
    return coop


def slug_of(public_id: str) -> str:
    """The page's name of today. Whether it may be seen is not asked here. Raises Http404."""
    slug = Cooperative.objects.filter(public_id=public_id).values_list("slug", flat=True).first()
    if slug is None:
        raise Http404
    return slug


def _may_preview(user: "Visitor", coop: Cooperative) -> bool:
    return bool(capabilities_of(user, coop)) or has_role(user, NetworkRole.COORDINATOR)


def _facets(filters: CoopFilters) -> Iterable[Facet]:
    rest = {name: filters.narrow(listed(), without=name) for name in FACETS}
    yield Facet("topics", _("What it does"), _topic_options(rest["topics"], filters.topics))
    yield Facet("kinds", _("Kind"), _kind_options(rest["kinds"], filters.kinds))
    in_network = rest["network"].filter(standing__in=NETWORK).count()
    yield Facet("network", _("Show"), _options({("yes", _("In the network")): in_network}, filters.network))
    yield Facet("regions", _("State"), _region_options(rest["regions"], filters.regions))
    yield Facet("cities", _("Town"), _city_options(rest["cities"], filters.cities))


def _is_worth_showing(facet: Facet) -> bool:
    """A state alone narrows nothing."""
    least = 2 if facet.name == "regions" else 1
    return len(facet.options) >= least or any(option.checked for option in facet.options)


def _options(counts: dict[tuple[str, str], int], chosen: tuple[str, ...]) -> list[Option]:
    return [
        Option(value, label, count, value in chosen)
        for (value, label), count in counts.items()
        if count or value in chosen
    ]


def _topic_options(coops: "QuerySet[Cooperative]", chosen: tuple[str, ...]) -> list[Option]:
    """Topics of the first level; a co-op with several below one of them counts once there."""
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    having: dict[int, set[int]] = {}
    for pk, topic in coops.filter(topics__isnull=False).order_by().values_list("pk", "topics"):
        having.setdefault(topics[topic].parent_id or topic, set()).add(pk)
    tops = [topic for topic in topics.values() if topic.parent_id is None or topic.slug in chosen]
    return _options({(topic.slug, topic.name): len(having.get(topic.pk, ())) for topic in tops}, chosen)


def _kind_options(coops: "QuerySet[Cooperative]", chosen: tuple[str, ...]) -> list[Option]:
    counts = dict(coops.order_by().values_list("kind").annotate(n=Count("pk")))
    return _options({(kind.value, str(kind.label)): counts.get(kind.value, 0) for kind in Kind}, chosen)


def _region_options(coops: "QuerySet[Cooperative]", chosen: tuple[str, ...]) -> list[Option]:
    rows = _places_of(coops).exclude(region="").values_list("region").annotate(n=Count("cooperative", distinct=True))
    counts = dict.fromkeys(chosen, 0) | dict(rows)
    return sorted(
        _options({(region, region_name(region)): n for region, n in counts.items()}, chosen),
        key=lambda option: option.label,
    )


def _city_options(coops: "QuerySet[Cooperative]", chosen: tuple[str, ...]) -> list[Option]:
    """The towns with most co-ops, and those chosen; the text field reaches the others."""
    rows = (
        _places_of(coops)
        .exclude(city="")
        .values_list("city", "region")
        .annotate(n=Count("cooperative", distinct=True))
        .order_by("-n", "city", "region")
    )
    counts = {f"{city}, {region}": n for city, region, n in rows}
    wanted = {city: counts.get(city, 0) for city in [*list(counts)[:_MOST_CITIES], *chosen]}
    return _options({(city, city): n for city, n in wanted.items()}, chosen)


def _places_of(coops: "QuerySet[Cooperative]") -> "QuerySet[Place]":
    return Place.objects.filter(cooperative__in=coops.order_by().values("pk")).order_by()
