"""The coordinator's list of what is stale: oldest first, each with its reason, and one press after a call."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.coops.models import Cooperative, Freshness, Source, State, Verified
from directory.freshness.models import Finding, Notice
from ground import audit
from marketplace.office.queue import queue
from tests.factories import CoopFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def entry(name, days, **fields):
    return CoopFactory(name=name, slug=name.lower().replace(" ", "-"), known_on=days_ago(days), **fields)


def of_a_list(name, days, **fields):
    coop = entry(name, days, **fields)
    Source.objects.create(
        cooperative=coop, dataset="l", record=name, title="A list", as_of=days_ago(days), row_hash="x"
    )
    return coop


def silent(coop, why="silent"):
    day = days_ago(20)
    return Finding.objects.create(cooperative=coop, check_name="website", why=why, since=day, tries=4, is_trouble=True)


def names(office, query=""):
    return [row.coop.name for row in office.get(f"/office/stale/{query}").context["rows"]]


@pytest.fixture
def entries():
    entry("Fresh", 30)
    entry("Old", 300)
    entry("Older", 700, standing="member")
    silent(entry("Silent", 10))
    entry("Invented", 900, is_demo=True)
    of_a_list("Of a list", 800, freshness=Freshness.FADED)
    silent(of_a_list("Silent list", 10), "gone")
    entry("Lapsed", 600, state=State.HIDDEN, freshness=Freshness.LAPSED)
    entry("Hidden by hand", 600, state=State.HIDDEN)


def test_oldest_first(office, entries):
    assert names(office) == ["Older", "Old", "Silent"]
    assert names(office, "?show=lists") == ["Of a list", "Silent list"]
    assert names(office, "?show=hidden") == ["Lapsed"]
    assert queue().stale == 3


def test_narrowed_by_reason(office, entries):
    assert names(office, "?why=age") == ["Older", "Old"]
    assert names(office, "?why=website") == ["Silent"]
    assert names(office, "?show=lists&why=website") == ["Silent list"]
    assert names(office, "?show=lists&why=age") == ["Of a list"]
    assert names(office, "?why=orders") == []
    assert names(office, "?why=nonsense&show=nonsense&page=x") == ["Older", "Old", "Silent"]


def test_each_with_its_reason_and_what_comes_next(office):
    coop = entry("Bread", 300, verified_on=days_ago(300), freshness=Freshness.FRESH, phone="+16015550101")
    silent(coop)
    MembershipFactory(cooperative=coop, user__name="Dell Person")
    Notice.objects.create(cooperative=coop, since=coop.known_on, step="mark", told=days_ago(3), people=1)
    row = office.get("/office/stale/").context["rows"][0]
    assert row.reasons[1].startswith("Its web page has not answered since ")
    assert row.next_step.startswith("From ")
    assert "its page says that nobody confirms it. 1 steward was asked on " in row.next_step
    assert (row.stewards, row.phone) == (["Dell Person"], "601-555-0101")


def test_without_a_steward_it_says_that_nobody_was_told(office):
    coop = entry("Bread", 500)
    Notice.objects.create(cooperative=coop, since=coop.known_on, step="hide", told=days_ago(3))
    page = text_of(office.get("/office/stale/"))
    assert "it is hidden. It has no steward, so nobody was told but you." in page


def test_after_a_call_one_press_makes_it_fresh_and_who_did_is_kept(office, june):
    entry("Bread", 700, freshness=Freshness.FADED)
    entry("Roses", 700)
    sent = {"how": "called", "next": "/office/stale/?why=age"}
    answer = office.post("/office/co-ops/bread/verified/", sent)
    coop = Cooperative.objects.get(slug="bread")
    assert (answer.status_code, answer.url) == (302, "/office/stale/?why=age")
    assert (coop.verified_on, coop.verified_how, coop.freshness) == (
        timezone.localdate(),
        Verified.CALLED,
        Freshness.FRESH,
    )
    event = audit.history(coop)[0]
    assert (event.actor, event.action, event.details) == (june, "coop.verified", {"how": "called"})
    assert names(office) == ["Roses"]
    assert "Called: all still right" in text_of(office.get("/office/co-ops/bread/"))


def test_it_brings_back_what_was_hidden_for_it_and_nothing_else(office):
    entry("Lapsed", 600, state=State.HIDDEN, freshness=Freshness.LAPSED)
    entry("By hand", 600, state=State.HIDDEN)
    for slug in ("lapsed", "by-hand"):
        office.post(f"/office/co-ops/{slug}/verified/", {"how": "called"})
    assert dict(Cooperative.objects.values_list("slug", "state")) == {"lapsed": "listed", "by-hand": "hidden"}


def test_with_nothing_stale_says_so(office):
    assert "Nothing here is stale" in text_of(office.get("/office/stale/"))


@pytest.mark.parametrize("rows", [20, 2000])
def test_asks_at_most_twelve_times(office, rows):
    day = days_ago(700)
    coops = Cooperative.objects.bulk_create(
        Cooperative(name=f"C {n}", slug=f"c-{n}", kind="worker", known_on=day) for n in range(rows)
    )
    Finding.objects.bulk_create(
        Finding(cooperative=coop, check_name="website", why="gone", since=day, is_trouble=True) for coop in coops
    )
    Notice.objects.bulk_create(Notice(cooperative=coop, since=day, step="mark", told=day) for coop in coops)
    for path in ("/office/stale/", "/office/stale/?why=website&page=2", "/office/stale/?show=lists"):
        with CaptureQueriesContext(connection) as asked:
            assert office.get(path).status_code == 200
        assert len(asked) <= 12
