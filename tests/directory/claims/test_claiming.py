"""Who belongs to an entry takes it over: by a code to what it publishes, or by the coordinator's word; nobody else does."""

import datetime
import re

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from directory.claims import claiming
from directory.claims.models import Claim, ClaimState, Way
from directory.claims.panels import _erase, _export
from directory.coops.models import Membership
from directory.lists.merging import merge
from directory.people.roles import NetworkRole, give_role
from ground import audit
from ground.outbox import run_due
from marketplace.office.queue import queue
from tests.factories import CoopFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE = "/co-ops/bread/claim/"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def coop():
    return CoopFactory(name="Bread", slug="bread", email="Hello@bread.example", phone="601-555-0143")


@pytest.fixture
def person():
    return UserFactory(name="Dell Person", email="dell@example.org")


@pytest.fixture
def browser(client, person):
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def june():
    user = UserFactory(name="June Castleberry")
    give_role(user, NetworkRole.COORDINATOR)
    return user


def text_of(response):
    return " ".join(response.content.decode().split())


def is_steward(coop, person):
    return Membership.objects.filter(cooperative=coop, user=person, role="steward").exists()


def sent_code(mailoutbox):
    run_due()
    return re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


class TestACode:
    def test_to_its_published_mail_makes_who_reads_it_steward(self, browser, coop, person, mailoutbox):
        browser.post(PAGE, {"step": "send", "way": "email"})
        code = sent_code(mailoutbox)
        assert mailoutbox[-1].to == ["hello@bread.example"]
        assert "Enter the code" in text_of(browser.get(PAGE))
        answer = browser.post(PAGE, {"step": "code", "code": f" {code[:3]} {code[3:]} "})
        assert (answer.status_code, is_steward(coop, person)) == (302, True)
        assert Claim.objects.get().state == ClaimState.GRANTED
        assert [event.action for event in audit.history(coop)] == [
            "coop.role given",
            "coop.claimed",
            "coop.claim begun",
        ]
        assert browser.get("/desk/bread/profile/").status_code == 200

    def test_to_its_published_phone(self, browser, coop, capsys):
        browser.post(PAGE, {"step": "send", "way": "phone"})
        run_due()
        assert "SMS to +16015550143\nCode " in capsys.readouterr().out

    def test_is_kept_as_a_hash_and_not_in_the_trail(self, browser, coop, mailoutbox):
        browser.post(PAGE, {"step": "send", "way": "email"})
        code = sent_code(mailoutbox)
        assert code not in f"{Claim.objects.values().get()} {[event.details for event in audit.history(coop)]}"

    def test_that_is_wrong_three_times_is_no_good_any_more(self, browser, coop, person, mailoutbox):
        browser.post(PAGE, {"step": "send", "way": "email"})
        code = sent_code(mailoutbox)
        for _time in range(3):
            assert browser.post(PAGE, {"step": "code", "code": wrong(code)}).status_code == 422
        assert browser.post(PAGE, {"step": "code", "code": code}).status_code == 422
        assert (is_steward(coop, person), Claim.objects.get().state) == (False, ClaimState.SPENT)

    def test_is_good_for_an_hour(self, coop, person, mailoutbox):
        claiming.send_code(coop=coop, user=person, way=Way.EMAIL, language="en")
        code = sent_code(mailoutbox)
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=61)):
            assert not claiming.enter_code(coop=coop, user=person, code=code)
        assert claiming.enter_code(coop=coop, user=person, code=code)

    def test_of_one_person_is_not_anothers(self, coop, person, mailoutbox):
        claiming.send_code(coop=coop, user=person, way=Way.EMAIL, language="en")
        assert not claiming.enter_code(coop=coop, user=UserFactory(), code=sent_code(mailoutbox))

    def test_goes_three_times_a_day_to_an_entry_and_five_times_for_a_person(self, browser, coop, person, mailoutbox):
        for _time in range(3):
            assert browser.post(PAGE, {"step": "send", "way": "email"}).status_code == 302
        answer = browser.post(PAGE, {"step": "send", "way": "email"})
        assert answer.status_code == 422
        assert "That is enough for one day." in text_of(answer)
        with pytest.raises(claiming.NotNow):
            claiming.send_code(coop=coop, user=UserFactory(), way=Way.EMAIL, language="en")
        for _time in range(2):
            claiming.send_code(coop=CoopFactory(email="a@b.example"), user=person, way=Way.EMAIL, language="en")
        with pytest.raises(claiming.NotNow):
            claiming.send_code(coop=CoopFactory(email="a@b.example"), user=person, way=Way.EMAIL, language="en")

    @pytest.mark.parametrize("sent", [{}, {"way": "pigeon"}, {"way": "office"}])
    def test_goes_nowhere_else(self, browser, coop, sent):
        assert browser.post(PAGE, {"step": "send", **sent}).status_code == 422
        assert not Claim.objects.exists()

    @pytest.mark.parametrize("phone", ["0044 20 7946 0123", "+44 20 7946 0123", "555-0143", "call Ruth", "900"])
    def test_is_not_sent_far_away_or_to_what_is_no_number(self, coop, phone):
        coop.phone, coop.email = phone, "not one"
        assert claiming.ways_to_reach(coop) == {}


class TestAnEntry:
    @pytest.mark.parametrize(
        "fields", [{"is_demo": True}, {"state": "hidden"}, {"state": "waiting"}, {"state": "closed"}]
    )
    def test_that_is_nobodys_to_take_has_no_such_page(self, browser, coop, fields):
        for name, value in fields.items():
            setattr(coop, name, value)
        coop.save()
        assert (browser.get(PAGE).status_code, browser.post(PAGE, {"step": "ask", "note": "x"}).status_code) == (
            404,
            404,
        )

    def test_with_a_steward_is_not_taken(self, browser, coop, person, mailoutbox):
        claiming.send_code(coop=coop, user=person, way=Way.EMAIL, language="en")
        assert "Take over this page" in text_of(browser.get("/co-ops/bread/"))
        MembershipFactory(cooperative=coop)
        assert not claiming.enter_code(coop=coop, user=person, code=sent_code(mailoutbox))
        assert browser.get(PAGE).status_code == 404
        assert "Take over this page" not in text_of(browser.get("/co-ops/bread/"))
        with pytest.raises(claiming.NotNow):
            claiming.ask_office(coop=coop, user=person, note="Me")

    def test_is_taken_over_only_by_who_signed_in(self, client, coop):
        assert client.get(PAGE).status_code == 302
        assert client.post(PAGE, {"step": "send", "way": "email"}).status_code == 302
        assert not Claim.objects.exists()


class TestTheCoordinatorsWord:
    @pytest.fixture
    def claim(self, browser, coop):
        browser.post(PAGE, {"step": "ask", "note": "I bake there. Ask Otis."})
        return Claim.objects.get()

    def decide(self, client, june, claim, **sent):
        client.force_login(june, backend=BACKEND)
        return client.post(f"/office/claims/{claim.public_id}/", {"reason": "Called Otis.", **sent})

    def test_is_asked_once_and_waits_with_a_promise(self, browser, coop, claim):
        browser.post(PAGE, {"step": "ask", "note": "Again"})
        assert Claim.objects.count() == 1
        page = text_of(browser.get(PAGE))
        assert "You get an answer within 3 working days." in page
        task = queue().tasks[0]
        assert task.what == "Who looks after Bread?"
        assert 3 <= (task.due - timezone.now()).days + 1 <= 5  # over a weekend

    def test_yes_makes_them_steward_and_tells_them(self, client, june, coop, person, claim, mailoutbox):
        client.force_login(june, backend=BACKEND)
        page = text_of(client.get(f"/office/claims/{claim.public_id}/"))
        assert all(words in page for words in ("Dell Person", "I bake there. Ask Otis.", "601-555-0143"))
        assert self.decide(client, june, claim, answer="yes").status_code == 302
        run_due()
        assert is_steward(coop, person)
        assert (mailoutbox[-1].to, mailoutbox[-1].subject) == (["dell@example.org"], "You look after Bread now")

    def test_no_tells_them_why(self, client, june, coop, person, claim, mailoutbox):
        self.decide(client, june, claim, answer="no", reason="Otis does not know you.")
        run_due()
        assert not is_steward(coop, person)
        assert "We said no: Otis does not know you." in mailoutbox[-1].body
        self.decide(client, june, claim, answer="yes")
        assert not is_steward(coop, person)

    @pytest.mark.parametrize("sent", [{"reason": ""}, {"answer": "yes", "reason": " "}, {"answer": "maybe"}])
    def test_without_a_reason_or_an_answer_is_none(self, client, june, coop, claim, sent):
        assert self.decide(client, june, claim, **sent).status_code == 422
        assert Claim.objects.get().state == ClaimState.ASKED

    def test_is_the_coordinators_alone(self, browser, coop, person, claim):
        sent = {"answer": "yes", "reason": "I say so"}
        assert browser.post(f"/office/claims/{claim.public_id}/", sent).status_code == 403
        assert not is_steward(coop, person)

    def test_comes_too_late_where_a_code_was_faster(self, client, june, coop, person, claim):
        MembershipFactory(cooperative=coop)
        self.decide(client, june, claim, answer="yes")
        assert (is_steward(coop, person), Claim.objects.get().state) == (False, ClaimState.ASKED)


def test_who_deletes_the_account_takes_the_claims_along(coop, person):
    claiming.ask_office(coop=coop, user=person, note="I bake there.")
    assert _export(person) == [{"co-op": "Bread", "way": "office", "state": "asked", "note": "I bake there."}]
    _erase(person)
    assert not Claim.objects.exists()


def test_who_asks_for_one_that_becomes_a_part_of_another_asks_for_that(coop, person):
    whole = CoopFactory(name="Whole bread", slug="whole")
    claim = claiming.ask_office(coop=coop, user=person, note="I bake there.")
    merge(kept=whole, absorbed=coop, by=None)
    claim.refresh_from_db()
    assert claim.cooperative == whole
