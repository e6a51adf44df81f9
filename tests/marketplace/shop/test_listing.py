"""The page of one thing: its price, whom the money reaches, and how to get it."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

from directory.coops.models import Standing, State
from marketplace.cart.models import CartLine
from marketplace.catalog.models import ListingState, Unit
from marketplace.fulfilment.models import PickupPlace
from marketplace.pricing.services import set_network_discount
from marketplace.shop import listing as listing_page
from tests.factories import CoopFactory, ListingFactory, MembershipFactory, UserFactory
from tests.marketplace.trade import good

pytestmark = pytest.mark.django_db


def address(variant):
    return variant.listing.get_absolute_url()


def structured(response):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.DOTALL)[1])


def test_it_says_the_price_and_whom_it_reaches(client, greens):
    text = client.get(address(greens)).text
    assert "Of $12.00, $11.40 reaches Three Creeks Growers." in text
    assert "The other $0.60 runs the van, the dock and the phone." in text
    assert "No sales tax: sold by its own grower" in text
    assert "9 left" in text


def test_another_name_in_the_address_leads_to_the_right_one(client, greens):
    moved = client.get(f"/market/old-name-{greens.listing.public_id}/")
    assert (moved.status_code, moved.headers["Location"]) == (301, address(greens))


def test_it_tells_machines_the_public_price(client, greens):
    about = structured(client.get(address(greens)))
    assert (about["@type"], about["name"]) == ("Product", "Collards")
    offer = about["offers"][0]
    assert (offer["price"], offer["priceCurrency"], offer["availability"]) == (
        "12.00",
        "USD",
        "https://schema.org/InStock",
    )


def test_a_name_cannot_break_out_of_what_machines_read(client, farm):
    bad = good(farm, "</script><script>alert(1)</script>", slug="bad")
    text = client.get(address(bad)).text
    assert "<script>alert" not in text
    assert structured(client.get(address(bad)))["name"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("state", [ListingState.HIDDEN, ListingState.DRAFT])
def test_hidden_it_is_nowhere(client, greens, state):
    greens.listing.state = state
    greens.listing.save()
    assert client.get(address(greens)).status_code == 404


def test_of_a_closed_coop_it_says_so_and_has_no_button(client, greens, farm):
    farm.state = State.CLOSED
    farm.save()
    shown = client.get(address(greens))
    assert shown.status_code == 200
    assert "No longer for sale" in shown.text
    assert "Add to basket" not in shown.text
    assert "ld+json" not in shown.text


@pytest.mark.parametrize("state", [State.HIDDEN, State.WAITING])
def test_of_a_hidden_coop_it_is_nowhere(client, greens, farm, state):
    farm.state = state
    farm.save()
    assert client.get(address(greens)).status_code == 404


def test_sold_out_it_has_no_button(client, farm):
    gone = good(farm, "Rolls", stock=0)
    text = client.get(address(gone)).text
    assert "Sold out" in text
    assert "Add to basket" not in text


def test_without_a_coming_pickup_it_has_no_button(client, greens, farm):
    farm.window_rules.all().delete()
    text = client.get(address(greens)).text
    assert "No pickup in the coming days" in text
    assert "Add to basket" not in text


def test_several_variants_are_chosen_from(client, greens):
    greens.listing.variants.create(name_en="Crate", price_minor=4000, unit="box", position=1)
    text = client.get(address(greens)).text
    assert text.count('type="radio" name="variant"') == 2


def test_the_amount_moves_without_javascript(client, greens):
    moved = client.post("/basket/add/", {"variant": greens.public_id, "quantity": "2", "step": "1"})
    assert moved.headers["Location"] == f"{address(greens)}?variant={greens.public_id}&quantity=3#buy"
    assert 'value="3"' in client.get(moved.headers["Location"]).text


def _stock(variant, units):
    variant.stock.available = units
    variant.stock.save()


def _price(variant, minor):
    variant.price_minor = minor
    variant.save()


def _place(variant, name):
    PickupPlace.objects.filter(rules__coop=variant.listing.coop).update(name_en=name)
    cache.delete_many([f"windows:{variant.listing.coop_id}"])  # windows themselves may be some seconds late


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda variant: _stock(variant, 3), "3 left"),
        (lambda variant: _price(variant, 1300), "$13.00"),
        (lambda variant: _place(variant, "Chestnut Street porch"), "Chestnut Street porch"),
    ],
)
def test_seen_before_it_still_follows_what_is_true_now(client, greens, change, said):
    assert said not in client.get(address(greens)).text
    change(greens)
    assert said in client.get(address(greens)).text


def test_each_reader_has_a_token_and_a_language_of_their_own(client, greens):
    tokens = {re.search(r'csrfmiddlewaretoken" value="(\w+)"', Client().get(address(greens)).text)[1] for _ in range(2)}
    assert len(tokens) == 2
    assert "Agregar" not in client.get(address(greens)).text
    assert "Add to basket" not in client.get(f"/es{address(greens)}").text


def test_of_plenty_it_is_drawn_once_whatever_is_sold(client, greens, monkeypatch):
    _stock(greens, 300)
    first = client.get(address(greens)).text
    monkeypatch.setattr(listing_page, "_told", None)  # another drawing would fail
    _stock(greens, 120)
    assert client.get(address(greens)).text.count("Add to basket") == first.count("Add to basket")


def test_it_asks_at_most_twelve_queries(client, greens, farm, django_assert_max_num_queries):
    for _ in range(20):
        ListingFactory(coop=farm)
    with django_assert_max_num_queries(11):
        client.get(address(greens))


# --- The network's price ---------------------------------------------------------------------------------------------


@pytest.fixture
def discounted(greens, farm):
    set_network_discount(seller=farm, percent_off_bp=1000)
    return greens


@pytest.fixture
def member():
    return CoopFactory(name="The Kitchen", slug="kitchen", standing=Standing.MEMBER)


@pytest.fixture
def buys_for(client, member):
    def choose(coop=member):
        buyer = MembershipFactory(cooperative=coop, role="buyer").user
        client.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["buying_for"] = coop.pk
        session.save()
        return buyer

    return choose


PAGES = ("/market/", "/market/?sort=price", "/market/c/food/", "listing", "/basket/", "/checkout/", "coop")


def pages_of(variant):
    variant.listing.topics.get_or_create(slug="food", name_en="Food", name_es="Comida")
    names = {"listing": address(variant), "coop": variant.listing.coop.get_absolute_url()}
    return [names.get(page, page) for page in PAGES]


def test_a_card_of_the_market_says_a_member_coop_its_price_the_unit_and_why(client, discounted, buys_for):
    buys_for()
    card = re.search(r'<p class="price">\$10\.80.*?</article>', client.get("/market/").text, re.DOTALL)[0]
    assert f"<small>{Unit(discounted.unit).label}</small>" in card
    assert "Network co-op price: 10% off, public price $12.00" in card


def test_a_member_coop_sees_its_price_beside_the_public_one_with_the_reason(client, discounted, buys_for):
    buys_for()
    shown = client.get(address(discounted))
    assert "$10.80" in shown.text
    assert "public price $12.00" in shown.text
    assert "Network co-op price: 10% off" in shown.text
    assert "Of $10.80, $10.26 reaches Three Creeks Growers." in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert structured(shown)["offers"][0]["price"] == "12.00"


def test_the_market_tells_a_member_coop_its_price(client, discounted, buys_for):
    buys_for()
    shown = client.get("/market/")
    assert "$10.80" in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "who", ["stranger", "resident", "buyer for herself", "buyer of a candidate", "role taken away"]
)
def test_nobody_else_ever_sees_it(client, discounted, buys_for, who, member):
    buys_for()
    for page in pages_of(discounted):
        client.get(page)  # a member has looked at every page just before
    client.logout()
    if who == "resident":
        client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    elif who == "buyer for herself":
        buys_for()
        session = client.session
        del session["buying_for"]
        session.save()
    elif who == "buyer of a candidate":
        buys_for(CoopFactory(standing=Standing.CANDIDATE))
    elif who == "role taken away":
        buys_for().memberships.all().delete()
    client.post("/basket/add/", {"variant": discounted.public_id})
    for page in pages_of(discounted):
        text = client.get(page).text
        assert "10.80" not in text, page
        assert "Network co-op price" not in text, page


@pytest.mark.parametrize(
    "extra", [{"price": "1080"}, {"buyer": "kitchen"}, {"coop": "kitchen"}, {"buying_for": "1"}, {"unit_price": "1"}]
)
def test_nothing_in_a_form_or_an_address_gets_it(client, discounted, extra):
    client.post(
        "/basket/add/?" + "&".join(f"{k}={v}" for k, v in extra.items()), {"variant": discounted.public_id, **extra}
    )
    assert CartLine.objects.get().seen_minor == 1200
    client.post("/basket/confirm/", {"variant": discounted.public_id, f"price-{discounted.public_id}": "1080"})
    assert "$12.00" in client.get("/basket/").text
    assert "10.80" not in client.get("/checkout/", extra).text
