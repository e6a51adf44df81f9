"""A prepared query answers as the queryset does that it was made of."""

from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.coops.models import ClosedDay, Cooperative
from ground.models import OutboxTask
from ground.outbox import enqueue
from ground.prepared import CannotBePrepared, Prepared, PreparedInsert, hand_out
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db

_of = Prepared(lambda coops, day: ClosedDay.objects.filter(cooperative_id__in=coops, day__gte=day))
_named = Prepared(lambda name: Cooperative.objects.filter(name=name).order_by())
TODAY = date(2026, 7, 4)


def _closed(coop: Cooperative, *days: date) -> list[ClosedDay]:
    return [ClosedDay.objects.create(cooperative=coop, day=day) for day in days]


def test_rows_are_those_of_the_queryset() -> None:
    one, two = CoopFactory(), CoopFactory()
    later = TODAY + timedelta(days=1)
    mine, other = _closed(one, TODAY, later), _closed(two, TODAY)
    assert _of((one.pk,), TODAY) == mine
    assert _of((one.pk,), later) == mine[1:]
    assert set(_of((one.pk, two.pk), TODAY)) == {*mine, *other}
    assert _of((), TODAY) == []
    assert _of((two.pk,), later) == []


def test_long_lists_are_asked_too() -> None:
    coop = CoopFactory()
    mine = _closed(coop, TODAY)
    assert _of((coop.pk, *range(10_000, 10_100)), TODAY) == mine


@pytest.mark.parametrize("name", ["O'Brien & <b>sons</b>", "%s", "100 %", "~31000~", "Ñandú 🌽", ""])
def test_a_text_is_a_value_whatever_stands_in_it(name: str) -> None:
    CoopFactory(name="another")
    coop = CoopFactory(name=name)
    assert _named(name) == [coop]
    assert _named.first(name) == coop
    assert _named.first(name + "x") is None


def test_moments_are_compared() -> None:
    due = Prepared(lambda now: OutboxTask.objects.filter(due__lte=now))
    now = timezone.now()
    task = enqueue("test.prepared", {}, due=now)
    assert due(now) == [task]
    assert due(now - timedelta(microseconds=1)) == []


def test_related_rows_and_deferred_columns_come_as_ever() -> None:
    _closed(CoopFactory(name="Bakery"), TODAY)
    narrow = Prepared(
        lambda day: ClosedDay.objects.filter(day=day).select_related("cooperative").only("day", "cooperative__name")
    )
    for _again in range(2):
        with CaptureQueriesContext(connection) as asked:
            (found,) = narrow(TODAY)
            assert found.cooperative.name == "Bakery"
        assert len(asked) == 1
        assert found.get_deferred_fields() == {"reason_en", "reason_es"}


@pytest.mark.parametrize(
    "build",
    [
        lambda day: ClosedDay.objects.filter(day=day, cooperative__created__lt=timezone.now()),
        lambda day: ClosedDay.objects.filter(day__year=2026),
        lambda day: ClosedDay.objects.filter(day=day).prefetch_related("cooperative__places"),
    ],
    ids=["a clock", "a value not used", "a prefetch"],
)
def test_what_depends_on_more_than_its_values_is_refused(build: Any) -> None:
    with pytest.raises(CannotBePrepared):
        Prepared(build)(TODAY)


def test_a_changed_value_is_refused() -> None:
    with pytest.raises(CannotBePrepared):
        Prepared(lambda name: Cooperative.objects.filter(name__icontains=name))("bread")


def test_children_are_handed_out_to_their_parents() -> None:
    one, two = CoopFactory(), CoopFactory()
    mine = _closed(one, TODAY)
    with CaptureQueriesContext(connection) as asked:
        hand_out([one, two], "closed_days", mine)
        assert list(one.closed_days.all()) == mine and list(two.closed_days.all()) == []
        assert mine[0].cooperative is one
    assert not asked.captured_queries


@pytest.mark.django_db(transaction=True)
def test_two_threads_do_not_mix_their_values() -> None:
    names = [f"Coop {number}" for number in range(8)]
    for name in names:
        CoopFactory(name=name)
    wrong: list[str] = []

    def ask(name: str) -> None:
        wrong.extend(name for _ in range(50) if [coop.name for coop in _named(name)] != [name])
        connection.close()

    threads = [Thread(target=ask, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []


# --- New rows ---------------------------------------------------------------------------------------------------------

_new_days, _new_tasks = PreparedInsert(ClosedDay), PreparedInsert(OutboxTask)


def test_new_rows_are_those_of_bulk_create() -> None:
    coop = CoopFactory()
    rows = [
        ClosedDay(cooperative=coop, day=TODAY + timedelta(days=number), reason_en="%s O'Ñ 🌽") for number in range(3)
    ]
    for some in ([], rows[:1], rows[1:]):
        with CaptureQueriesContext(connection) as asked:
            _new_days(some)
        assert len(asked) == bool(some)
    assert list(ClosedDay.objects.order_by("pk")) == rows
    assert all(not row._state.adding and row.reason_en == "%s O'Ñ 🌽" for row in [*rows, *ClosedDay.objects.all()])
    rows[0].reason_es = "fiesta"
    rows[0].save()
    assert ClosedDay.objects.get(pk=rows[0].pk).reason_es == "fiesta"


def test_many_new_rows_and_such_that_bring_their_id() -> None:
    coop = CoopFactory()
    many = [ClosedDay(cooperative=coop, day=TODAY + timedelta(days=number)) for number in range(40)]
    _new_days(many)
    assert ClosedDay.objects.count() == 40
    assert all(row.pk for row in many)
    _new_days([ClosedDay(pk=900_000, cooperative=coop, day=date(2027, 1, 1))])
    assert ClosedDay.objects.get(pk=900_000).day == date(2027, 1, 1)


def test_a_new_row_holds_what_fields_make_of_their_values() -> None:
    task = OutboxTask(kind="some", payload={"ñ": [1, None]}, due=timezone.now())
    _new_tasks([task])
    task.refresh_from_db()
    assert (task.payload, task.state, task.key) == ({"ñ": [1, None]}, "queued", None)
    assert task.created is not None


def test_a_row_that_stands_already_is_refused() -> None:
    coop = CoopFactory()
    _new_days([ClosedDay(cooperative=coop, day=TODAY)])
    with pytest.raises(IntegrityError), transaction.atomic():
        _new_days([ClosedDay(cooperative=coop, day=TODAY)])


def test_a_row_needs_what_it_points_to() -> None:
    with pytest.raises(ValueError, match="unsaved related object"):
        _new_days([ClosedDay(cooperative=Cooperative(name="x"), day=TODAY)])
