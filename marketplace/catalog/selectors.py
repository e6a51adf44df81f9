"""What is for sale, as the pages ask for it. Everything here is public: prices are those of `Variant.price_minor`."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from directory.coops.models import State as CoopState
from ground.prepared import Prepared, hand_out
from marketplace.catalog.models import Listing, ListingState, Variant


def _active_variants() -> "Prefetch[str, QuerySet[Variant], str]":
    return Prefetch("variants", queryset=Variant.objects.filter(is_active=True).select_related("stock"))


def for_sale() -> "QuerySet[Listing]":
    """Live listings of listed co-ops with seller, photo, active variants and stock: three queries for any number."""
    return (
        Listing.objects.filter(state=ListingState.LIVE, coop__state=CoopState.LISTED)
        .select_related("coop", "photo")
        .prefetch_related(_active_variants())
    )


# What a card says of a listing and its seller; the long texts stay in the database.
_ON_A_CARD = (
    *("slug", "public_id", "title_en", "title_es", "source_language", "kind", "state", "drawing", "created", "changed"),
    *(f"coop__{name}" for name in ("public_id", "slug", "name", "kind", "state", "changed", "is_demo")),
    *(f"photo__{name}" for name in ("public_id", "state", "edition", "width", "height")),
    *(f"photo__{name}" for name in ("alt_en", "alt_es", "source_language")),
)


def for_cards() -> "QuerySet[Listing]":
    """`for_sale` with no more than a card says."""
    return for_sale().only(*_ON_A_CARD)


def cards_of(listing_ids: Iterable[int]) -> list[Listing]:
    """What `for_cards` has of the listings by their ids, in that order, as two queries whose SQL is written once."""
    wanted = tuple(listing_ids)
    found = {listing.pk: listing for listing in _on_cards(wanted)}
    hand_out(found.values(), "variants", _active_variants_of_many(tuple(found)))
    return [found[pk] for pk in wanted if pk in found]


_on_cards = Prepared(lambda pks: for_cards().prefetch_related(None).filter(pk__in=pks).order_by())
_active_variants_of_many = Prepared(
    lambda listings: Variant.objects.filter(listing_id__in=listings, is_active=True).select_related("stock")
)


def fresh(*, coop_ids: Iterable[int], limit: int) -> list[Listing]:
    """The newest goods of the co-ops that hand over on the next pickup day, one seller after another."""
    newest = for_cards().filter(coop_id__in=list(coop_ids))[: limit * 5]
    turns: dict[int, int] = {}
    ranked = []
    for place, listing in enumerate(newest):
        turn = turns[listing.coop_id] = turns.get(listing.coop_id, -1) + 1
        ranked.append((turn, place, listing))
    return [listing for _, _, listing in sorted(ranked, key=lambda row: row[:2])[:limit]]


def shown_listing(listing_id: str) -> Listing | None:
    """A listing that has a page, by public id: one for sale, or a live one whose co-op has closed for good. In two
    queries, with seller, photo, active variants and stock.
    """
    found = _with_a_page.first(listing_id)
    if found is not None:
        hand_out([found], "variants", _active_variants_of(found.pk))
    return found


_with_a_page = Prepared(
    lambda public_id: (
        Listing.objects.filter(
            public_id=public_id, state=ListingState.LIVE, coop__state__in=[CoopState.LISTED, CoopState.CLOSED]
        )
        .select_related("coop", "photo")
        .order_by()
    )
)
_active_variants_of = Prepared(
    lambda listing: Variant.objects.filter(listing_id=listing, is_active=True).select_related("stock")
)


# What putting a variant into a basket asks of it.
_TO_SELL = (
    *("public_id", "price_minor", "currency", "takes", "is_active", "stock__available"),
    *(f"listing__{name}" for name in ("public_id", "slug", "title_en", "title_es", "source_language", "state")),
    "listing__coop__state",
)


def variant_of(variant_id: str) -> Variant | None:
    """A variant by public id, with what a basket asks of it and its listing; whether it can be bought is `is_for_sale`."""
    return _to_sell.first(variant_id)


_to_sell = Prepared(
    lambda public_id: (
        Variant.objects.filter(public_id=public_id).select_related("listing__coop", "stock").only(*_TO_SELL).order_by()
    )
)
