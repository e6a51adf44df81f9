"""A co-op works on its own part of a purchase, and on nothing else."""

import pytest

from directory.coops.models import Role
from ground.outbox import OutboxTask
from marketplace.orders.models import Line, LineState, Order, OrderEvent, OrderState
from tests.factories import MembershipFactory, UserFactory
from tests.marketplace.desk.conftest import Desk, bought, member, said_by, text_of
from tests.marketplace.trade import Shopper, books_balance, good, left_of

pytestmark = pytest.mark.django_db


def state(order):
    return Order.objects.get(pk=order.pk).state


def told(message):
    return OutboxTask.objects.filter(kind="purchase.notify", payload__message=message).count()


def test_today_shows_what_waits_and_the_button_that_does_it(desk, bread):
    order = bought((bread, 2))
    page = text_of(desk.get())
    assert f'action="/desk/morning-shift-bakery/orders/{order.public_id}/accept/"' in page
    assert "To accept (1)" in page and '<b class="num">2</b> × <bdi>Sandwich loaf</bdi>, a bunch' in page


def test_with_nothing_to_do_today_names_the_next_cutoff(desk, bread):
    page = text_of(desk.get())
    assert "Nothing to do." in page and "Next cut-off Thursday." in page


def test_an_order_is_accepted_made_ready_and_handed_over(desk, dell, bread):
    order = bought((bread, 2))
    for step, expected in (("accept", "accepted"), ("ready", "ready"), ("hand-over", "handed_over")):
        answer = desk.post(f"orders/{order.public_id}/{step}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{desk.root}orders/{order.public_id}/")
        assert state(order) == expected
    assert list(OrderEvent.objects.filter(order=order, by=dell).values_list("became", flat=True)) == [
        "accepted",
        "ready",
        "handed_over",
    ]
    assert books_balance()


def test_a_second_press_is_told_that_somebody_did_it_and_changes_nothing(desk, bread):
    order = bought((bread, 1))
    desk.post(f"orders/{order.public_id}/accept/")
    events = OrderEvent.objects.count()
    answer = desk.post(f"orders/{order.public_id}/accept/")
    assert said_by(answer)[-1] == (
        f"{order.purchase.code}: somebody did it already. It is now “Accepted”, and nothing was changed."
    )
    assert (state(order), OrderEvent.objects.count()) == ("accepted", events)


@pytest.mark.parametrize("step", ["accept", "ready", "hand-over"])
def test_looking_changes_nothing(desk, bread, step):
    order = bought((bread, 1))
    assert desk.get(f"orders/{order.public_id}/{step}/").status_code == 405
    assert state(order) == "placed"


def test_at_hand_over_the_sum_to_take_stands_there_in_big_figures(desk, bread):
    order = bought((bread, 2))
    desk.post(f"orders/{order.public_id}/accept/")
    assert "change-due" not in text_of(desk.get(f"orders/{order.public_id}/"))
    desk.post(f"orders/{order.public_id}/ready/")
    page = text_of(desk.get(f"orders/{order.public_id}/"))
    assert '<p class="change-due">$16.80</p>' in page  # 16.00 and groceries tax of 5 %
    assert "$16.80 taken, handed over" in page


def test_a_desk_shows_its_own_lines_only(client, desk, bread, farm, pearl):
    collards = good(farm, "Collards", price=350, stock=9)
    shopper = Shopper().puts(bread, 1).puts(collards, 3)
    purchase = shopper.orders()
    ours, theirs = (purchase.orders.get(coop=coop) for coop in (bread.listing.coop, farm))
    page = text_of(desk.get(f"orders/{ours.public_id}/"))
    assert "Sandwich loaf" in page and "Collards" not in page and "Three Creeks" not in page
    assert desk.get(f"orders/{theirs.public_id}/").status_code == 404
    assert desk.post(f"orders/{theirs.public_id}/accept/").status_code == 404
    line = theirs.lines.get()
    assert desk.post(f"lines/{line.public_id}/cancel/", reason="short").status_code == 404
    assert (state(theirs), Line.objects.get(pk=line.pk).state, left_of(collards)) == ("placed", "active", 6)


def test_an_order_whose_payment_is_not_there_yet_is_not_at_the_desk(desk, bread):
    shopper = Shopper().puts(bread, 1)
    order = shopper.orders("demonstration").orders.get()
    assert order.state == OrderState.PENDING
    assert desk.get(f"orders/{order.public_id}/").status_code == 404
    assert order.purchase.code not in text_of(desk.get("orders/"))


class TestCancelling:
    def test_a_line_is_taken_out_with_a_reason_the_stock_comes_back_and_the_buyer_hears(self, desk, bread, rolls):
        order = bought((bread, 2), (rolls, 1))
        line = order.lines.get(title_en="Sandwich loaf")
        assert left_of(bread) == 3
        answer = desk.post(f"lines/{line.public_id}/cancel/", reason="short", words="The oven broke.")
        assert answer.status_code == 302
        line.refresh_from_db()
        assert (line.state, line.cancel_reason) == (
            LineState.CANCELLED,
            "We do not have enough of it. The oven broke.",
        )
        assert (left_of(bread), left_of(rolls), state(order), told("line_cancelled")) == (5, 8, "placed", 1)
        assert books_balance()

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            ({}, "Choose a reason. The buyer reads it."),
            ({"reason": "other"}, "Write the reason in a few words."),
            ({"reason": "because"}, "Select a valid choice. because is not one of the available choices."),
        ],
    )
    def test_without_a_reason_nothing_is_taken_out(self, desk, bread, typed, wrong):
        order = bought((bread, 2))
        line = order.lines.get()
        answer = desk.post(f"lines/{line.public_id}/cancel/", **typed)
        assert answer.status_code == 422 and wrong in text_of(answer)
        line.refresh_from_db()
        assert (line.state, left_of(bread), told("line_cancelled")) == (LineState.ACTIVE, 3, 0)

    def test_the_page_that_asks_changes_nothing(self, desk, bread):
        order = bought((bread, 2))
        page = text_of(desk.get(f"orders/{order.public_id}/cancel/"))
        assert "Ms. Ruth pays $16.80 less" in page
        assert (state(order), left_of(bread)) == ("placed", 3)

    def test_the_whole_order_goes_with_one_reason(self, desk, bread, rolls):
        order = bought((bread, 2), (rolls, 3))
        desk.post(f"orders/{order.public_id}/cancel/", reason="closed")
        assert (state(order), left_of(bread), left_of(rolls)) == ("cancelled", 5, 9)
        assert set(order.lines.values_list("cancel_reason", flat=True)) == {"We are closed that day."}
        assert books_balance()

    def test_taken_out_twice_the_stock_comes_back_once(self, desk, bread, rolls):
        order = bought((bread, 2), (rolls, 1))
        line = order.lines.get(title_en="Sandwich loaf")
        for _press in range(2):
            answer = desk.post(f"lines/{line.public_id}/cancel/", reason="short")
        assert said_by(answer)[-1] == "Somebody took it out already. Nothing was changed."
        assert (left_of(bread), told("line_cancelled")) == (5, 1)

    def test_after_hand_over_it_is_too_late(self, desk, bread):
        order = bought((bread, 2))
        for step in ("accept", "ready", "hand-over"):
            desk.post(f"orders/{order.public_id}/{step}/")
        line = order.lines.get()
        answer = desk.post(f"lines/{line.public_id}/cancel/", reason="short")
        assert "It is now “Handed over”" in said_by(answer)[-1]
        line.refresh_from_db()
        assert (line.state, left_of(bread)) == (LineState.ACTIVE, 3)


class TestAPacker:
    def test_packs_but_neither_accepts_nor_cancels_nor_hands_over(self, client, bakery, otis, bread):
        order = bought((bread, 1))
        packer = Desk(client, otis, bakery)
        assert packer.post(f"orders/{order.public_id}/accept/").status_code == 403
        assert packer.post(f"orders/{order.public_id}/cancel/", reason="short").status_code == 403
        assert packer.post(f"orders/{order.public_id}/hand-over/").status_code == 403
        assert state(order) == "placed"
        Order.objects.filter(pk=order.pk).update(state="accepted")
        packer.post(f"orders/{order.public_id}/ready/")
        assert state(order) == "ready"

    def test_sees_the_buyers_name_and_not_the_phone(self, client, bakery, otis, dell, bread):
        order = bought((bread, 1))
        page = text_of(Desk(client, otis, bakery).get(f"orders/{order.public_id}/"))
        assert "Ms. Ruth" in page and "601-555-0118" not in page and "+16015550118" not in page
        page = text_of(Desk(client, dell, bakery).get(f"orders/{order.public_id}/"))
        assert "601-555-0118" in page

    def test_has_the_tabs_of_the_role_and_no_more(self, client, bakery, otis):
        page = text_of(Desk(client, otis, bakery).get())
        assert '"/desk/morning-shift-bakery/orders/"' in page
        assert "/desk/morning-shift-bakery/money/" not in page and "/desk/morning-shift-bakery/people/" not in page

    def test_with_a_second_role_may_what_either_may(self, client, bakery, otis):
        MembershipFactory(cooperative=bakery, user=otis, role=Role.BOOKKEEPER)
        both = Desk(client, otis, bakery)
        assert [both.get(path).status_code for path in ("orders/", "money/", "listings/")] == [200, 200, 403]


def test_a_buyer_sees_purchases_and_no_orders(client, bakery, bread):
    order = bought((bread, 1))
    nia = Desk(client, member(bakery, Role.BUYER), bakery)
    assert nia.get("buying/").status_code == 200
    assert nia.get(f"orders/{order.public_id}/").status_code == 403
    assert order.purchase.code not in text_of(nia.get())


def test_a_buyers_phone_is_gone_once_the_order_is_over(desk, bread):
    order = bought((bread, 1))
    for step in ("accept", "ready", "hand-over"):
        desk.post(f"orders/{order.public_id}/{step}/")
    assert "601-555-0118" not in text_of(desk.get(f"orders/{order.public_id}/"))


@pytest.mark.parametrize("typed", ["{code}", "{spaced}", "ms. ruth"])
def test_an_order_is_found_by_what_the_buyer_says(desk, bread, typed):
    order = bought((bread, 1))
    code = order.purchase.code
    asked = typed.format(code=code, spaced=code.replace("-", " ").lower())
    assert code in text_of(desk.get("orders/", q=asked))
    assert code not in text_of(desk.get("orders/", q="no such thing"))


def test_the_pack_sheet_adds_up_by_product_and_by_customer(desk, bread, rolls):
    first, second, third = bought((bread, 2), (rolls, 1)), bought((bread, 1)), bought((rolls, 4))
    for order in (first, second):
        desk.post(f"orders/{order.public_id}/accept/")
    desk.post(f"lines/{first.lines.get(title_en='Dinner rolls').public_id}/cancel/", reason="quality")
    answer = desk.get(f"pack/{first.window_starts.date()}/")
    sheet = answer.context["sheet"]
    assert sheet.products == [("Sandwich loaf", "a bunch", 3)]
    assert {shown.order.pk for shown in sheet.orders} == {first.pk, second.pk}
    assert (sheet.to_accept, sheet.packed) == (1, 0)
    assert third.purchase.code not in text_of(answer)


def test_a_day_that_is_none_is_no_page(desk):
    assert desk.get("pack/2026-02-30/").status_code == 404


def test_a_step_leads_back_to_the_sheet_it_was_pressed_on_and_never_off_the_site(desk, bread):
    order = bought((bread, 1))
    back = desk.post(f"orders/{order.public_id}/accept/", next=desk.root)
    assert back.headers["Location"] == desk.root
    away = desk.post(f"orders/{order.public_id}/ready/", next="https://evil.example/")
    assert away.headers["Location"] == f"{desk.root}orders/{order.public_id}/"


def test_someone_of_two_coops_chooses_between_their_desks(client, bakery, farm, dell):
    client.force_login(dell, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").headers["Location"] == "/desk/morning-shift-bakery/"
    MembershipFactory(cooperative=farm, user=dell, role=Role.PACKER)
    page = text_of(client.get("/desk/"))
    assert "/desk/morning-shift-bakery/" in page and "/desk/three-creeks-growers/" in page


def test_without_a_coop_there_is_no_desk(client):
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").status_code == 404
