"""Co-ops as things to find. Only what their public page shows."""

from collections.abc import Iterator, Sequence

from django.utils.translation import override

from directory.coops.models import Cooperative, Freshness, Kind, Standing, listed
from directory.coops.opening import open_days
from ground.texts import Language
from search.documents import Document, Key, register

KIND = "coop"
_WEIGHTS = {Standing.MEMBER: 1.5, Standing.CANDIDATE: 1.3, Standing.PARTNER: 1.3}
_FADED = 0.6  # by what the rank of an entry is multiplied that nobody confirms


class CoopSource:
    """Keys are primary keys."""

    def ids(self) -> Iterator[int]:
        return listed().order_by("pk").values_list("pk", flat=True).iterator()

    def load(self, keys: Sequence[Key]) -> list[Document]:
        coops = listed(pk__in=keys).prefetch_related("places__hours", "topics__parent", "tags")  # type: ignore[misc]  # taggit
        with override("en"):  # `path` carries no prefix
            return [_document(coop) for coop in coops]


def _document(coop: Cooperative) -> Document:
    places = list(coop.places.all())
    at = next(((place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None), None)
    city = next((place.city for place in places if place.city), "")
    return Document(
        id=f"{KIND}:{coop.pk}",
        title=dict.fromkeys(Language.values, coop.name),
        path=coop.get_absolute_url(),
        body=_bodies(coop),
        keywords=tuple(dict.fromkeys(_keywords(coop))),
        facets={
            "topic": tuple(dict.fromkeys(_topics(coop))),
            "kind": (coop.kind,),
            "region": tuple({place.region: None for place in places if place.region}),
            "city": tuple({f"{place.city}, {place.region}": None for place in places if place.city}),
            "open": open_days(places),
        },
        place=at,
        weight=_weight(coop),
        shown={"public_id": coop.public_id, "kind": coop.kind, "city": city, "is_demo": int(coop.is_demo)},
    )


def _weight(coop: Cooperative) -> float:
    return _FADED if coop.freshness >= Freshness.FADED else _WEIGHTS.get(Standing(coop.standing), 1.0)


def _bodies(coop: Cooperative) -> dict[str, str]:
    bodies = {}
    for language in Language.values:
        texts = [getattr(coop, f"{name}_{language}") for name in ("summary", "about", "owned")]
        if any(texts):
            bodies[language] = "\n\n".join(text for text in texts if text)
    return bodies


def _topics(coop: Cooperative) -> Iterator[str]:
    for topic in coop.topics.all():
        yield topic.slug
        if topic.parent:
            yield topic.parent.slug


def _keywords(coop: Cooperative) -> Iterator[str]:
    for language in Language.values:
        with override(language):
            yield str(Kind(coop.kind).label)
    for topic in coop.topics.all():
        yield from (topic.name_en, topic.name_es)
    for tag in coop.tags.all():
        yield tag.name
    for place in coop.places.all():
        yield from (text for text in (place.name, place.city, place.street) if text)


register(KIND, CoopSource())
