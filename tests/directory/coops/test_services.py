"""Writing about co-ops: addresses that live on, dated decisions, states that move by the table."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from directory.coops import services
from directory.coops.documents import CoopSource
from directory.coops.models import Cooperative, Kind, Role, SlugHistory, Standing, StandingDecision, State
from ground.models import AuditEvent, OutboxTask
from tests.factories import CoopFactory, MembershipFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db


def refreshed() -> list[dict[str, object]]:
    return list(OutboxTask.objects.filter(kind="search.refresh").values_list("payload", flat=True))


def test_a_new_co_op_waits_and_has_its_maker_as_steward() -> None:
    maker = UserFactory()
    coop = services.create_coop(name="  Morning Shift ", kind=Kind.WORKER, by=maker, summary_en="Bread")
    assert (coop.name, coop.slug, coop.state) == ("Morning Shift", "morning-shift", State.WAITING)
    assert coop.memberships.get().role == Role.STEWARD
    assert AuditEvent.objects.get(action="coop.created").actor == maker
    assert refreshed() == [{"kind": "coop", "keys": [coop.pk]}]


def test_names_may_repeat_and_addresses_may_not() -> None:
    slugs = [services.create_coop(name="Green Market", kind=Kind.MARKET, by=None).slug for _n in range(3)]
    assert slugs == ["green-market", "green-market-2", "green-market-3"]


@pytest.mark.parametrize("name", ["💚", "—", "?"])
def test_a_name_without_letters_still_gets_an_address(name: str) -> None:
    assert services.create_coop(name=name, kind=Kind.WORKER, by=None).slug == "co-op"


def test_an_address_once_used_is_never_given_to_another() -> None:
    steward = MembershipFactory(cooperative__name="First", cooperative__slug="first")
    services.edit_profile(coop=steward.cooperative, by=steward.user, changes={"name": "Second"})
    assert services.create_coop(name="First", kind=Kind.WORKER, by=None).slug == "first-2"


def test_going_back_to_an_old_name_takes_up_its_address_again() -> None:
    steward = MembershipFactory(cooperative__name="First", cooperative__slug="first")
    coop = services.edit_profile(coop=steward.cooperative, by=steward.user, changes={"name": "Second"})
    coop = services.edit_profile(coop=coop, by=steward.user, changes={"name": "First"})
    assert coop.slug == "first"
    assert list(SlugHistory.objects.values_list("slug", flat=True)) == ["second"]


def test_an_edit_leaves_a_trace_without_the_words() -> None:
    steward, food = MembershipFactory(), TopicFactory(slug="food")
    changes = {"summary_en": "Bread", "topics": [food]}
    coop = services.edit_profile(coop=steward.cooperative, by=steward.user, changes=changes)
    assert list(coop.topics.all()) == [food]
    assert AuditEvent.objects.get(action="coop.edited").details == {"fields": ["summary_en", "topics"]}
    assert refreshed() == [{"kind": "coop", "keys": [coop.pk]}]


@pytest.mark.parametrize(
    "changes",
    [{"standing": "member"}, {"state": "listed"}, {"verified_by": "me"}, {"slug": "x"}, {"has_resale_certificate": True},
     {"name": " "}, {"website": "javascript:alert(1)"}, {"email": "no"}, {"kind": "bank"}],
)  # fmt: skip
def test_what_is_not_good_or_not_theirs_changes_nothing(changes: dict[str, object]) -> None:
    steward = MembershipFactory()
    before = Cooperative.objects.values().get(pk=steward.cooperative.pk)
    with pytest.raises(ValidationError):
        services.edit_profile(coop=steward.cooperative, by=steward.user, changes={"summary_en": "New", **changes})
    assert Cooperative.objects.values().get(pk=steward.cooperative.pk) == before
    assert not AuditEvent.objects.exists()
    assert refreshed() == []


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_the_latest_decision_holds() -> None:
    coop = CoopFactory()
    services.decide_standing(coop=coop, standing=Standing.MEMBER, by=None, on=date(2026, 3, 1), reason="Vote")
    services.decide_standing(coop=coop, standing=Standing.CANDIDATE, by=None, on=date(2025, 1, 1))
    assert Cooperative.objects.get(pk=coop.pk).standing == Standing.MEMBER
    services.decide_standing(coop=coop, standing=Standing.SUSPENDED, by=None)
    assert Cooperative.objects.get(pk=coop.pk).standing == Standing.SUSPENDED
    assert StandingDecision.objects.filter(cooperative=coop).count() == 3
    assert AuditEvent.objects.filter(action="coop.standing").count() == 3


@time_machine.travel("2026-11-24T18:00:00Z", tick=False)
def test_a_decision_of_tomorrow_is_refused() -> None:
    coop = CoopFactory()
    with pytest.raises(ValidationError):
        services.decide_standing(coop=coop, standing=Standing.MEMBER, by=None, on=date(2026, 11, 25))
    assert Cooperative.objects.get(pk=coop.pk).standing == Standing.NONE
    assert not StandingDecision.objects.exists()


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_state_moves_only_by_the_table(before: State, after: State) -> None:
    coop = CoopFactory(state=before)
    if after in services.STATES[before]:
        assert services.move_state(coop=coop, to=after, by=None).state == after
        return
    with pytest.raises(services.NotPossible):
        services.move_state(coop=coop, to=after, by=None)
    assert Cooperative.objects.get(pk=coop.pk).state == before
    assert not AuditEvent.objects.exists()


def test_only_what_is_listed_can_be_found() -> None:
    coops = {state: CoopFactory(state=state) for state in State}
    source = CoopSource()
    assert [document.id for document in source.load([coop.pk for coop in coops.values()])] == [
        f"coop:{coops[State.LISTED].pk}"
    ]
    assert list(source.ids()) == [coops[State.LISTED].pk]


def test_a_document_says_what_the_public_page_says() -> None:
    coop = CoopFactory(
        name="Morning Shift", summary_es="Pan", email="private@example.org", place=True, standing="member"
    )
    coop.topics.add(TopicFactory(slug="bread", parent=TopicFactory(slug="food")))
    [document] = CoopSource().load([coop.pk])
    assert document.title == {"en": "Morning Shift", "es": "Morning Shift"}
    assert document.path == f"/co-ops/{coop.slug}/"
    assert document.body == {"es": "Pan"}
    assert document.facets == {
        "topic": ("bread", "food"),
        "kind": ("worker",),
        "region": ("MS",),
        "city": ("Jackson, MS",),
        "open": (),
    }
    assert document.place == (32.3, -90.2)
    assert document.weight > 1
