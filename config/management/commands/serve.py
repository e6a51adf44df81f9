"""Runs the whole site on one machine: a web process and a worker, stopped together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import environment as env

GRACE = 8.0  # seconds a process has to finish what it is doing
LOOK = 0.2
FIRST_WAIT, LONGEST_WAIT, STEADY = 0.5, 30.0, 60.0
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """On Linux, let the kernel end this process when the supervisor is killed, so that no port stays taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Program:
    """A child in a session of its own: Ctrl-C reaches only the supervisor, which stops its children in order."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    due: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            env=self.environment,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        )

    @property
    def ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def restart_when_due(self, now: float) -> bool:
        """Start again after 0.5, 1, 2 … 30 seconds; the wait starts afresh once it has run for a minute. True if it
        was started.
        """
        if not self.due:
            self.wait = FIRST_WAIT if now - self.started > STEADY else min(self.wait * 2, LONGEST_WAIT)
            self.due = now + self.wait
        if now < self.due:
            return False
        self.due = 0.0
        self.start()
        return True

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def make_stop(self, deadline: float) -> None:
        if not self.process:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # what is left of its session, such as gunicorn's workers
        self.process.wait()


class Command(BaseCommand):
    help = "Serves the site: a web process and a worker. HOST and PORT say where; Ctrl-C or SIGTERM stops both."
    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000))
        parser.add_argument("--host", default=env.text("HOST", "127.0.0.1"))

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        environment = {**os.environ, "PORT": str(port)}
        web = Program("web", web_command(host, port), environment)
        worker = Program("worker", [sys.executable, sys.argv[0], "worker"], environment)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        try:
            web.start()
            worker.start()
            self.supervise(web, worker)
        finally:
            stop_all(web, worker)

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def supervise(self, web: Program, worker: Program) -> None:
        """Until told to stop. A dead worker is started again; without the web process there is nothing to supervise."""
        while not self.stopping:
            if web.ended is not None:
                raise CommandError(f"The web process ended with code {web.ended}; what it wrote above says why.")
            if worker.ended is not None and worker.restart_when_due(time.monotonic()):
                self.stderr.write("The worker had ended and was started again.")
            time.sleep(LOOK)


def web_command(host: str, port: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "bind": address,
        "worker-class": "gthread",
        "workers": str(env.number("WEB_PROCESSES", 2)),
        "threads": str(env.number("WEB_THREADS", 4)),
        "graceful-timeout": "5",
        "limit-request-line": "8190",  # longer than config.trouble takes, so that its page says so
        "log-level": "warning",
    }
    # Loaded once and then forked: the second process costs neither time to start nor much memory.
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--preload"]
    return [*gunicorn, *(f"--{name}={value}" for name, value in options.items())]


def refuse_taken_port(host: str, port: int) -> None:
    """Raises CommandError, in one sentence, where gunicorn would try for five seconds and print a trace."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(f"Cannot serve on {host} port {port} ({reason}); choose another one with PORT=.") from None


def stop_all(*programs: Program) -> None:
    for program in programs:
        program.ask_to_stop()
    deadline = time.monotonic() + GRACE
    for program in programs:
        program.make_stop(deadline)
