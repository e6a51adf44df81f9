"""The office is one list, the oldest promise first, and the money is explained."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.chapters.models import Proposal
from directory.coops.models import Cooperative
from directory.people.roles import NetworkRole, give_role
from ground import outbox, sealed
from ground.models import AuditEvent
from ground.outbox import GiveUp, OutboxTask
from marketplace.office.queue import Task, queue, working_days_after
from marketplace.orders import work
from marketplace.orders.models import Order, OrderState
from tests.factories import CoopFactory, UserFactory
from tests.marketplace.bulk import many_orders
from tests.marketplace.office.conftest import BACKEND
from tests.marketplace.trade import Shopper, good, seller

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Chicago")
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=ZONE)


def text_of(response):
    return " ".join(response.content.decode().split())


@outbox.handler("office.test")
def _always_fails(payload):
    raise GiveUp("The number is not in service.")


@pytest.fixture
def failed():
    task = outbox.enqueue("office.test", {})
    outbox.run_due()
    task.refresh_from_db()
    assert task.state == "failed"
    return task


class TestTheQueue:
    def test_puts_the_oldest_promise_first(self, office, failed):
        with time_machine.travel(TUESDAY):
            CoopFactory(name="Sweep and Sew", state="waiting")
            order = many_orders(seller(), 1, state="ready", starts=TUESDAY - timedelta(days=3))[0]
            OutboxTask.objects.filter(pk=failed.pk).update(finished=TUESDAY)
            tasks = office.get("/office/").context["queue"].tasks
            late = [task.late for task in tasks]
        assert [task.what for task in tasks] == [
            f"Was {order.purchase.code} handed over?",
            "A task failed",
            "Say yes or no to Sweep and Sew",
        ]
        assert late == [True, False, False]
        assert tasks[-1].due == TUESDAY + timedelta(days=2)

    def test_says_how_late_or_how_long_yet(self):
        with time_machine.travel(TUESDAY, tick=False):
            said = [
                (task.n, task.unit, task.late)
                for task in (
                    Task(TUESDAY - timedelta(hours=2), "", ""),
                    Task(TUESDAY + timedelta(hours=1), "", ""),
                    Task(TUESDAY + timedelta(days=3), "", ""),
                    Task(TUESDAY - timedelta(days=9), "", ""),
                )
            ]
        assert said == [
            (2, "hours late", True),
            (1, "hour left", False),
            (3, "days left", False),
            (9, "days late", True),
        ]

    @pytest.mark.parametrize(
        ("asked", "promised"),
        [
            (datetime(2026, 11, 24, 9, tzinfo=ZONE), datetime(2026, 11, 26, 9, tzinfo=ZONE)),
            (datetime(2026, 11, 26, 9, tzinfo=ZONE), datetime(2026, 11, 30, 9, tzinfo=ZONE)),
            (datetime(2026, 11, 28, 9, tzinfo=ZONE), datetime(2026, 12, 1, 9, tzinfo=ZONE)),
        ],
    )
    def test_counts_working_days(self, asked, promised):
        assert working_days_after(asked, 2) == promised

    def test_shows_a_proposal_without_who_sent_it(self, office):
        proposal = Proposal.objects.create(
            chapter_name="Friends in Detroit",
            city="Detroit",
            region="MI",
            reason="…",
            key=sealed.new_key(),
            sealed_name="sealed name",
            sealed_email="sealed mail",
        )
        page = text_of(office.get("/office/"))
        assert "A chapter wants to form: Friends in Detroit" in page
        assert f"/office/chapters/{proposal.public_id}/" in page
        assert "sealed name" not in page and "sealed mail" not in page

    def test_knows_orders_that_nobody_handed_over(self, office):
        farm = seller()
        past = timezone.now() - timedelta(days=1)
        many_orders(farm, 2, state="ready", starts=past)
        many_orders(farm, 3, state="handed_over", starts=past)
        many_orders(farm, 4, state="placed")
        assert queue().not_handed_over == 2

    def test_with_nothing_waiting_says_so(self, office):
        assert "Nothing is waiting." in text_of(office.get("/office/"))

    @pytest.mark.parametrize("rows", [20, 2000])
    def test_asks_at_most_twelve_times(self, office, rows):
        many_orders(seller(), rows, state="ready", starts=timezone.now() - timedelta(days=1))
        Cooperative.objects.bulk_create(
            Cooperative(name=f"W {n}", slug=f"w-{n}", kind="worker", state="waiting") for n in range(rows)
        )
        for path in ("/office/", "/office/co-ops/"):
            with CaptureQueriesContext(connection) as asked:
                assert office.get(path).status_code == 200
            assert len(asked) <= 12


class TestAFailedTask:
    def test_is_tried_again(self, office, failed, june):
        office.post(f"/office/tasks/{failed.pk}/retry/")
        failed.refresh_from_db()
        assert (failed.state, failed.attempts) == ("queued", 0)
        assert AuditEvent.objects.filter(actor=june, action="task retried", subject_id=str(failed.pk)).exists()

    def test_is_taken_off_the_list(self, office, failed):
        office.post(f"/office/tasks/{failed.pk}/dismiss/")
        failed.refresh_from_db()
        assert (failed.state, queue().failed) == ("done", 0)

    @pytest.mark.parametrize("step", ["retry", "dismiss"])
    def test_pressed_twice_it_happens_once(self, office, failed, step):
        for _press in range(2):
            assert office.post(f"/office/tasks/{failed.pk}/{step}/").status_code == 302
        assert AuditEvent.objects.filter(subject_kind="task", subject_id=str(failed.pk)).count() == 1

    @pytest.mark.parametrize("step", ["retry", "dismiss"])
    def test_is_not_touched_by_looking_or_by_others(self, client, office, failed, step):
        assert office.get(f"/office/tasks/{failed.pk}/{step}/").status_code == 405
        comms = UserFactory()
        give_role(comms, NetworkRole.COMMUNICATIONS)
        client.force_login(comms, backend=BACKEND)
        assert client.post(f"/office/tasks/{failed.pk}/{step}/").status_code == 403
        failed.refresh_from_db()
        assert failed.state == "failed"


class TestTheRunSheet:
    def test_adds_up_sellers_and_buyers_across_coops(self, office):
        farm, bakery = seller(), seller("Morning Shift Bakery")
        dock = farm.window_rules.get().place
        bakery.window_rules.update(place=dock)
        greens, bread = good(farm, price=500), good(bakery, "Bread", price=800, tax_class="groceries")
        purchase = Shopper().puts(greens, 2).puts(bread, 1).orders()
        day = purchase.orders.first().window_starts.astimezone(ZONE).date()
        (sheet,) = office.get(f"/office/run/{day}/").context["places"]
        assert [(row.coop.name, len(row.orders), row.items, row.state) for row in sheet.sellers] == [
            ("Morning Shift Bakery", 1, 1, "1 not ready yet"),
            ("Three Creeks Growers", 1, 2, "1 not ready yet"),
        ]
        ((hours, (comer,)),) = sheet.windows
        assert (hours, comer.code, comer.name, comer.due) == ("9\u00a0am to noon", purchase.code, "Ms. Ruth", "$18.40")

    def test_leaves_out_what_was_cancelled(self, office, june):
        greens = good(seller())
        order = Shopper().puts(greens, 1).orders().orders.get()
        work.cancel_order(order=order, by=june, reason="x")
        day = order.window_starts.astimezone(ZONE).date()
        assert office.get(f"/office/run/{day}/").context["places"] == []

    def test_opens_on_the_next_day_that_has_orders(self, office):
        greens = good(seller())
        order = Shopper().puts(greens, 1).orders().orders.get()
        day = order.window_starts.astimezone(ZONE).date()
        assert office.get("/office/run/").headers["Location"] == f"/office/run/{day}/"

    def test_a_day_that_is_none_is_no_page(self, office):
        assert office.get("/office/run/2026-13-01/").status_code == 404

    @pytest.mark.parametrize("rows", [20, 2000])
    def test_asks_at_most_twelve_times(self, office, rows):
        day = timezone.now().replace(hour=17) + timedelta(days=2)
        many_orders(seller(), rows, starts=day)
        with CaptureQueriesContext(connection) as asked:
            assert office.get(f"/office/run/{day.astimezone(ZONE).date()}/").context["buyers"] == rows
        assert len(asked) <= 12


class TestTheMoney:
    def order(self):
        return Shopper().puts(good(seller(), price=800, tax_class="groceries"), 2).orders().orders.get()

    def test_is_explained_when_ledger_and_orders_agree(self, office):
        self.order()
        page = office.get("/office/money/")
        assert page.context["unexplained"] == "$0.00"
        assert [(row.ledger, row.orders) for row, _l, _o in page.context["compared"]] == [
            (1680, 1680),
            (80, 80),
            (80, 80),
        ]
        assert page.context["check"].wrong == []

    def test_stays_explained_through_hand_over_and_cancelling(self, office, june):
        first = self.order()
        for step in (work.accept, work.mark_ready, work.hand_over):
            step(order=first, by=june)
        assert Order.objects.get(pk=first.pk).state == OrderState.HANDED_OVER
        second = Shopper().puts(good(first.coop, "Rolls", price=700, tax_class="groceries"), 1).orders().orders.get()
        work.cancel_order(order=second, by=june, reason="x")
        assert office.get("/office/money/").context["unexplained"] == "$0.00"

    def test_names_the_gap_when_an_order_says_something_else(self, office):
        order = self.order()
        Order.objects.filter(pk=order.pk).update(contribution_minor=30)
        page = office.get("/office/money/")
        assert page.context["unexplained"] == "$0.50"
        assert "The ledger and the orders differ." in text_of(page)

    def test_the_check_is_kept_a_while_and_asked_anew_by_a_button(self, office):
        first = office.get("/office/money/").context["check"].at
        assert office.get("/office/money/").context["check"].at == first
        assert office.get("/office/money/check/").status_code == 405
        office.post("/office/money/check/")
        assert office.get("/office/money/").context["check"].at > first


def test_the_coordinator_has_no_desk_of_a_coop(office):
    coop = CoopFactory()
    assert office.get(f"/desk/{coop.slug}/").status_code == 404
