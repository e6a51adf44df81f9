"""Listings as the search knows them: what everybody may read, at the public price and no other."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import translation

from directory.coops.models import Place
from directory.coops.opening import open_days
from directory.findable import take_along
from marketplace.catalog.cards import offered
from marketplace.catalog.models import Listing, Unit, Variant
from marketplace.catalog.selectors import for_sale
from marketplace.catalog.stock import FINDABLE, left
from marketplace.money import format_amount
from search.documents import Document, Key, Shown

_SOLD_OUT = 0.6  # still found, after what can be had


class ListingDocuments:
    def ids(self) -> Iterable[Key]:
        return for_sale().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2_000)

    def load(self, keys: Sequence[Key]) -> Iterable[Document]:
        """Seven queries for any number of listings."""
        return [_document(listing) for listing in _wanted(keys)]


def listings_of(coops: Sequence[Key]) -> Iterable[Key]:
    """The listings that tell of these co-ops: their name, place and hours, and whether they may be found at all."""
    return Listing.objects.filter(coop__in=[int(key) for key in coops]).values_list("pk", flat=True).iterator()


def _wanted(keys: Sequence[Key]) -> "QuerySet[Listing]":
    listings = for_sale().filter(pk__in=[int(key) for key in keys])
    return listings.prefetch_related(
        *_ALONG, Prefetch("coop__places", queryset=Place.objects.prefetch_related("hours"))
    )


_ALONG: tuple[Any, ...] = ("topics__parent", "tags")  # mypy does not know that taggit's manager can be prefetched


def _document(listing: Listing) -> Document:
    variant = offered(listing)
    topics = list(listing.topics.all())
    above = [topic.parent for topic in topics if topic.parent]
    with translation.override("en"):
        path = listing.get_absolute_url()
    return Document(
        id=f"{FINDABLE}:{listing.pk}",
        title=_texts(listing.title_en, listing.title_es),
        path=path,
        body=_texts(
            f"{listing.summary_en} {listing.description_en}".strip(),
            f"{listing.summary_es} {listing.description_es}".strip(),
        ),
        keywords=(
            listing.coop.name,
            *(tag.name for tag in listing.tags.all()),
            *(name for topic in [*topics, *above] for name in (topic.name_en, topic.name_es)),
        ),
        facets={
            "topic": tuple(sorted({topic.slug for topic in [*topics, *above]})),
            "kind": (listing.kind,),
            "seller": (listing.coop.slug,),
            "open": open_days(listing.coop.places.all()),
        },
        numbers={"price": variant.price_minor} if variant else {},
        place=_point(listing),
        date=listing.created.date(),
        weight=1.0 if variant and left(variant) != 0 else _SOLD_OUT,
        shown=_shown(listing, variant),
    )


def _texts(english: str, spanish: str) -> dict[str, str]:
    return {language: text for language, text in (("en", english), ("es", spanish)) if text}


def _point(listing: Listing) -> tuple[float, float] | None:
    for place in listing.coop.places.all():
        if place.lat is not None and place.lon is not None:
            return (place.lat, place.lon)
    return None


def _shown(listing: Listing, variant: Variant | None) -> dict[str, Shown]:
    """What a list of finds shows without asking the database. The picture's address holds once the worker made it."""
    several = len(listing.variants.all()) > 1
    return {
        "price_minor": variant.price_minor if variant else None,
        "currency": variant.currency if variant else "",
        "price": format_amount(variant.price_minor, variant.currency) if variant else "",
        "price_from": int(several),
        **_units(None if several else variant),
        "variant": variant.public_id if variant else "",
        "sold_out": int(variant is None or left(variant) == 0),
        "seller": listing.coop.name,
        "seller_id": listing.coop.public_id,
        "seller_kind": listing.coop.kind,
        "drawing": listing.drawing,
        "photo": listing.photo.src(320) if listing.photo else "",
        "photo_alt": listing.photo.alt.text if listing.photo else "",
        "is_demo": int(listing.coop.is_demo),
    }


def _units(variant: Variant | None) -> dict[str, Shown]:
    """ "a bunch", in each language."""
    units: dict[str, Shown] = {}
    for language in ("en", "es"):
        with translation.override(language):
            units[f"unit_{language}"] = str(Unit(variant.unit).label) if variant else ""
    return units


take_along("coop", FINDABLE, listings_of)
