from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from ground import ticks
from ground.models import OutboxTask
from ground.outbox import State, enqueue, run_due
from ground.ticks import enqueue_ticks, every
from ground.worker import Worker

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def only_mine(monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})


def test_a_tick_comes_once_a_slot_whatever_the_number_of_workers():
    calls = []
    every(60, "count")(lambda: calls.append(1))
    one, other = {}, {}
    for seen in (one, other, one):
        enqueue_ticks(seen, NOON)
    enqueue_ticks(one, NOON + timedelta(seconds=59))
    assert OutboxTask.objects.count() == 1
    enqueue_ticks(other, NOON + timedelta(seconds=60))
    run_due()
    assert calls == [1, 1]


def test_an_idle_worker_asks_no_database_for_ticks(django_assert_num_queries):
    every(60, "count")(lambda: None)
    seen = {}
    enqueue_ticks(seen, NOON)
    with django_assert_num_queries(0):
        enqueue_ticks(seen, NOON + timedelta(seconds=1))


def test_a_tick_that_is_gone_fails_without_tries():
    task = enqueue("tick", {"name": "gone"})
    run_due()
    task.refresh_from_db()
    assert (task.state, task.last_error) == (State.FAILED, "No tick is called 'gone' any more.")


@pytest.mark.parametrize("seconds", [0, 86_401])
def test_a_tick_comes_round_within_a_day(seconds):
    with pytest.raises(ValueError, match="within a day"):
        every(seconds, "x")


def test_done_ticks_are_pruned_after_two_days():
    old = enqueue("tick", {"name": "x"})
    OutboxTask.objects.update(state=State.DONE, finished=timezone.now() - timedelta(days=3))
    ticks._prune()
    assert not OutboxTask.objects.filter(pk=old.pk).exists()


def test_the_worker_command_carries_out_what_is_due_and_ends(capsys):
    every(60, "count")(lambda: None)
    call_command("worker", once=True)
    assert capsys.readouterr().out == "1 tasks\n"


def test_a_worker_that_was_stopped_takes_no_task():
    enqueue("tick", {"name": "x"})
    worker = Worker()
    worker.stop()
    worker.run()
    assert worker.run_once() == 0
    assert OutboxTask.objects.get().state == State.QUEUED
