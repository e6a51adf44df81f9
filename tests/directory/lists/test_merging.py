"""Two entries become one: what hangs on them goes along, old addresses lead there, and it can be taken back or is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.coops import hanging
from directory.coops.hanging import Hanging
from directory.coops.models import Cooperative, Place, Source, Standing
from directory.coops.services import decide_standing, edit_profile
from directory.lists.merging import _STAYING, CannotMerge, merge, unmerge
from directory.lists.models import Merge
from directory.people.models import Contact
from ground.ids import public_id
from marketplace.catalog.models import Listing
from marketplace.orders.models import Order, Purchase
from marketplace.pricing.models import PriceOffer
from tests.factories import (
    CoopFactory,
    ListingFactory,
    MembershipFactory,
    PickupPlaceFactory,
    PlaceFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def two() -> tuple[Cooperative, Cooperative]:
    kept = CoopFactory(name="Morning Bakery", slug="morning-bakery", website="", standing=Standing.NONE)
    gone = CoopFactory(
        name="The Morning Bakery", slug="the-morning-bakery", website="https://bread.example/", standing=Standing.NONE
    )
    for coop, record in ((kept, "1"), (gone, "2")):
        Source.objects.create(
            cooperative=coop, list="ours", dataset="ours", record=record, title="x", as_of="2020-01-01"
        )
    return kept, gone


def state() -> list[object]:
    tables = (Cooperative, Place, Source, Listing)
    rows = [list(table.objects.order_by("pk").values()) for table in tables]
    for row in rows[0]:
        row.pop("changed")
    return rows


def test_sources_goods_people_and_addresses_go_along(client: Client) -> None:
    kept, gone = two()
    listing, member = ListingFactory(coop=gone), MembershipFactory(cooperative=gone)
    edit_profile(coop=gone, by=UserFactory(), changes={"name": "A Morning Bakery"})
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    kept.refresh_from_db()
    listing.refresh_from_db()
    member.refresh_from_db()
    assert (listing.coop, member.cooperative, kept.website) == (kept, kept, "https://bread.example/")
    assert sorted(kept.sources.values_list("record", flat=True)) == ["1", "2"]
    for slug in ("the-morning-bakery", "a-morning-bakery", f"merged-{gone.public_id}"):
        answer = client.get(f"/co-ops/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/co-ops/morning-bakery/")
    assert done.moved["coops.Source.cooperative"] == [Source.objects.get(record="2").pk]


def test_it_can_be_taken_back_to_exactly_what_was_there(client: Client) -> None:
    kept, gone = two()
    ListingFactory(coop=gone)
    MembershipFactory(cooperative=gone)
    PlaceFactory(cooperative=kept, city="Canton", street="")
    PlaceFactory(cooperative=gone, city="canton", street="1 Square")
    gone.topics.add(TopicFactory())
    before = state()
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    assert state() != before
    assert set(kept.places.values_list("street", flat=True)) == {"1 Square"}
    assert kept.topics.count() == 1
    unmerge(merge=done, by=UserFactory())
    assert state() == before
    assert kept.topics.count() == 0
    assert client.get("/co-ops/the-morning-bakery/").status_code == 200
    with pytest.raises(CannotMerge, match="two entries again already"):
        unmerge(merge=done, by=UserFactory())


def led_to(client: Client, public_id: str) -> tuple[str, int, str, str]:
    """Where the id leads: the page, the API, and the profile for other maps."""
    page = client.get(f"/co-ops/id/{public_id}/")
    api = client.get(f"/api/v1/co-ops/{public_id}")
    profile = client.get(f"/data/murmurations/{public_id}.json")
    return page.headers.get("Location", ""), profile.status_code, *(api.json().get(key, "") for key in ("id", "name"))


def test_the_id_that_is_for_good_leads_to_the_entry_that_stays(client: Client) -> None:
    kept, gone = two()
    third = CoopFactory(name="Third", slug="third", standing=Standing.NONE)
    first = merge(kept=kept, absorbed=gone, by=UserFactory())
    assert led_to(client, gone.public_id) == ("/co-ops/morning-bakery/", 200, kept.public_id, kept.name)
    second = merge(kept=third, absorbed=kept, by=UserFactory())
    assert led_to(client, gone.public_id) == ("/co-ops/third/", 200, third.public_id, "Third")
    assert led_to(client, kept.public_id) == ("/co-ops/third/", 200, third.public_id, "Third")
    for done in (second, first):
        unmerge(merge=done, by=UserFactory())
    assert led_to(client, gone.public_id) == ("/co-ops/the-morning-bakery/", 200, gone.public_id, gone.name)
    assert led_to(client, kept.public_id) == ("/co-ops/morning-bakery/", 200, kept.public_id, kept.name)


def test_the_id_leads_nowhere_where_the_entry_that_stays_is_hidden(client: Client) -> None:
    kept, gone = two()
    merge(kept=kept, absorbed=gone, by=UserFactory())
    Cooperative.objects.filter(pk=kept.pk).update(state="hidden")
    for address in ("/co-ops/id/{}/", "/api/v1/co-ops/{}", "/data/murmurations/{}.json"):
        assert client.get(address.format(gone.public_id)).status_code == 404


def test_what_people_changed_since_stays_when_it_is_taken_back() -> None:
    kept, gone = two()
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    edit_profile(coop=kept, by=UserFactory(), changes={"website": "https://mine.example/"})
    mine = ListingFactory(coop=kept)
    unmerge(merge=done, by=UserFactory())
    kept.refresh_from_db()
    mine.refresh_from_db()
    assert (kept.website, mine.coop) == ("https://mine.example/", kept)


def people(coop: Cooperative) -> None:
    MembershipFactory(cooperative=coop)


def standing(coop: Cooperative) -> None:
    decide_standing(coop=coop, standing=Standing.MEMBER, by=UserFactory(), reason="Voted")


@pytest.mark.parametrize(("one", "other"), [(people, people), (people, standing), (standing, standing)])
def test_two_that_both_have_people_or_a_standing_stay_two(
    one: Callable[[Cooperative], None], other: Callable[[Cooperative], None]
) -> None:
    kept, gone = two()
    one(kept)
    other(gone)
    before = state()
    with pytest.raises(CannotMerge, match="Both have people"):
        merge(kept=kept, absorbed=gone, by=UserFactory())
    assert state() == before
    assert not Merge.objects.exists()


def test_a_standing_goes_along_and_comes_back() -> None:
    kept, gone = two()
    standing(gone)
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    kept.refresh_from_db()
    assert kept.standing == Standing.MEMBER
    unmerge(merge=done, by=UserFactory())
    kept.refresh_from_db()
    assert kept.standing == Standing.NONE


def test_the_one_with_orders_is_the_one_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any row stands for an order here: what counts is what the marketplace told of orders."""
    kept, gone = two()
    orders = {(kind.model, kind.field): kind for kind in hanging.everything()}
    assert all(kind.binds and kind.stays for kind in (orders[Order, "coop"], orders[Purchase, "buying_coop"]))
    monkeypatch.setitem(hanging._registered, "orders", Hanging(Listing, "coop", binds=True, stays=True))
    ListingFactory(coop=gone)
    with pytest.raises(CannotMerge, match="has orders, which cannot move"):
        merge(kept=kept, absorbed=gone, by=UserFactory())
    merge(kept=gone, absorbed=kept, by=UserFactory())


def order(coop: Cooperative) -> Order:
    now = timezone.now()
    one = public_id()
    bought = Purchase.objects.create(
        contact=Contact.objects.create(name="Ana", phone="+16015550142"),
        code=one[:8],
        token=one,
        idempotency_key=one,
        goods_minor=100,
        tax_minor=0,
    )
    return Order.objects.create(
        purchase=bought,
        coop=coop,
        place=PickupPlaceFactory(),
        window_starts=now,
        window_ends=now + timedelta(hours=1),
        cutoff=now,
        zone="America/Chicago",
        goods_minor=100,
        tax_minor=0,
        contribution_minor=0,
    )


def test_orders_are_not_parted_from_the_goods_they_are_of() -> None:
    kept, gone = two()
    listing, member = ListingFactory(coop=gone), MembershipFactory(cooperative=gone)
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    order(kept)
    before = state()
    with pytest.raises(CannotMerge, match="has new orders since"):
        unmerge(merge=done, by=UserFactory())
    listing.refresh_from_db()
    member.refresh_from_db()
    assert (listing.coop, member.cooperative, state()) == (kept, kept, before)


def test_orders_from_before_and_of_goods_of_its_own_part_nobody() -> None:
    kept, gone = two()
    order(kept)
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    order(kept)
    unmerge(merge=done, by=UserFactory())
    assert Order.objects.filter(coop=kept).count() == 2


@pytest.mark.parametrize("decided", [Standing.SUSPENDED, Standing.PARTNER])
def test_what_the_network_decided_since_is_not_got_rid_of_by_being_two_again(decided: Standing) -> None:
    kept, gone = two()
    standing(gone)
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    decide_standing(coop=kept, standing=decided, by=UserFactory())
    with pytest.raises(CannotMerge, match="decided on the standing of Morning Bakery since"):
        unmerge(merge=done, by=UserFactory())
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.standing, gone.state) == (decided, "merged")


def test_a_decision_on_the_one_that_alone_has_a_standing_stays_with_it() -> None:
    kept, gone = two()
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    decide_standing(coop=kept, standing=Standing.SUSPENDED, by=UserFactory())
    unmerge(merge=done, by=UserFactory())
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.standing, gone.standing) == (Standing.SUSPENDED, Standing.NONE)


def test_an_address_that_somebody_took_since_is_told_and_can_be_given_back() -> None:
    kept, gone = two()
    done = merge(kept=kept, absorbed=gone, by=UserFactory())
    edit_profile(coop=kept, by=UserFactory(), changes={"name": "The Morning Bakery"})
    with pytest.raises(CannotMerge, match="Rename it first"):
        unmerge(merge=done, by=UserFactory())
    edit_profile(coop=kept, by=UserFactory(), changes={"name": "Morning Bakery"})
    unmerge(merge=done, by=UserFactory())
    gone.refresh_from_db()
    assert gone.slug == "the-morning-bakery"


@pytest.mark.parametrize("sells", [0, 1])
def test_two_that_agreed_on_prices_with_each_other_stay_two(sells: int) -> None:
    both = two()
    PriceOffer.objects.create(
        seller=both[sells],
        buyer=both[1 - sells],
        audience="agreement",
        percent_off_bp=500,
        min_quantity=1,
        starts=date(2026, 1, 1),
    )
    with pytest.raises(CannotMerge, match="agreed on prices with each other"):
        merge(kept=both[0], absorbed=both[1], by=UserFactory())


@pytest.mark.parametrize("hides", [0, 1])
def test_goods_neither_appear_nor_vanish_by_a_merge(hides: int) -> None:
    pair = two()
    ListingFactory(coop=pair[1])
    Cooperative.objects.filter(pk=pair[hides].pk).update(state="hidden")
    before = state()
    with pytest.raises(CannotMerge, match="Only one of the two is in the directory"):
        merge(kept=pair[0], absorbed=pair[1], by=UserFactory())
    assert state() == before


def test_what_nobody_told_of_refuses_the_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = two()
    ListingFactory(coop=gone)
    monkeypatch.delitem(hanging._registered, "catalog.Listing.coop")
    with pytest.raises(CannotMerge, match="that cannot move: listings"):
        merge(kept=kept, absorbed=gone, by=UserFactory())


def test_everything_that_hangs_on_a_coop_was_told_of() -> None:
    told = {(kind.model, kind.field) for kind in hanging.everything()}
    there = {
        (relation.related_model, relation.field.name)
        for relation in Cooperative._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }
    assert {(model, field) for model, field in there - told if model not in _STAYING} == set()


def test_an_entry_is_a_part_of_one_other_and_not_of_itself() -> None:
    kept, gone = two()
    with pytest.raises(CannotMerge, match="part of another"):
        merge(kept=kept, absorbed=kept, by=UserFactory())
    merge(kept=kept, absorbed=gone, by=UserFactory())
    with pytest.raises(CannotMerge, match="part of another"):
        merge(kept=kept, absorbed=gone, by=UserFactory())


def test_a_later_merge_is_taken_back_first() -> None:
    kept, gone = two()
    third = CoopFactory()
    first = merge(kept=kept, absorbed=gone, by=UserFactory())
    second = merge(kept=third, absorbed=kept, by=UserFactory())
    with pytest.raises(CannotMerge, match="Undo that first"):
        unmerge(merge=first, by=UserFactory())
    unmerge(merge=second, by=UserFactory())
    unmerge(merge=first, by=UserFactory())
    assert list(gone.sources.values_list("record", flat=True)) == ["2"]
