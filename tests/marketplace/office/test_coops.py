"""The coordinator decides on co-ops, and each decision stands with its day and its reason."""

from datetime import date

import pytest
from django.utils import timezone

from directory.coops.models import Cooperative, Standing, StandingDecision
from ground import audit
from tests.factories import CoopFactory, MembershipFactory
from tests.marketplace.office.conftest import BACKEND

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


class TestACoop:
    @pytest.fixture
    def coop(self):
        return CoopFactory(name="Sweep and Sew", slug="sweep-and-sew", state="waiting")

    def state(self, coop):
        return Cooperative.objects.get(pk=coop.pk).state

    def test_is_approved_with_a_reason_that_stays(self, office, coop, june):
        office.post("/office/co-ops/sweep-and-sew/state/", {"to": "listed", "state-reason": "Called them."})
        assert self.state(coop) == "listed"
        event = audit.history(coop)[0]
        assert (event.actor, event.action, event.details["reason"]) == (june, "coop.state", "Called them.")
        answer = office.get("/office/co-ops/sweep-and-sew/")
        assert "Called them." in text_of(answer)
        assert [(done.what, done.who) for done in answer.context["history"]] == [("Listed", june.name)]

    @pytest.mark.parametrize(
        "sent", [{"to": "listed"}, {"to": "listed", "state-reason": "  "}, {"state-reason": "Why"}]
    )
    def test_without_a_reason_or_a_decision_nothing_changes(self, office, coop, sent):
        assert office.post("/office/co-ops/sweep-and-sew/state/", sent).status_code == 422
        assert self.state(coop) == "waiting"

    def test_cannot_make_a_step_that_is_not_there(self, office, coop):
        office.post("/office/co-ops/sweep-and-sew/state/", {"to": "closed", "state-reason": "x"})
        assert self.state(coop) == "waiting"

    def test_gets_a_standing_by_a_dated_decision(self, office, coop, june):
        sent = {"standing-standing": "member", "standing-decided_on": "2026-10-02", "standing-reason": "The assembly."}
        office.post("/office/co-ops/sweep-and-sew/standing/", sent)
        coop.refresh_from_db()
        decision = StandingDecision.objects.get(cooperative=coop)
        assert (coop.standing, decision.decided_on, decision.decided_by) == (Standing.MEMBER, date(2026, 10, 2), june)

    @pytest.mark.parametrize(
        ("field", "typed", "wrong"),
        [
            ("decided_on", "2100-01-01", "The day of the decision cannot be in the future."),
            ("decided_on", "yesterday", "Enter a valid date."),
            ("reason", "", "Write why. Somebody will ask."),
            ("standing", "king", "Select a valid choice. king is not one of the available choices."),
        ],
    )
    def test_a_decision_that_is_none_is_said_beside_its_field(self, office, coop, field, typed, wrong):
        sent = {"standing": "member", "decided_on": "2026-10-02", "reason": "The assembly.", field: typed}
        answer = office.post(
            "/office/co-ops/sweep-and-sew/standing/", {f"standing-{name}": value for name, value in sent.items()}
        )
        assert (answer.status_code, answer.context["standing_form"].errors) == (422, {field: [wrong]})
        coop.refresh_from_db()
        assert (coop.standing, StandingDecision.objects.count()) == ("none", 0)

    def test_is_verified_today(self, office, coop):
        office.post("/office/co-ops/sweep-and-sew/verified/")
        coop.refresh_from_db()
        assert coop.verified_on == timezone.localdate()

    def test_is_found_by_name_and_by_list(self, office, coop):
        CoopFactory(name="Old Mill", state="hidden")
        lists = {
            asked: [found.name for found in office.get(f"/office/co-ops/?{asked}").context["page"]]
            for asked in ("show=waiting", "show=hidden", "show=nonsense", "q=mill")
        }
        assert lists == {
            "show=waiting": ["Sweep and Sew"],
            "show=hidden": ["Old Mill"],
            "show=nonsense": ["Sweep and Sew"],
            "q=mill": ["Old Mill"],
        }

    @pytest.mark.parametrize("path", ["state", "standing", "verified"])
    def test_is_not_decided_on_by_its_own_steward(self, client, coop, path):
        client.force_login(MembershipFactory(cooperative=coop).user, backend=BACKEND)
        sent = {"to": "listed", "state-reason": "x", "standing-standing": "member"}
        assert client.post(f"/office/co-ops/sweep-and-sew/{path}/", sent).status_code == 403
        coop.refresh_from_db()
        assert (coop.state, coop.standing, coop.verified_on) == ("waiting", "none", None)
