"""A seller's listings: checked, written down, found."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from directory.findable.tasks import refresh_index
from ground.audit import history
from ground.outbox import OutboxTask
from marketplace.catalog import listings, stock
from marketplace.catalog.documents import ListingDocuments
from marketplace.catalog.listings import Details, Words
from marketplace.catalog.models import Listing, ListingState, Variant
from marketplace.pricing.services import set_network_discount
from tests.factories import TopicFactory, UserFactory
from tests.marketplace.trade import Shopper, good, left_of, seller

pytestmark = pytest.mark.django_db
GREENS = Details(
    words=Words("Collards", "Cut on Friday."),
    unit="bunch",
    price_minor=350,
    tax_class="own_produce",
    stock=40,
    tags=["berza"],
)


@pytest.fixture
def farm():
    return seller()


@pytest.fixture
def by():
    return UserFactory()


def made(farm, by, **other):
    return listings.listing_create(coop=farm, by=by, details=replace(GREENS, **other))


def refreshes(listing):
    return OutboxTask.objects.filter(key=f"search.refresh:listing:{listing.pk}").count()


def test_a_listing_is_for_sale_with_one_variant_and_its_stock(farm, by):
    listing = made(farm, by, topics=[TopicFactory(slug="greens")], drawing="collards")
    variant = listing.variants.get()
    assert (listing.state, listing.slug, listing.title_en, listing.drawing) == (
        ListingState.LIVE,
        "collards",
        "Collards",
        "collards",
    )
    assert (variant.price_minor, variant.unit, variant.stock.available, variant.takes) == (350, "bunch", 40, 1)
    assert [topic.slug for topic in listing.topics.all()] == ["greens"]
    assert list(listing.tags.names()) == ["berza"]
    assert history(listing).get().action == "listing created"
    assert refreshes(listing) == 1


def test_it_is_written_in_its_own_language(farm, by):
    listing = made(farm, by, language="es", words=Words("Berza"), translation=Words("Collards"))
    assert (listing.source_language, listing.title_es, listing.title_en, listing.slug) == (
        "es",
        "Berza",
        "Collards",
        "berza",
    )


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", {"words": Words(" ")}),
        ("title", {"words": Words("x" * 121)}),
        ("summary", {"translation": Words("x", "y" * 301)}),
        ("price_minor", {"price_minor": 0}),
        ("price_minor", {"price_minor": -5}),
        ("price_minor", {"price_minor": 100_000_000}),
        ("unit", {"unit": "barrel"}),
        ("tax_class", {"tax_class": ""}),
        ("kind", {"kind": "gift"}),
        ("stock", {"stock": -1}),
        ("stock", {"stock": 10**9}),
        ("takes", {"takes": 0}),
        ("drawing", {"drawing": "../secret"}),
        ("language", {"language": "fr"}),
        ("tags", {"tags": ["x"] * 13}),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_is_written(farm, by, field, wrong):
    with pytest.raises(ValidationError) as refused:
        made(farm, by, **wrong)
    assert list(refused.value.message_dict) == [field]
    assert not Listing.objects.exists()


def test_editing_moves_the_address_along_and_keeps_the_id(farm, by):
    listing = made(farm, by)
    edited = listings.listing_edit(
        listing=listing, by=by, details=replace(GREENS, words=Words("Young collards"), price_minor=400), stock_seen=40
    )
    assert (edited.slug, edited.public_id) == ("young-collards", listing.public_id)
    assert listing.variants.get().price_minor == 400
    assert history(listing)[0].details == {"was": 350, "price": 400}


def test_what_was_sold_while_the_form_was_open_stays_sold(farm, by):
    listing = made(farm, by)
    variant = Variant.objects.select_related("listing__coop", "stock").get()
    stock.take([stock.Demand(variant, 3)])
    listings.listing_edit(listing=listing, by=by, details=replace(GREENS, words=Words("Collards!")), stock_seen=40)
    assert left_of(variant) == 37
    listings.listing_edit(listing=listing, by=by, details=replace(GREENS, stock=50), stock_seen=37)
    assert left_of(variant) == 50


def test_counted_anew_it_never_falls_below_zero(farm, by):
    variant = good(farm, stock=10)
    stock.take([stock.Demand(variant, 8)])
    listings.set_stock(variant=variant, available=5, by=by, seen=10)
    assert left_of(variant) == 0


def test_counting_can_begin_and_end(farm, by):
    variant = good(farm, stock=None)
    listings.set_stock(variant=variant, available=7, by=by)
    assert left_of(variant) == 7
    listings.set_stock(variant=variant, available=None, by=by)
    assert Variant.objects.get().stock is None


def test_hidden_it_is_not_deleted_and_can_be_shown_again(farm, by):
    listing = made(farm, by)
    listings.listing_hide(listing=listing, by=by)
    assert (Listing.objects.get().state, list(ListingDocuments().load([listing.pk]))) == (ListingState.HIDDEN, [])
    listings.listing_show(listing=listing, by=by)
    assert Listing.objects.get().state == ListingState.LIVE


# --- How it is found --------------------------------------------------------------------------------------------------


def test_its_document_says_what_everybody_may_know(farm, by):
    parent = TopicFactory(slug="food", name_en="Food", name_es="Comida")
    listing = made(farm, by, topics=[TopicFactory(slug="greens", parent=parent)], translation=Words("Berza"))
    (document,) = ListingDocuments().load([listing.pk])
    assert (document.id, document.title) == (f"listing:{listing.pk}", {"en": "Collards", "es": "Berza"})
    assert document.path == f"/market/collards-{listing.public_id}/"
    assert document.facets == {"topic": ("food", "greens"), "kind": ("good",), "seller": (farm.slug,), "open": ()}
    assert (document.numbers, document.shown["price_minor"], document.shown["seller"]) == (
        {"price": 350},
        350,
        farm.name,
    )
    assert {"berza", "Comida", farm.name} <= set(document.keywords)


def test_no_network_price_stands_in_it(farm, by):
    listing = made(farm, by)
    (before,) = ListingDocuments().load([listing.pk])
    set_network_discount(seller=farm, percent_off_bp=2000)
    assert list(ListingDocuments().load([listing.pk])) == [before]
    assert "280" not in repr(before)


def test_sold_out_it_is_still_found_but_later(farm):
    variant = good(farm, stock=1)
    (there,) = ListingDocuments().load([variant.listing_id])
    Shopper().puts(variant).orders()
    (gone,) = ListingDocuments().load([variant.listing_id])
    assert (there.shown["sold_out"], gone.shown["sold_out"]) == (0, 1)
    assert gone.weight < there.weight


def test_it_is_indexed_anew_only_when_it_sells_out_or_returns(farm):
    variant = good(farm, stock=3)
    stock.take([stock.Demand(variant, 1)])
    assert refreshes(variant.listing) == 0
    stock.take([stock.Demand(variant, 2)])
    assert refreshes(variant.listing) == 1
    OutboxTask.objects.all().delete()
    stock.give_back([stock.Demand(variant, 1)])
    assert refreshes(variant.listing) == 1


def test_documents_of_many_cost_as_few_queries_as_of_one(farm, django_assert_max_num_queries):
    keys = [good(farm, f"Thing {n}").listing_id for n in range(30)]
    with django_assert_max_num_queries(6):
        assert len(list(ListingDocuments().load(keys))) == 30


def test_when_its_co_op_changes_it_is_found_anew(farm, by):
    listing = made(farm, by)
    OutboxTask.objects.all().delete()
    refresh_index({"kind": "coop", "keys": [farm.pk]})
    assert [task.payload for task in OutboxTask.objects.all()] == [{"kind": "listing", "keys": [listing.pk]}]
