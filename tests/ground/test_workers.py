"""Workers as processes of their own, on a database file of their own; one is killed, one is stopped, three share the work."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from django.db import connections, transaction

from ground.models import OutboxTask
from ground.outbox import State, enqueue, handler, run_due

START = """
import sys, time, signal
import django
django.setup()
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from ground.models import OutboxTask
from ground.outbox import enqueue, handler, run_due
from ground.worker import Worker
"""
MAKE_TABLE = """
with connection.schema_editor() as editor:
    editor.create_model(OutboxTask)
"""


class Site:
    def __init__(self, folder, root):
        self.file = folder / "site.sqlite3"
        environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.file}",
            "WITHOUT": "marketplace,cms",
        }
        self.here = {"cwd": root, "env": {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}, "text": True}
        self.run(MAKE_TABLE)

    def run(self, program):
        """What the program printed."""
        command = [sys.executable, "-c", START + program]
        return subprocess.run(command, check=True, timeout=60, stdout=subprocess.PIPE, **self.here).stdout

    def start(self, program):
        return subprocess.Popen([sys.executable, "-c", START + program], stdout=subprocess.PIPE, **self.here)

    def states(self):
        with sqlite3.connect(self.file) as database:
            return database.execute("SELECT kind, state, attempts FROM ground_outboxtask ORDER BY id").fetchall()


@pytest.fixture
def site(tmp_path, settings):
    return Site(tmp_path, settings.BASE_DIR)


SLOW = """
@handler("slow")
def slow(payload):
    print("taken", flush=True)
    time.sleep(payload["seconds"])
"""


def test_a_task_survives_a_killed_worker(site):
    with site.start(SLOW + 'enqueue("slow", {"seconds": 60}); run_due()') as worker:
        assert worker.stdout.readline() == "taken\n"
        os.kill(worker.pid, signal.SIGKILL)
    assert site.states() == [("slow", "running", 1)]
    quick = SLOW.replace('payload["seconds"]', "0")
    assert site.run(quick + "print(run_due())") == "0\n"  # its lease has not run out
    assert site.run(quick + "print(run_due(now=timezone.now() + timedelta(minutes=6)))") == "taken\n1\n"
    assert site.states() == [("slow", "done", 2)]


def test_a_worker_stops_at_sigterm_after_the_task_in_hand(site):
    program = """
enqueue("slow", {"seconds": 1})
enqueue("slow", {"seconds": 1})
worker = Worker()
signal.signal(signal.SIGTERM, worker.stop)
worker.run()
"""
    with site.start(SLOW + program) as worker:
        assert worker.stdout.readline() == "taken\n"
        began = time.monotonic()
        worker.terminate()
        assert worker.wait(timeout=10) == 0
        assert time.monotonic() - began < 5
    assert [row for row in site.states() if row[0] == "slow"] == [("slow", "done", 1), ("slow", "queued", 0)]


def test_three_workers_share_the_tasks_and_none_is_done_twice(site):
    site.run('[enqueue("note", {"n": n}) for n in range(60)]')
    program = """
@handler("note")
def note(payload):
    print(payload["n"], flush=True)
    time.sleep(0.01)
run_due()
"""
    workers = [site.start(program) for _ in range(3)]
    printed = [worker.communicate(timeout=60)[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert sorted(int(n) for lines in printed for n in lines) == list(range(60))
    assert set(site.states()) == {("note", "done", 1)}


@pytest.mark.postgres
@pytest.mark.usefixtures("handlers")
@pytest.mark.django_db(transaction=True)
def test_three_workers_share_the_tasks_on_postgresql():
    seen = []
    handler("note")(lambda payload: seen.append(payload["n"]))
    for n in range(60):
        enqueue("note", {"n": n})

    def work():
        run_due()
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(seen) == list(range(60))
    assert OutboxTask.objects.filter(state=State.DONE, attempts=1).count() == 60


@pytest.mark.postgres
@pytest.mark.usefixtures("handlers")
@pytest.mark.django_db(transaction=True)
def test_a_folded_change_is_seen_by_the_worker_that_takes_it():
    """A worker must not take the waiting task between a change that leans on it and that change's commit."""
    seen = []
    handler("note")(lambda payload: seen.append(payload["n"]))
    enqueue("note", {"n": 1}, key="k", fold=True)

    def work():
        run_due()
        connections.close_all()

    worker = threading.Thread(target=work)
    with transaction.atomic():
        enqueue("note", {"n": 2}, key="k", fold=True)
        worker.start()
        worker.join(timeout=0.5)
        assert seen == []
    worker.join(timeout=10)
    assert seen == [2]
