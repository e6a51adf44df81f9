"""The basket in place: htmx gets the pieces that change, at the addresses at which everybody else gets a page."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from directory.coops.models import Standing, State
from marketplace.cart.models import CartLine
from marketplace.catalog.models import Stock
from marketplace.pricing.services import set_network_discount
from tests.factories import CoopFactory, MembershipFactory
from tests.marketplace.trade import good, seller

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
CHANGES = ("add", "change", "remove", "put-back", "confirm", "take")


@pytest.fixture
def post(client):
    def send(path, data, **how):
        return client.post(f"/basket/{path}/", data, headers=HTMX, **how)

    return send


def put(post, variant, quantity=None):
    return post("add", {"variant": variant.public_id, **({"quantity": quantity} if quantity else {})})


def held():
    return list(CartLine.objects.order_by("pk").values_list("variant__listing__title_en", "quantity"))


def number_in_head(answer):
    return re.search(r'data-hx-swap-oob="innerHTML:#in-basket">([^<]*)<', answer.text)[1]


def spoken(answer):
    return re.search(r'data-hx-swap-oob="innerHTML:#told">([^<]*)<', answer.text)[1]


# --- Putting something in ---------------------------------------------------------------------------------------------


def test_the_answer_is_a_strip_and_a_number_and_no_page(post, greens, bread):
    put(post, bread)
    answer = put(post, greens, "2")
    assert answer.status_code == 200
    assert "Collards: 2 in your basket." in answer.text
    assert "3 things in all" in answer.text
    assert number_in_head(answer) == "Basket: 3 things"
    assert 'href="/basket/"' in answer.text
    assert len(answer.content) < 1_000
    assert not re.search(r"<(html|main|header|footer|script|form)", answer.text)


def test_it_says_how_much_of_it_is_there_now(post, greens):
    put(post, greens)
    assert "Collards: 3 in your basket." in put(post, greens, "2").text


def test_ordering_it_right_away_leaves_the_page(client, post, greens):
    answer = post("add", {"variant": greens.public_id, "quantity": "2", "then": "order"})
    assert (answer.headers["HX-Redirect"], answer.content) == ("/checkout/", b"")
    assert client.cookies["basket_n"].value == "2"
    assert held() == [("Collards", 2)]


def test_the_browser_is_told_what_it_holds(client, post, greens):
    answer = put(post, greens, "2")
    assert client.cookies["basket_n"].value == "2"
    assert "cart" in client.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_nothing_is_left_to_say_on_the_next_page(client, post, greens):
    put(post, greens)
    assert "In your basket: Collards." not in client.get("/market/").text


def test_a_name_is_shown_as_text(post, farm):
    assert "&lt;b&gt;Okra&lt;/b&gt;: 1 in" in put(post, good(farm, "<b>Okra</b>")).text


def test_a_double_click_adds_once_and_the_next_press_again(greens):
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get("/market/").text)[1]
    data = {"variant": greens.public_id, "csrfmiddlewaretoken": token}
    for press in ("1", "1", "2", "2"):
        answer = client.post("/basket/add/", {**data, "press": press}, headers=HTMX)
    assert "Collards: 2 in your basket." in answer.text
    assert held() == [("Collards", 2)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "Choose 1 or more."),
        ("1000000000", "Only 9 are left."),
        ("two", "Type a whole number, such as 2."),
    ],
)
def test_what_is_wrong_comes_back_beside_the_field_with_what_was_typed(post, greens, typed, said):
    answer = put(post, greens, typed)
    assert (answer.status_code, answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == (
        422,
        "#offer",
        "innerHTML",
    )
    assert f'id="quantity_error" role="alert">{said}' in answer.text
    assert f'value="{typed}"' in answer.text
    assert answer.text.count(" autofocus") == 1
    assert answer.text.count("<form") == 1
    assert "<main" not in answer.text
    assert held() == []


def test_what_comes_back_can_be_sent(greens):
    client = Client(enforce_csrf_checks=True)
    pattern = r'csrfmiddlewaretoken" value="([^"]+)"'
    first = re.search(pattern, client.get(greens.listing.get_absolute_url()).text)[1]
    data = {"variant": greens.public_id, "quantity": "0", "csrfmiddlewaretoken": first}
    again = re.search(pattern, client.post("/basket/add/", data, headers=HTMX).text)[1]
    data |= {"quantity": "2", "csrfmiddlewaretoken": again}
    assert client.post("/basket/add/", data, headers=HTMX).status_code == 200
    assert held() == [("Collards", 2)]


def test_sold_out_meanwhile_the_form_is_gone(post, greens):
    Stock.objects.update(available=0)
    answer = put(post, greens, "1")
    assert answer.status_code == 422
    assert "Sold out" in answer.text
    assert "This is sold out for now." in answer.text
    assert "<form" not in answer.text


def test_on_a_card_it_stands_below_the_button(post, greens):
    Stock.objects.update(available=0)
    answer = put(post, greens)
    assert (answer.status_code, answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == (
        422,
        "this",
        "beforeend",
    )
    assert answer.text == '<p class="error" role="alert">This is sold out for now.</p>'


@pytest.mark.parametrize("state", [State.CLOSED, State.HIDDEN])
@pytest.mark.parametrize("quantity", [None, "2"])
def test_of_a_coop_that_has_closed_nothing_is_put_in(post, greens, farm, state, quantity):
    farm.state = state
    farm.save()
    answer = put(post, greens, quantity)
    assert answer.status_code == 422
    assert "no longer for sale" in answer.text.lower()
    assert held() == []


def test_nothing_unknown_can_be_put_in(post):
    assert post("add", {"variant": "nosuchone"}).status_code == 404
    assert post("put-back", {"variant": "nosuchone"}).status_code == 404


def test_it_asks_for_no_more_than_it_must(post, farm, greens, django_assert_max_num_queries):
    for n in range(20):
        put(post, good(farm, f"Thing {n}"))
    with django_assert_max_num_queries(8):  # two of them begin and end the transaction
        put(post, greens)


# --- In the basket ----------------------------------------------------------------------------------------------------


def test_an_amount_moves_every_sum(post, greens, bread):
    put(post, greens)
    put(post, bread)
    answer = post("change", {f"q-{greens.public_id}": "2", f"q-{bread.public_id}": "1"})
    assert answer.status_code == 200
    assert 'value="2"' in answer.text
    assert "$22.80 reaches them" in answer.text
    assert spoken(answer) == "To pay: $32.40."
    assert number_in_head(answer) == "Basket: 3 things"
    assert "<html" not in answer.text


def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_done(post, greens, bread):
    put(post, greens)
    put(post, bread)
    answer = post("change", {f"q-{greens.public_id}": "1e9", f"q-{bread.public_id}": "3"})
    assert answer.status_code == 422
    assert "HX-Retarget" not in answer.headers
    assert 'value="1e9"' in answer.text
    assert "Type a whole number, such as 2." in answer.text
    assert held() == [("Collards", 1), ("Sandwich loaf", 3)]


def test_what_was_taken_out_can_be_put_back_where_it_stood(post, greens, bread, farm):
    put(post, greens, "4")
    put(post, good(farm, "Okra"))
    put(post, bread)
    gone = post("remove", {"variant": greens.public_id})
    assert spoken(gone).startswith("Collards: taken out. To pay: $")
    assert gone.text.index("Put it back") < gone.text.index("Okra</a>")
    assert f'name="back-{greens.public_id}" value="4"' in gone.text
    back = post("put-back", {"variant": greens.public_id, f"back-{greens.public_id}": "4"})
    assert "Put it back" not in back.text
    assert sorted(held()) == [("Collards", 4), ("Okra", 1), ("Sandwich loaf", 1)]


def test_a_coops_last_thing_can_be_put_back_under_its_name(post, greens, bread):
    put(post, greens)
    put(post, bread)
    text = post("remove", {"variant": bread.public_id}).text
    assert text.index("Morning Shift Bakery") < text.index("Put it back") < text.index("Three Creeks Growers")


def test_the_last_thing_too(post, greens):
    put(post, greens)
    gone = post("change", {f"q-{greens.public_id}": "0"})
    assert spoken(gone) == "Collards: taken out. Your basket is empty."
    assert number_in_head(gone) == ""
    assert "Put it back" in gone.text
    assert "Nothing in it yet" in gone.text
    assert "Go to checkout" not in gone.text


def test_what_is_sold_meanwhile_is_not_put_back(post, greens):
    put(post, greens, "2")
    post("remove", {"variant": greens.public_id})
    Stock.objects.update(available=1)
    answer = post("put-back", {"variant": greens.public_id, f"back-{greens.public_id}": "2"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "this")
    assert "Only 1 is left." in answer.text
    assert held() == []


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["in place", "plainly"])
def test_an_amount_just_typed_is_not_lost_by_another_button(client, post, greens, bread, headers):
    put(post, greens)
    put(post, bread)
    data = {"variant": greens.public_id, f"q-{greens.public_id}": "1", f"q-{bread.public_id}": "3"}
    client.post("/basket/remove/", data, headers=headers)
    assert held() == [("Sandwich loaf", 3)]


def test_a_new_price_is_agreed_to_in_place(post, greens):
    put(post, greens)
    greens.price_minor = 1350
    greens.save()
    answer = post("confirm", {"variant": greens.public_id, f"price-{greens.public_id}": "1350"})
    assert "Go to checkout" in answer.text
    assert "Now it is" not in answer.text


def test_fewer_are_taken_in_place(post, greens):
    put(post, greens, "5")
    Stock.objects.update(available=3)
    assert "Go to checkout" in post("take", {"variant": greens.public_id}).text
    assert held() == [("Collards", 3)]


def test_a_browser_that_has_lost_its_basket_is_shown_an_empty_one(post, greens):
    answer = post("change", {f"q-{greens.public_id}": "2"})
    assert answer.status_code == 200
    assert "Nothing in it yet" in answer.text


def test_it_asks_as_many_queries_for_one_line_as_for_twenty(post, farm, django_assert_max_num_queries):
    things = [good(farm, f"Thing {n}") for n in range(20)]
    for thing in things:
        put(post, thing)
    with django_assert_max_num_queries(18):
        post("change", {f"q-{things[0].public_id}": "3"})


# --- The same address, two answers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", CHANGES)
def test_without_htmx_the_answer_is_a_page(client, greens, change):
    client.post("/basket/add/", {"variant": greens.public_id})
    answer = client.post(f"/basket/{change}/", {"variant": greens.public_id, f"q-{greens.public_id}": "2"})
    assert answer.status_code == 302
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("change", CHANGES)
def test_what_stands_between_knows_that_there_are_two(post, greens, change):
    put(post, greens)
    answer = post(change, {"variant": greens.public_id})
    assert answer.status_code == 200
    assert "HX-Request" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_page_from_the_browsers_own_store_is_told_the_number(client, post, greens, django_assert_num_queries):
    put(post, greens, "3")
    with django_assert_num_queries(0):
        answer = client.get("/basket/strip/", headers=HTMX)
    assert number_in_head(answer) == "Basket: 3 things"
    assert "See basket" in answer.text
    assert client.get("/basket/strip/").headers["Location"] == "/basket/"


@pytest.mark.parametrize("path", ["/market/", "listing", "/basket/", "coop"])
def test_a_page_with_a_basket_button_has_what_it_takes(client, greens, farm, path):
    address = {"listing": greens.listing.get_absolute_url(), "coop": farm.get_absolute_url()}.get(path, path)
    client.post("/basket/add/", {"variant": greens.public_id})
    text = client.get(address).text
    assert 'data-hx-post="/basket/' in text
    assert text.count('id="strip" role="status"') == 1
    assert text.count('id="in-basket"') == 1
    assert text.count("htmx.min.js") == 1
    assert text.index("htmx.min.js") < text.index("in-place.js")


@pytest.mark.parametrize("path", ["/co-ops/", "/pickup/", "/account/login/"])
def test_a_page_without_one_does_not_load_it(client, path):
    assert "htmx" not in client.get(path, follow=True).text


# --- The network's price ----------------------------------------------------------------------------------------------


def test_only_the_coop_that_gets_it_sees_the_networks_price(client, post, greens, farm):
    set_network_discount(seller=farm, percent_off_bp=1000)
    for answer in (put(post, greens, "1"), put(post, greens, "0"), post("change", {f"q-{greens.public_id}": "2"})):
        assert "10.80" not in answer.text
        assert "21.60" not in answer.text
        assert "Network co-op" not in answer.text
    member = CoopFactory(name="The Kitchen", slug="kitchen", standing=Standing.MEMBER)
    buyer = MembershipFactory(cooperative=member, role="buyer").user
    client.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["buying_for"] = member.pk
    session.save()
    assert "$10.80" in put(post, greens, "0").text
    put(post, greens, "1")
    assert "$21.60" in post("change", {f"q-{greens.public_id}": "2"}).text
    cache.clear()
    assert "10.80" not in Client().get("/market/").text


def test_it_speaks_spanish(client):
    farm = seller()
    greens = good(farm, "Collards", stock=9)
    answer = client.post("/es/basket/add/", {"variant": greens.public_id, "quantity": "2"}, headers=HTMX)
    assert "2 en su canasta." in answer.text
    assert "2 artículos en total" in answer.text
