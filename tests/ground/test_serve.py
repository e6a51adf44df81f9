"""`manage.py serve` is tried as it is used: a program of its own, on a free port, with a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from config.management.commands.serve import FIRST_WAIT, LONGEST_WAIT, Program


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(check, seconds=60, of=None):
    """What `check` finds at last; a program `of` which it is asked must not end before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and (of is None or of.poll() is None):
        found = check()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("It did not happen in time.")


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/nothing-is-here/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def living(pids):
    """Those of the processes that still run; one that has ended and waits for its parent does not."""
    return [pid for pid in pids if (stat := read(f"/proc/{pid}/stat")) and stat.rpartition(")")[2].split()[0] != "Z"]


def read(path):
    try:
        return Path(path).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def family(pid):
    """The process's descendants as {pid: command line}."""
    found = {}
    for child in read(f"/proc/{pid}/task/{pid}/children").split():
        found[int(child)] = read(f"/proc/{child}/cmdline").replace("\0", " ")
        found |= family(int(child))
    return found


def workers(pid):
    return [child for child, command in family(pid).items() if command.strip().endswith(" worker")]


@pytest.fixture
def serve(tmp_path, settings):
    """Starts `manage.py serve` for the directory alone, which starts quickly; whatever of it is left after the test is ended."""
    started, environment = (
        [],
        {**os.environ, "VAR_DIR": str(tmp_path), "WEB_PROCESSES": "1", "WITHOUT": "marketplace,cms"},
    )
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/site.sqlite3"
    make = (
        "import django; django.setup(); from django.db import connection as c; from ground.models import OutboxTask\n"
    )
    make += "with c.schema_editor() as e: e.create_model(OutboxTask)"
    django = {"env": {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}, "cwd": settings.BASE_DIR}
    subprocess.run([sys.executable, "-c", make], check=True, timeout=60, **django)

    def start(port):
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        with (tmp_path / "stderr").open("w") as said:
            process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stderr=said)
        started.append(process)
        return process

    yield start
    for process in started:
        for pid in [*family(process.pid), process.pid]:
            if living([pid]):
                os.kill(pid, signal.SIGKILL)
        process.wait(timeout=10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_both_processes_run_and_are_stopped_without_orphans(serve, number):
    port = free_port()
    site = serve(port)
    wait_for(lambda: answers(port), of=site)
    [worker] = wait_for(lambda: workers(site.pid), of=site)
    children = list(family(site.pid))
    assert worker in children
    assert len(children) >= 3  # gunicorn, its worker, our worker
    began = time.monotonic()
    site.send_signal(number)
    assert site.wait(timeout=15) == 0
    assert time.monotonic() - began < 10
    assert living(children) == []
    assert not answers(port)


def test_a_dead_worker_is_started_again(serve):
    port = free_port()
    site = serve(port)
    [worker] = wait_for(lambda: workers(site.pid), of=site)
    os.kill(worker, signal.SIGKILL)
    [again] = wait_for(lambda: [pid for pid in workers(site.pid) if pid != worker], of=site)
    assert living([again]) == [again]
    wait_for(lambda: answers(port), of=site)


def test_nothing_is_left_when_the_supervisor_itself_is_killed(serve):
    port = free_port()
    site = serve(port)
    wait_for(lambda: answers(port) and workers(site.pid), of=site)
    children = list(family(site.pid))
    site.kill()
    site.wait(timeout=5)
    wait_for(lambda: not living(children), seconds=15)


def test_a_taken_port_is_said_in_one_sentence(serve, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        site = serve(port)
        assert site.wait(timeout=30) != 0
        said = (tmp_path / "stderr").read_text()
    assert said.strip().splitlines()[-1] == (
        f"CommandError: Cannot serve on 127.0.0.1 port {port} (Address already in use); choose another one with PORT=."
    )
    assert family(site.pid) == {}


def test_the_wait_before_a_restart_doubles_and_starts_afresh_after_a_steady_minute(monkeypatch):
    program = Program("worker", [], {})
    starts = []
    monkeypatch.setattr(program, "start", lambda: starts.append(1))
    waits = []
    now = 0.0
    for _ in range(8):
        assert not program.restart_when_due(now)
        waits.append(program.due - now)
        now = program.due
        assert program.restart_when_due(now)
        program.started = now
    assert waits == [1, 2, 4, 8, 16, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]
    assert not program.restart_when_due(now + 61)
    assert program.due - (now + 61) == FIRST_WAIT
    assert len(starts) == 8
