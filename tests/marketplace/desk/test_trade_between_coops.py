"""Prices for co-ops are set at the seller's desk and seen at the buyer's; nobody else reads them."""

from datetime import timedelta

import pytest

from directory.coops.acting import Buyer
from directory.coops.models import Role
from marketplace.desk.buying import saved_by
from marketplace.pricing.models import PriceOffer
from marketplace.pricing.services import make_offer
from tests.factories import UserFactory
from tests.marketplace.desk.conftest import Desk, bought, member, said_by, text_of
from tests.marketplace.trade import good

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def discounts(coop):
    return list(PriceOffer.objects.filter(seller=coop, ends=None).values_list("audience", "percent_off_bp"))


class TestThePriceForCoops:
    @pytest.mark.parametrize(("typed", "points"), [("10", 1000), ("7.5", 750), ("7,5 %", 750), ("90", 9000)])
    def test_is_set_for_all_that_is_listed(self, desk, bakery, bread, typed, points):
        assert desk.post("prices/", percent=typed).status_code == 302
        assert discounts(bakery) == [("network", points)]

    def test_shows_what_a_coop_pays(self, desk, bread):
        desk.post("prices/", percent="10")
        assert desk.get("prices/").context["examples"] == [
            {"title": "Sandwich loaf", "unit": "a bunch", "public": "$8.00", "network": "$7.20"}
        ]

    @pytest.mark.parametrize("typed", ["", "ten", "-5", "91", "1e1", "7.555", "١٠", "NaN"])
    def test_that_is_none_is_refused_and_the_old_one_holds(self, desk, bakery, bread, typed):
        desk.post("prices/", percent="10")
        answer = desk.post("prices/", percent=typed)
        assert answer.status_code == 422
        assert answer.context["form"].errors == {"percent": ["Write a number from 0 to 90, like 10 or 7.5."]}
        assert discounts(bakery) == [("network", 1000)]

    def test_zero_ends_it(self, desk, bakery, bread):
        desk.post("prices/", percent="10")
        answer = desk.post("prices/", percent="0")
        assert said_by(answer)[-1] == "Network co-ops now pay what everybody pays."
        assert discounts(bakery) == []

    def test_an_offer_to_one_coop_is_listed_and_ended(self, desk, bakery, farm, bread):
        offer = make_offer(seller=bakery, buyer=farm, variant=bread, price_minor=650)
        assert "Three Creeks Growers: $6.50" in text_of(desk.get("prices/"))
        assert desk.get(f"prices/{offer.public_id}/end/").status_code == 405
        desk.post(f"prices/{offer.public_id}/end/")
        assert "Three Creeks Growers" not in text_of(desk.get("prices/"))

    def test_another_coops_offer_is_not_ours_to_end(self, desk, farm):
        offer = make_offer(seller=farm, percent_off_bp=1000)
        assert desk.post(f"prices/{offer.public_id}/end/").status_code == 404
        assert discounts(farm) == [("network", 1000)]


class TestWhatTheCoopBought:
    @pytest.fixture
    def order(self, bakery, farm, dell):
        make_offer(seller=farm, percent_off_bp=1000)
        collards = good(farm, "Collards", price=500, stock=9)
        return bought((collards, 4), buyer=Buyer(user=dell, coop=bakery))

    def test_stands_at_its_desk_with_the_reason_and_what_it_saved(self, desk, order):
        page = text_of(desk.get("buying/"))
        assert order.purchase.code in page
        assert "4 × Collards, a bunch" in page and "Network co-op price: 10% off" in page
        assert '<p class="big-number">$2.00</p>' in page

    def test_stands_newest_first_by_when_it_was_placed(self, desk, bakery, farm, dell, order):
        earlier = bought((good(farm, "Okra", price=400, stock=9), 1), buyer=Buyer(user=dell, coop=bakery)).purchase
        type(earlier).objects.filter(pk=earlier.pk).update(confirmed=order.purchase.confirmed - timedelta(days=9))
        codes = [shown.purchase.code for shown in desk.get("buying/").context["purchases"]]
        assert codes == [order.purchase.code, earlier.code]

    def test_saves_what_the_public_pays_more(self, bakery, farm, order):
        assert (saved_by(bakery), saved_by(farm)) == (200, 0)

    def test_is_not_seen_at_another_desk(self, client, farm, pearl, order):
        page = text_of(Desk(client, pearl, farm).get("buying/"))
        assert order.purchase.code not in page and "$0.00" in page

    def test_shows_at_the_sellers_desk_who_buys_and_why_for_less(self, client, farm, pearl, order):
        page = text_of(Desk(client, pearl, farm).get(f"orders/{order.public_id}/"))
        assert "Morning Shift Bakery (Ms. Ruth)" in page and "Network co-op price: 10% off" in page


class TestBuyingForTheCoop:
    def test_is_chosen_at_the_desk_and_stands_at_the_top_of_the_market(self, client, desk, bread):
        assert "Buy for Morning Shift Bakery" in text_of(desk.get("buying/"))
        client.post("/account/buying-for/", {"coop": "morning-shift-bakery", "next": "/market/"})
        assert "Buying for: Morning Shift Bakery" in text_of(client.get("/market/"))
        client.post("/account/buying-for/", {"coop": "", "next": "/market/"})
        assert "Buying for: Morning Shift Bakery" not in text_of(client.get("/market/"))

    def test_ends_with_the_role(self, client, bakery, bread):
        nia = member(bakery, Role.BUYER)
        client.force_login(nia, backend=BACKEND)
        client.post("/account/buying-for/", {"coop": bakery.slug})
        nia.memberships.all().delete()
        assert "Buying for: Morning Shift Bakery" not in text_of(client.get("/market/"))

    def test_costs_a_stranger_no_query(self, client, bread, django_assert_num_queries):
        client.get("/pickup/")
        strange = client.get("/pickup/")
        assert "Buying for" not in text_of(strange) and "sessionid" not in strange.cookies

    def test_is_not_offered_to_who_may_only_look(self, client, bakery):
        books = Desk(client, member(bakery, Role.BOOKKEEPER), bakery)
        assert "Buy for Morning Shift Bakery" not in text_of(books.get("buying/"))


def test_a_resident_with_an_account_has_no_banner(client, bread):
    client.force_login(UserFactory(), backend=BACKEND)
    assert "Buying for" not in text_of(client.get("/market/"))
