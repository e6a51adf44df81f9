"""One price for each buyer, with its reason. A resident never gets, and never costs a query for, a co-op's price."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.coops.acting import Buyer
from directory.coops.models import Cooperative
from marketplace.catalog.models import Listing, Variant
from marketplace.pricing.models import PriceOffer
from marketplace.pricing.resolve import Audience, Offer, PriceBuyer, Reason, resolve
from marketplace.pricing.selectors import network_prices, offers_of, prices_for
from marketplace.pricing.services import end_offer, make_offer, set_network_discount

RESIDENT, MEMBER, PARTNER = PriceBuyer(), PriceBuyer(coop_id=7, is_network=True), PriceBuyer(coop_id=8)
TEN_OFF = Offer(Audience.NETWORK, seller="Farm", percent_off_bp=1000)
DEAL = Offer(Audience.AGREEMENT, seller="Farm", buyer_id=8, price=900)


def price(buyer, *offers, public=1200, quantity=1):
    return resolve(public_price=public, quantity=quantity, buyer=buyer, offers=offers)


def labels(decision):
    return [reason.label for reason in decision.reasons]


def test_a_resident_pays_the_public_price_whatever_is_offered_to_co_ops():
    decision = price(RESIDENT, TEN_OFF, DEAL, Offer(Audience.AGREEMENT, buyer_id=None, price=1))
    assert (decision.unit_price, decision.reasons, decision.saved) == (1200, (), 0)


def test_a_member_co_op_pays_the_network_price_and_is_told_why():
    decision = price(MEMBER, TEN_OFF, DEAL)
    assert (decision.unit_price, decision.public_price, decision.saved) == (1080, 1200, 120)
    assert labels(decision) == ["Network co-op price: 10% off"]


def test_an_agreement_is_for_its_co_op_only():
    assert labels(price(PARTNER, TEN_OFF, DEAL)) == ["Your agreement with Farm"]
    assert price(PriceBuyer(coop_id=9), TEN_OFF, DEAL).reasons == ()


def test_the_best_price_for_the_buyer_wins():
    better = Offer(Audience.AGREEMENT, seller="Farm", buyer_id=7, percent_off_bp=2000)
    assert labels(price(MEMBER, TEN_OFF, better)) == ["Your agreement with Farm: 20% off"]
    worse = Offer(Audience.AGREEMENT, seller="Farm", buyer_id=7, percent_off_bp=500)
    assert labels(price(MEMBER, worse, TEN_OFF)) == ["Network co-op price: 10% off"]


def test_a_price_for_many_counts_from_that_many_on():
    many = Offer(Audience.NETWORK, seller="Farm", percent_off_bp=1500, min_quantity=5)
    assert price(MEMBER, TEN_OFF, many, quantity=4).unit_price == 1080
    decision = price(MEMBER, TEN_OFF, many, quantity=5)
    assert decision.unit_price == 1020
    assert labels(decision) == ["Network co-op price: 15% off", "For 5 or more"]


def test_an_offer_above_the_public_price_is_no_reason():
    dear = Offer(Audience.NETWORK, price=1300)
    assert price(MEMBER, dear).unit_price == 1200
    assert price(MEMBER, dear).reasons == ()


def test_a_discount_never_makes_a_thing_free():
    assert price(MEMBER, Offer(Audience.NETWORK, percent_off_bp=9999), public=2).unit_price == 1


def test_a_reason_can_be_said_again_from_what_an_order_line_kept():
    assert Reason("network", percent_bp=750).label == "Network co-op price: 7.5% off"
    assert Reason("network").label == "Network co-op price"
    assert (
        Reason("agreement", percent_bp=500, seller="The 100 % Mill").label
        == "Your agreement with The 100 % Mill: 5% off"
    )
    assert Reason("from before").label == ""


offers = st.lists(
    st.one_of(
        st.builds(
            Offer,
            st.sampled_from(Audience),
            buyer_id=st.sampled_from([None, 7, 8]),
            percent_off_bp=st.integers(1, 9999),
            min_quantity=st.integers(1, 20),
        ),
        st.builds(
            Offer,
            st.sampled_from(Audience),
            buyer_id=st.sampled_from([None, 7, 8]),
            price=st.integers(1, 10**6),
            min_quantity=st.integers(1, 20),
        ),
    ),
    max_size=6,
)
buyers = st.sampled_from([RESIDENT, MEMBER, PARTNER])
quantities, publics = st.integers(1, 30), st.integers(1, 10**6)
few = settings(max_examples=150, deadline=None)


@few
@given(buyers, publics, quantities, offers)
def test_nobody_pays_more_than_the_public_price_and_a_lower_one_has_a_reason(buyer, public, quantity, offers):
    decision = price(buyer, *offers, public=public, quantity=quantity)
    assert 1 <= decision.unit_price <= decision.public_price == public
    assert bool(decision.reasons) == (decision.unit_price < public)
    if buyer == RESIDENT:
        assert decision.unit_price == public


@few
@given(buyers, publics, quantities, offers, offers)
def test_more_offers_and_more_pieces_never_make_it_dearer(buyer, public, quantity, offers, more):
    decision = price(buyer, *offers, public=public, quantity=quantity)
    assert price(buyer, *offers, *more, public=public, quantity=quantity).unit_price <= decision.unit_price
    assert price(buyer, *offers, public=public, quantity=quantity + 1).unit_price <= decision.unit_price


# --- in the database ---------------------------------------------------------------------------------------------

db = pytest.mark.django_db


def coop(name, standing="member"):
    return Cooperative.objects.create(name=name, slug=name.lower(), kind="worker", standing=standing)


def variant(seller, price_minor=1200):
    listing = Listing.objects.create(
        coop=seller, slug="greens", title_en="Greens", tax_class="own_produce", state="live"
    )
    return Variant.objects.create(listing=listing, price_minor=price_minor)


@pytest.fixture
def farm():
    return coop("Farm")


@pytest.fixture
def bakery():
    return coop("Bakery")


def one(thing, buyer, quantity=1, **changes):
    return prices_for([(thing, quantity)], buyer, **changes)[thing.pk]


@db
def test_only_a_co_op_in_standing_gets_the_network_price(farm, bakery):
    greens = variant(farm)
    set_network_discount(seller=farm, percent_off_bp=1000)
    assert one(greens, Buyer(coop=bakery)).unit_price == 1080
    for standing in ("none", "candidate", "partner", "suspended"):
        assert one(greens, Buyer(coop=coop(f"Co-{standing}", standing))).unit_price == 1200
    assert one(greens, Buyer()).unit_price == 1200


@db
def test_a_resident_costs_no_query_and_a_co_op_one_for_any_number(farm, bakery, django_assert_num_queries):
    set_network_discount(seller=farm, percent_off_bp=1000)
    make_offer(seller=farm, buyer=bakery, percent_off_bp=1500)
    things = [variant(farm) for _ in range(20)]
    wanted = [(thing, 1) for thing in things]
    with django_assert_num_queries(0):
        assert {decision.unit_price for decision in prices_for(wanted, Buyer()).values()} == {1200}
        assert prices_for([], Buyer(coop=bakery)) == {}
    with django_assert_num_queries(1):
        decisions = prices_for(wanted, Buyer(coop=bakery))
    assert set(decisions) == {thing.pk for thing in things}
    assert {decision.unit_price for decision in decisions.values()} == {1020}
    assert labels(decisions[things[0].pk]) == ["Your agreement with Farm: 15% off"]


@db
def test_an_offer_holds_for_its_seller_its_thing_and_its_days_only(farm, bakery):
    greens, eggs, bread = variant(farm), variant(farm), variant(coop("Mill"))
    make_offer(seller=farm, variant=greens, price_minor=1000, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    buyer = Buyer(coop=bakery)
    assert one(greens, buyer, on=date(2026, 10, 31)).unit_price == 1200
    assert one(greens, buyer, on=date(2026, 11, 1)).unit_price == 1000
    assert one(greens, buyer, on=date(2026, 11, 30)).unit_price == 1000
    assert one(greens, buyer, on=date(2026, 12, 1)).unit_price == 1200
    assert one(eggs, buyer, on=date(2026, 11, 15)).unit_price == 1200
    assert one(bread, buyer, on=date(2026, 11, 15)).unit_price == 1200


@db
def test_a_price_for_one_thing_and_one_for_all_are_compared(farm, bakery):
    greens = variant(farm)
    set_network_discount(seller=farm, percent_off_bp=1000)
    make_offer(seller=farm, variant=greens, price_minor=1100)
    assert one(greens, Buyer(coop=bakery)).unit_price == 1080
    assert network_prices([greens])[greens.pk].unit_price == 1080


@db
def test_the_network_discount_is_set_changed_and_ended_without_leftovers(farm, bakery):
    greens, buyer = variant(farm), Buyer(coop=bakery)
    first = set_network_discount(seller=farm, percent_off_bp=1000)
    assert set_network_discount(seller=farm, percent_off_bp=1000) == first
    PriceOffer.objects.update(starts=timezone.localdate() - timedelta(days=9))
    set_network_discount(seller=farm, percent_off_bp=1500)
    assert one(greens, buyer).unit_price == 1020
    assert one(greens, buyer, on=timezone.localdate() - timedelta(days=1)).unit_price == 1080
    assert offers_of(farm).count() == 1
    assert set_network_discount(seller=farm, percent_off_bp=0) is None
    assert one(greens, buyer).unit_price == 1200


@db
def test_an_offer_that_has_not_begun_is_deleted_when_it_ends(farm):
    offer = make_offer(seller=farm, percent_off_bp=1000, starts=timezone.localdate() + timedelta(days=3))
    end_offer(offer=offer)
    assert PriceOffer.objects.count() == 0


@db
def test_an_offer_that_makes_no_sense_is_refused_in_plain_words(farm, bakery):
    mine, theirs = variant(farm), variant(bakery)
    today = timezone.localdate()
    for wrong, message in (
        ({"percent_off_bp": 500, "variant": theirs}, "You can only set prices for what your co-op lists."),
        ({"percent_off_bp": 500, "price_minor": 5, "variant": mine}, "Give either a percent off or a price."),
        ({}, "Give either a percent off or a price."),
        ({"price_minor": 500}, "A fixed price needs the one thing it is for."),
        ({"percent_off_bp": 500, "buyer": farm}, "Choose another co-op than your own."),
        (
            {"percent_off_bp": 500, "starts": today, "ends": today - timedelta(days=1)},
            "The last day cannot come before the first day.",
        ),
    ):
        with pytest.raises(ValidationError) as refused:
            make_offer(seller=farm, **wrong)
        assert refused.value.messages == [message]
    for wrong in ({"percent_off_bp": 0}, {"percent_off_bp": 10_000}, {"percent_off_bp": 5, "min_quantity": 0}):
        with pytest.raises(ValidationError):
            make_offer(seller=farm, **wrong)
    assert PriceOffer.objects.count() == 0


@db
def test_the_database_refuses_it_too(farm, bakery):
    for wrong in (
        {"audience": "network"},
        {"audience": "network", "percent_off_bp": 0},
        {"audience": "network", "percent_off_bp": 10_000},
        {"audience": "network", "price_minor": 500},
        {"audience": "network", "percent_off_bp": 500, "buyer": bakery},
        {"audience": "agreement", "percent_off_bp": 500},
        {"audience": "agreement", "percent_off_bp": 500, "buyer": farm},
        {"audience": "network", "percent_off_bp": 500, "min_quantity": 0},
        {"audience": "network", "percent_off_bp": 500, "starts": date(2026, 2, 1), "ends": date(2026, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PriceOffer.objects.create(seller=farm, **wrong)


@db
def test_the_reason_speaks_the_readers_language_when_it_is_read(farm, bakery):
    set_network_discount(seller=farm, percent_off_bp=1000)
    reason = one(variant(farm), Buyer(coop=bakery)).reasons[0]
    with override("en"):
        assert reason.label == "Network co-op price: 10% off"
