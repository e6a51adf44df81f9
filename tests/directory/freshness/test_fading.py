"""An entry that nobody confirms is marked, comes last and is hidden; each step is told its stewards before."""

import datetime

import pytest
import time_machine

from directory.coops.filters import CoopFilters
from directory.coops.models import Cooperative, Freshness, Standing, State
from directory.coops.selectors import coop_list
from directory.coops.services import move_state
from directory.freshness.attending import attend
from directory.freshness.models import Notice, Step
from directory.freshness.rounds import ATTEND, go_round
from ground import audit
from ground.models import OutboxTask
from ground.outbox import run_due
from search.documents import load
from tests.directory.freshness.conftest import TODAY, days_ago, listed_in
from tests.factories import CoopFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def steward():
    return UserFactory(name="Dell", email="dell@example.org", email_verified=True, language="es")


@pytest.fixture
def coop(steward):
    made = CoopFactory(
        name="Morning Shift Bakery", slug="morning-shift", verified_on=days_ago(300), phone="+16015550101"
    )
    MembershipFactory(cooperative=made, user=steward)
    return made


def on(day):
    """The worker's day: its round, and what that made."""
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(15), datetime.UTC), tick=False):
        go_round(day)
        run_due()


def now(coop):
    return Cooperative.objects.get(pk=coop.pk)


def test_its_day_is_that_of_the_last_word_on_it(coop):
    by_list, by_hand = CoopFactory(), CoopFactory()
    listed_in(by_list, days_ago(700))
    go_round(TODAY)
    made = now(by_hand).created
    assert [now(one).known_on for one in (coop, by_list)] == [days_ago(300), days_ago(700)]
    assert abs(now(by_hand).known_on - made.date()) <= DAY  # the town's day


def test_from_being_told_to_being_hidden(coop, steward, mailoutbox):
    happened = []
    for after in range(400):
        mails, before = len(mailoutbox), now(coop)
        on(TODAY + after * DAY)
        found = now(coop)
        if (found.freshness, found.state) != (before.freshness, before.state) or len(mailoutbox) != mails:
            happened.append((after, Freshness(found.freshness).name, found.state, len(mailoutbox) - mails))
        if found.state == State.HIDDEN:
            break
    assert (
        happened
        == [
            (0, "FRESH", "listed", 1),  # it was 300 days old when the site began: told at once
            (14, "MARKED", "listed", 0),
            (35, "MARKED", "listed", 1),
            (65, "FADED", "listed", 0),
            (218, "FADED", "listed", 1),
            (248, "LAPSED", "hidden", 1),
        ]
        or happened
    )
    assert {mail.to[0] for mail in mailoutbox} == {steward.email}
    assert [one.step for one in Notice.objects.filter(done__isnull=False)] == ["mark", "fade", "hide"]
    actions = [(event.action, event.details.get("step")) for event in audit.history(coop)]
    assert [step for action, step in actions if action == "coop.not confirmed"] == ["hide", "fade", "mark"]


def test_a_day_done_twice_is_done_once(coop, mailoutbox):
    for _time in range(3):
        on(TODAY)
    attend(coop.pk, TODAY)
    assert (len(mailoutbox), Notice.objects.count()) == (1, 1)


def test_what_is_confirmed_is_left_alone(coop, mailoutbox):
    Cooperative.objects.update(verified_on=days_ago(100))
    on(TODAY)
    assert (len(mailoutbox), OutboxTask.objects.filter(kind=ATTEND).count()) == (0, 0)


def test_where_there_is_no_steward_the_coordinators_page_knows(mailoutbox):
    by_hand = CoopFactory(verified_on=days_ago(700))
    on(TODAY)
    on(TODAY + 14 * DAY)
    notice = Notice.objects.get(step=Step.MARK)
    assert (notice.people, notice.done, now(by_hand).freshness) == (0, TODAY + 14 * DAY, Freshness.MARKED)
    assert mailoutbox == []


class TestAnEntryOfAList:
    @pytest.mark.parametrize(
        ("age", "level"), [(30, "FRESH"), (250, "FRESH"), (300, "MARKED"), (400, "FADED"), (5_000, "FADED")]
    )
    def test_is_marked_and_fades_by_the_date_of_its_list_and_is_never_hidden(self, age, level, mailoutbox):
        coop = CoopFactory()
        listed_in(coop, days_ago(age))
        for after in (0, 1, 15):
            on(TODAY + after * DAY)
        assert (Freshness(now(coop).freshness).name, now(coop).state) == (level, "listed")
        assert (mailoutbox, Notice.objects.count()) == ([], 0)

    def test_that_has_a_steward_or_a_standing_is_kept_up_by_somebody(self, mailoutbox):
        taken, member = CoopFactory(), CoopFactory(standing=Standing.MEMBER)
        for coop in (taken, member):
            listed_in(coop, days_ago(700))
        MembershipFactory(cooperative=taken)
        on(TODAY)
        told = Notice.objects.values_list("cooperative", "step", "people")
        assert sorted(told) == sorted([(taken.pk, "mark", 1), (member.pk, "mark", 0)])

    def test_of_a_newer_list_is_fresh_again(self):
        coop = CoopFactory()
        source = listed_in(coop, days_ago(700))
        on(TODAY)
        source.as_of = days_ago(10)
        source.save()
        on(TODAY + DAY)
        assert now(coop).freshness == Freshness.FRESH

    def test_changes_are_told_to_the_search(self):
        coop = CoopFactory()
        listed_in(coop, days_ago(700))
        go_round(TODAY)
        assert OutboxTask.objects.filter(kind="search.refresh", payload__keys=[coop.pk]).exists()


@pytest.mark.parametrize(
    "fields", [{"is_demo": True}, {"state": State.HIDDEN}, {"state": State.WAITING}, {"state": State.CLOSED}]
)
def test_what_is_invented_or_not_shown_does_not_age(fields, mailoutbox):
    coop = CoopFactory(verified_on=days_ago(900), **fields)
    MembershipFactory(cooperative=coop)
    on(TODAY)
    assert (Notice.objects.count(), mailoutbox, now(coop).freshness) == (0, [], Freshness.FRESH)


def test_a_faded_entry_comes_last_in_lists_and_weighs_less_in_search():
    CoopFactory(name="A faded member", standing=Standing.MEMBER, freshness=Freshness.FADED)
    CoopFactory(name="B plain")
    CoopFactory(name="C member", standing=Standing.MEMBER)
    marked = CoopFactory(name="D marked", freshness=Freshness.MARKED)
    assert [coop.name for coop in coop_list(CoopFilters()).page] == [
        "C member",
        "B plain",
        "D marked",
        "A faded member",
    ]
    weights = {
        document.title["en"]: document.weight
        for document in load("coop", list(Cooperative.objects.values_list("pk", flat=True)))
    }
    assert weights == {"A faded member": 0.6, "B plain": 1.0, "C member": 1.5, "D marked": 1.0}
    assert marked.freshness == Freshness.MARKED


def test_the_round_asks_no_more_for_many(django_assert_max_num_queries):
    for number in range(30):
        listed_in(CoopFactory(slug=f"l-{number}"), days_ago(700))
    with django_assert_max_num_queries(40):
        go_round(TODAY)
    with django_assert_max_num_queries(25):
        go_round(TODAY)


def test_who_shows_it_again_by_hand_is_not_overruled_the_next_night(coop):
    Cooperative.objects.update(state=State.HIDDEN, freshness=Freshness.LAPSED, known_on=days_ago(300))
    Notice.objects.bulk_create(
        Notice(cooperative=coop, since=days_ago(300), step=step, told=days_ago(50), done=days_ago(20))
        for step in (Step.MARK, Step.FADE, Step.HIDE)
    )
    move_state(coop=coop, to=State.LISTED, by=None)
    on(TODAY)
    assert (now(coop).state, now(coop).freshness) == ("listed", Freshness.FADED)
