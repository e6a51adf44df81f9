import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ground import outbox
from ground.models import OutboxTask
from ground.outbox import GiveUp, NotNow, State, backoff, dismiss, enqueue, failed_tasks, handler, prune, retry, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("handlers")]


@pytest.fixture
def done():
    seen = []
    handler("note")(seen.append)
    return seen


@pytest.fixture
def broken():
    def fail(payload):
        raise RuntimeError("no answer from ana@example.org")

    handler("broken")(fail)
    handler("secret", private=True)(fail)


def run_at(task):
    """Run as a worker would once the task has become due."""
    task.refresh_from_db()
    run_due(now=task.due + timedelta(seconds=1))
    task.refresh_from_db()


def test_a_task_is_carried_out_once_with_its_payload(done):
    task = enqueue("note", {"n": 1})
    assert (run_due(), run_due()) == (1, 0)
    assert done == [{"n": 1}]
    task.refresh_from_db()
    assert (task.state, task.attempts, task.leased_until) == (State.DONE, 1, None)
    assert task.finished is not None


def test_what_is_away_is_waited_for_by_all_tasks_of_the_kind_and_takes_none_of_their_tries():
    def wait(payload):
        raise NotNow(timedelta(minutes=1), "no answer")

    handler("far")(wait)
    first, second = enqueue("far", {"n": 1}), enqueue("far", {"n": 2})
    later = enqueue("far", {"n": 3}, due=timezone.now() + timedelta(hours=1))
    due = later.due
    for _ in range(outbox.MAX_ATTEMPTS + 1):
        run_at(first)
    for task in (first, second, later):
        task.refresh_from_db()
    assert [(task.state, task.attempts) for task in (first, second, later)] == [(State.QUEUED, 0)] * 3
    assert (first.last_error, second.due, later.due) == ("no answer", first.due, due)


def test_a_task_goes_with_its_transaction(done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("note", {})
        raise ZeroDivisionError
    assert OutboxTask.objects.count() == 0


def test_tasks_run_in_the_order_they_became_due_and_not_before(done):
    now = timezone.now()
    enqueue("note", {"n": 2}, due=now - timedelta(minutes=1))
    enqueue("note", {"n": 1}, due=now - timedelta(minutes=2))
    enqueue("note", {"n": 3}, due=now + timedelta(minutes=5))
    assert run_due() == 2
    assert [payload["n"] for payload in done] == [1, 2]


def test_the_limit_leaves_the_rest_waiting(done):
    for n in range(3):
        enqueue("note", {"n": n})
    assert run_due(limit=2) == 2
    assert OutboxTask.objects.filter(state=State.QUEUED).count() == 1


def test_the_same_key_is_the_same_task_even_when_it_is_done(done):
    first = enqueue("note", {"n": 1}, key="k")
    run_due()
    assert enqueue("note", {"n": 2}, key="k").pk == first.pk
    run_due()
    assert done == [{"n": 1}]


def test_folded_changes_are_one_task_while_it_waits(done):
    first = enqueue("note", {"n": 1}, key="k", fold=True)
    assert enqueue("note", {"n": 2}, key="k", fold=True).pk == first.pk
    run_due()
    assert enqueue("note", {"n": 3}, key="k", fold=True).pk != first.pk
    run_due()
    assert [payload["n"] for payload in done] == [2, 3]


def test_a_failure_is_tried_again_later_and_then_shown_to_the_coordinator(broken, caplog):
    caplog.set_level(logging.CRITICAL)
    task = enqueue("broken", {"n": 1})
    waits = []
    for _ in range(outbox.MAX_ATTEMPTS):
        before = timezone.now()
        run_at(task)
        waits.append((task.due - before).total_seconds())
    assert (task.state, task.attempts) == (State.FAILED, 8)
    assert task.last_error == "RuntimeError: no answer from ana@example.org"
    assert list(failed_tasks()) == [task]
    assert waits[:7] == sorted(waits[:7])
    assert run_due(now=timezone.now() + timedelta(days=1)) == 0


def test_the_wait_doubles_up_to_a_quarter_of_an_hour():
    for attempts in range(1, 10):
        seconds = backoff(attempts).total_seconds()
        assert min(2**attempts, 900) <= seconds <= min(2**attempts * 1.25, 900)
    assert backoff(60) == timedelta(minutes=15)


def test_the_error_of_a_private_task_quotes_nobody(broken, caplog):
    task = enqueue("secret", {"to": "x"})
    run_due()
    task.refresh_from_db()
    assert task.last_error == "RuntimeError"
    assert "ana@example.org" not in caplog.text


def test_a_private_payload_is_wiped_when_done():
    handler("whisper", private=True)(lambda payload: None)
    task = enqueue("whisper", {"to": "x"})
    run_due()
    task.refresh_from_db()
    assert (task.state, task.payload) == (State.DONE, {})


def test_giving_up_fails_at_once():
    def refuse(payload):
        raise GiveUp("The address does not exist.")

    handler("refuse")(refuse)
    task = enqueue("refuse", {})
    run_due()
    task.refresh_from_db()
    assert (task.state, task.attempts, task.last_error) == (State.FAILED, 1, "The address does not exist.")


def test_a_kind_without_a_handler_is_an_error_and_not_a_crash():
    task = enqueue("nobody", {})
    run_due()
    task.refresh_from_db()
    assert (task.state, task.last_error) == (State.QUEUED, "LookupError: No handler for 'nobody'.")


def failed(kind="note"):
    return OutboxTask.objects.create(
        kind=kind, payload={"n": 1}, state=State.FAILED, attempts=8, due=timezone.now(), finished=timezone.now()
    )


def test_the_coordinator_lets_a_failed_task_be_tried_again(done):
    task = failed()
    assert retry(task=task)
    assert not retry(task=task)
    run_due()
    task.refresh_from_db()
    assert (task.state, task.attempts, done) == (State.DONE, 1, [{"n": 1}])


def test_a_dismissed_task_is_not_done_and_its_payload_is_gone(done):
    task = failed()
    assert dismiss(task=task)
    assert not dismiss(task=task)
    run_due()
    task.refresh_from_db()
    assert (task.state, task.payload, done, list(failed_tasks())) == (State.DONE, {}, [], [])


def test_a_task_whose_lease_ran_out_is_taken_again(done):
    task = enqueue("note", {"n": 1})
    now = timezone.now()
    assert outbox._claim(now).pk == task.pk
    assert run_due(now=now + timedelta(minutes=4)) == 0
    assert run_due(now=now + timedelta(minutes=6)) == 1
    assert done == [{"n": 1}]


def test_a_worker_that_lost_its_lease_changes_nothing(done):
    enqueue("note", {})
    now = timezone.now()
    slow = outbox._claim(now)
    quick = outbox._claim(now + timedelta(minutes=6))
    assert quick.pk == slow.pk
    outbox._carry_out(slow)
    slow.refresh_from_db()
    assert slow.state == State.RUNNING
    outbox._carry_out(quick)
    quick.refresh_from_db()
    assert quick.state == State.DONE


def test_a_task_that_takes_its_worker_down_each_time_fails_in_the_end(done):
    task = enqueue("note", {})
    OutboxTask.objects.update(state=State.RUNNING, attempts=8, leased_until=timezone.now() - timedelta(minutes=1))
    run_due()
    task.refresh_from_db()
    assert (task.state, done) == (State.FAILED, [])
    assert task.last_error == "The worker ended while it carried out this task."


def test_old_done_tasks_are_pruned_and_failed_ones_kept(done):
    long_ago = timezone.now() - timedelta(days=31)
    kept = failed()
    enqueue("note", {})
    fresh = enqueue("note", {})
    run_due()
    OutboxTask.objects.exclude(pk=fresh.pk).update(finished=long_ago)
    assert prune() == 1
    assert set(OutboxTask.objects.all()) == {kept, fresh}


def test_looking_for_work_only_reads(django_assert_num_queries):
    with django_assert_num_queries(1) as looked:
        assert run_due() == 0
    assert looked.captured_queries[0]["sql"].startswith("SELECT")
