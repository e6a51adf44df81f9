"""The ticket and the demonstration card: a secret link that works on paper too."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from directory.coops.acting import Buyer
from marketplace.money import format_amount
from marketplace.orders.models import Order, OrderState, PurchaseState
from marketplace.payments.models import DemonstrationCharge, PaymentState
from marketplace.pricing.services import make_offer
from tests.factories import CoopFactory, MembershipFactory
from tests.marketplace.trade import Shopper, left_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(greens, bread):
    return Shopper().puts(greens, 2).puts(bread).orders()


@pytest.fixture
def waiting(greens):
    return Shopper().puts(greens, 2).orders("demonstration")


def link(purchase, rest=""):
    return f"/o/{purchase.code}/{purchase.token}/{rest}"


def card(purchase):
    return f"/demo-card/{purchase.payment.public_id}/?ticket={purchase.token}"


def test_the_sellers_blocks_stand_beside_the_code(client, placed):
    blocks = re.search(r'<p class="ticket-blocks"[^>]*>(.*?)</p>', client.get(link(placed)).text)[1]
    assert blocks.count("<svg") == 2


def test_it_says_what_where_when_and_what_to_pay(client, placed):
    text = client.get(link(placed)).text
    assert placed.code in text
    assert "Thank you, Ms. Ruth." in text
    assert "Poplar Street dock, 1 Poplar Street" in text
    assert "$22.80 reaches Three Creeks Growers." in text
    assert "Sales tax 5%: $0.40" in text
    assert "To pay at pickup" in text
    assert "$32.40" in text
    assert "<svg" in text
    assert "style=" not in text


def test_a_price_by_agreement_names_whom_it_is_with(client, farm, greens):
    bakery = CoopFactory()
    make_offer(seller=farm, buyer=bakery, percent_off_bp=1000)
    nia = MembershipFactory(cooperative=bakery, role="buyer").user
    bought = Shopper(Buyer(user=nia, coop=bakery)).puts(greens).orders()
    assert "Your agreement with Three Creeks Growers: 10% off" in client.get(link(bought)).text


def test_it_is_kept_by_nobody_and_told_to_nobody(client, placed):
    headers = client.get(link(placed)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex"


def test_its_code_may_be_typed_in_small_letters(client, placed):
    assert client.get(f"/o/{placed.code.lower()}/{placed.token}/").status_code == 200


def test_an_altered_link_leads_nowhere(client, placed, waiting):
    for address in (
        f"/o/{placed.code}/{placed.token[:-1]}x/",
        f"/o/{placed.code}/{waiting.token}/",
        f"/o/{placed.code}/x/",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address + "give-up/").status_code == 404


def test_an_old_link_leads_nowhere(client, placed):
    with time_machine.travel(timezone.now() + timedelta(days=200), tick=False):
        assert client.get(link(placed)).status_code == 404


def test_looking_writes_nothing(client, waiting, placed, django_assert_max_num_queries):
    for purchase in (waiting, placed):
        with django_assert_max_num_queries(8) as asked:
            client.get(link(purchase))
        assert not [q for q in asked.captured_queries if not q["sql"].startswith("SELECT")]


def test_a_part_is_stopped_after_asking(client, placed, greens, farm):
    order = placed.orders.get(coop=farm)
    asked = client.get(link(placed, f"stop/{order.public_id}/"))
    assert "Stop the order from Three Creeks Growers?" in asked.text
    order.refresh_from_db()
    assert order.state == OrderState.PLACED
    assert client.post(link(placed, f"stop/{order.public_id}/")).headers["Location"] == link(placed)
    order.refresh_from_db()
    assert (order.state, left_of(greens)) == (OrderState.CANCELLED, 9)
    text = client.get(link(placed)).text
    assert "Cancelled" in text
    assert "$8.40" in text


def test_after_the_cut_off_a_part_cannot_be_stopped(client, placed, farm):
    order = placed.orders.get(coop=farm)
    with time_machine.travel(order.cutoff + timedelta(minutes=1), tick=False):
        assert "stop/" not in client.get(link(placed)).text
        assert "can no longer be stopped" in client.post(link(placed, f"stop/{order.public_id}/"), follow=True).text
    order.refresh_from_db()
    assert order.state == OrderState.PLACED


def test_a_part_of_another_order_cannot_be_stopped_with_this_link(client, placed, greens):
    other = Order.objects.get(purchase=Shopper().puts(greens).orders())
    assert client.post(link(placed, f"stop/{other.public_id}/")).status_code == 404


def test_paying_by_the_demonstration_card(client, waiting):
    assert "This stands in for a card company. No money moves." in client.get(card(waiting)).text
    paid = client.post(card(waiting), {"choice": "pay", "ticket": waiting.token})
    assert paid.headers["Location"] == link(waiting)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.payment.state) == (PurchaseState.CONFIRMED, PaymentState.PAID)
    assert client.get(card(waiting)).headers["Location"] == link(waiting)


def test_declined_there_are_three_ways_on(client, waiting, greens):
    client.post(card(waiting), {"choice": "decline", "ticket": waiting.token})
    text = client.get(link(waiting)).text
    assert "The card was declined. You have not paid." in text
    again = client.post(link(waiting, "pay/"))
    assert again.headers["Location"] == card(waiting)
    client.post(link(waiting, "pay-at-pickup/"))
    waiting.refresh_from_db()
    assert (waiting.state, left_of(greens)) == (PurchaseState.CONFIRMED, 7)


def test_declined_one_can_let_it_be(client, waiting, greens):
    client.post(card(waiting), {"choice": "decline", "ticket": waiting.token})
    client.post(link(waiting, "give-up/"))
    assert "This order was not placed" in client.get(link(waiting)).text
    assert left_of(greens) == 9


def test_leaving_changes_nothing(client, waiting):
    assert client.post(card(waiting), {"choice": "leave", "ticket": waiting.token}).headers["Location"] == "/market/"
    assert f'href="/o/{waiting.code}/{waiting.token}/">Go on to pay</a>' in client.get("/market/").text
    waiting.refresh_from_db()
    assert (waiting.state, DemonstrationCharge.objects.get().outcome) == (PurchaseState.RESERVED, "open")


@pytest.mark.parametrize("choice", ["", "refund", "PAY"])
def test_another_choice_changes_nothing(client, waiting, choice):
    client.post(card(waiting), {"choice": choice, "ticket": waiting.token})
    assert DemonstrationCharge.objects.get().outcome == "open"


def test_the_card_needs_the_tickets_secret(client, waiting, placed):
    page = f"/demo-card/{waiting.payment.public_id}/"
    for address in (page, page + "?ticket=", page + f"?ticket={placed.token}", "/demo-card/x/?ticket=" + waiting.token):
        assert client.get(address).status_code == 404
        assert client.post(address, {"choice": "pay"}).status_code == 404
    assert DemonstrationCharge.objects.get().outcome == "open"


def test_outside_a_demonstration_there_is_no_such_card(client, waiting, settings):
    settings.DEMONSTRATION = False
    assert client.get(card(waiting)).status_code == 404
    assert client.post(card(waiting), {"choice": "pay", "ticket": waiting.token}).status_code == 404


def test_what_one_seller_took_at_pickup_is_not_to_pay_again(client, placed):
    first = placed.orders.order_by("pk")[0]
    Order.objects.filter(pk=first.pk).update(state=OrderState.HANDED_OVER)
    context = client.get(link(placed)).context
    assert context["taken"] == format_amount(first.total_minor, placed.currency)
    assert context["total"] == format_amount(placed.total_minor - first.total_minor, placed.currency)
    assert context["total_label"] == "To pay at pickup"
