"""What is found out by itself: web addresses, closed days, mail; and checks of packages above."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from directory.coops.models import ClosedDay, Cooperative
from directory.freshness import checks, websites
from directory.freshness.attending import attend
from directory.freshness.checks import Check, Trouble
from directory.freshness.models import Finding
from directory.freshness.rounds import go_round
from ground import messages
from ground.fetching import Answer, NotFetched, Why
from ground.models import OutboxTask
from ground.outbox import GiveUp, run_due
from tests.factories import CoopFactory, ListingFactory, MembershipFactory
from tests.marketplace.bulk import many_orders

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 11, 27, 15, tzinfo=datetime.UTC)


@pytest.fixture
def asked(monkeypatch, settings):
    """No network: what each address answers stands in a table."""
    settings.ASK_OUTSIDE = True
    answers, calls = {}, []

    def fetch(address, *, most):
        assert most == 0
        calls.append(address)
        said = answers.get(address, 200)
        if isinstance(said, Why):
            raise NotFetched(said)
        return Answer(said, address, {}, b"", is_cut=False)

    monkeypatch.setattr(websites, "fetch", fetch)
    answers["calls"] = calls
    return answers


def found(coop):
    return Finding.objects.get(cooperative=coop, check_name="website")


class TestAWebAddress:
    @pytest.fixture
    def coop(self):
        return CoopFactory(website="https://bread.example/")

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            (200, ""),
            (301, ""),
            (401, ""),
            (403, ""),
            (429, ""),
            (404, "gone"),
            (410, "gone"),
            (500, "failing"),
            (503, "failing"),
            (Why.NAME, "name"),
            (Why.SILENT, "silent"),
            (Why.CERTIFICATE, "certificate"),
            (Why.PRIVATE, "private"),
            (Why.ROBOTS, ""),
        ],
    )
    def test_answers_or_does_not(self, asked, coop, said, why):
        asked[coop.website] = said
        websites.ask(coop.pk, START)
        finding = found(coop)
        assert (finding.why, finding.tries, finding.is_trouble) == (why, int(bool(why)), False)
        assert finding.due - START == datetime.timedelta(days=1 if why else 30)

    def test_is_trouble_once_it_was_silent_for_a_week(self, asked, coop):
        asked[coop.website] = Why.SILENT
        seen = []
        for day in range(12):
            now = START + datetime.timedelta(days=day)
            if websites.enqueue_some(now):
                websites.ask(coop.pk, now)
                OutboxTask.objects.all().delete()
                seen.append((day, found(coop).is_trouble))
        assert seen == [(0, False), (1, False), (3, False), (7, True)]
        assert checks.words(found(coop)) == "Its web page has not answered since 27 November 2026."

    def test_that_answers_again_is_no_trouble(self, asked, coop):
        asked[coop.website] = 404
        for day in (0, 3, 8):
            websites.ask(coop.pk, START + datetime.timedelta(days=day))
        assert checks.words(found(coop)) == "Its web page has not been found since 27 November 2026."
        asked[coop.website] = 200
        websites.ask(coop.pk, START + datetime.timedelta(days=9))
        assert (found(coop).is_trouble, found(coop).since, found(coop).tries) == (False, None, 0)

    def test_that_was_changed_begins_anew_at_once(self, asked, coop):
        asked[coop.website] = 404
        websites.ask(coop.pk, START)
        assert websites.enqueue_some(START) == 0
        Cooperative.objects.update(website="https://new.example/")
        assert websites.enqueue_some(START) == 1
        websites.ask(coop.pk, START)
        assert (found(coop).subject, found(coop).why, found(coop).tries) == ("https://new.example/", "", 0)

    def test_that_was_changed_while_it_was_asked_is_not_judged(self, asked, coop, monkeypatch):
        def change(address, *, most):
            Cooperative.objects.update(website="https://new.example/")
            raise NotFetched(Why.SILENT)

        monkeypatch.setattr(websites, "fetch", change)
        websites.ask(coop.pk, START)
        assert (found(coop).why, found(coop).since, found(coop).is_trouble) == ("", None, False)

    def test_that_was_taken_out_leaves_no_finding(self, asked, coop):
        websites.ask(coop.pk, START)
        Cooperative.objects.update(website="")
        websites.ask(coop.pk, START)
        assert not Finding.objects.exists()


def test_addresses_that_we_cannot_cope_with_do_not_keep_the_others_from_being_asked(asked, monkeypatch):
    for number in range(3):
        CoopFactory(website=f"https://odd{number}.example/")
    CoopFactory(website="https://good.example/")
    calls = []

    def stumble(address, *, most):
        calls.append(address)
        if "odd" in address:
            raise ValueError(address)
        raise NotFetched(Why.SILENT)

    monkeypatch.setattr(websites, "fetch", stumble)
    for _time in range(2):
        websites.enqueue_some(START)
        run_due()
    assert "https://good.example/" in calls


def test_a_few_addresses_at_a_time_and_one_of_a_host(asked):
    for number in range(4):
        CoopFactory(website=f"https://Social.example/{number}")
    for number in range(4):
        CoopFactory(website=f"https://own{number}.example/")
    CoopFactory(website="https://demo.example/", is_demo=True)
    CoopFactory(website="https://hidden.example/", state="hidden")
    assert websites.enqueue_some(START) == 3
    run_due()
    assert asked["calls"] == ["https://Social.example/0", "https://own0.example/", "https://own1.example/"]
    for _time in range(5):
        websites.enqueue_some(START)
        run_due()
    assert len(asked["calls"]) == len(set(asked["calls"])) == 8


def test_a_site_that_does_not_ask_outside_has_nothing_to_do(asked, settings):
    settings.ASK_OUTSIDE = False
    CoopFactory(website="https://bread.example/")
    assert (websites.enqueue_some(START), asked["calls"]) == (0, [])


def test_closed_days_that_are_long_past_are_found_and_go_with_a_new_one():
    today = timezone.localdate()
    coop, other = CoopFactory(), CoopFactory()
    ClosedDay.objects.create(cooperative=coop, day=today - datetime.timedelta(days=181))
    ClosedDay.objects.create(cooperative=other, day=today - datetime.timedelta(days=179))
    go_round(today)
    finding = Finding.objects.get()
    assert (finding.cooperative, finding.check_name, finding.is_trouble) == (coop, "closed_days", True)
    ClosedDay.objects.create(cooperative=coop, day=today + datetime.timedelta(days=20))
    go_round(today)
    assert not Finding.objects.exists()


def test_mail_to_a_steward_that_is_refused_is_found(monkeypatch):
    old = timezone.localdate() - datetime.timedelta(days=300)
    coop = CoopFactory(verified_on=old, known_on=old)
    MembershipFactory(cooperative=coop)

    def refuse(_self):
        raise GiveUp("The mail server does not know this address.")

    monkeypatch.setattr(messages.EmailMultiAlternatives, "send", refuse)
    attend(coop.pk)
    run_due()
    go_round(timezone.localdate())
    finding = Finding.objects.get()
    assert (finding.cooperative, finding.check_name) == (coop, "mail")
    assert checks.words(finding).startswith("Our mail to a steward has not gone through since ")


def test_a_seller_without_orders_for_long_is_found():
    with time_machine.travel(START - datetime.timedelta(days=200)):
        quiet, busy, new = (ListingFactory(coop=CoopFactory()).coop for _n in range(3))
        ListingFactory(coop=CoopFactory(), state="draft")
    many_orders(busy, 1, state="handed_over", starts=START)
    type(new.listings.first()).objects.filter(coop=new).update(created=START)
    with time_machine.travel(START, tick=False):
        checks.look_at_all()
        assert [finding.cooperative for finding in Finding.objects.filter(check_name="orders")] == [quiet]


class TestACheckOfAPackageAbove:
    @pytest.fixture(autouse=True)
    def only_mine(self, monkeypatch):
        monkeypatch.setattr(checks, "_checks", {})

    def test_is_registered_and_kept_up_to_date(self):
        coop, day = CoopFactory(), datetime.date(2026, 5, 1)
        found = {coop.pk: Trouble(day, "a")}
        checks.register(
            Check("mine", label=lambda: "Mine", says=lambda finding: f"since {finding.since}", find=lambda: found)
        )
        checks.look_at_all()
        found[coop.pk] = Trouble(day, "b")
        checks.look_at_all()
        finding = Finding.objects.get()
        assert (finding.why, checks.words(finding)) == ("b", "since 2026-05-01")
        found.clear()
        checks.look_at_all()
        assert not Finding.objects.exists()

    def test_that_is_gone_has_no_words(self):
        finding = Finding.objects.create(cooperative=CoopFactory(), check_name="gone", is_trouble=True)
        assert checks.words(finding) == ""
