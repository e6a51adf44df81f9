"""Both sites, made ready in a scratch folder and served in the same way."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
# As the peers of the shared bench are served. With threads wrk's lasting connections all stick to one of the processes.
WORKERS, WORKER_CLASS = 2, "sync"
START_LIMIT = 60.0
_SITE = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "DEMONSTRATION": "yes", "PRODUCTION": ""}
_CEILING = {"DJANGO_SETTINGS_MODULE": "tests.bench.ceiling.settings"}


class Server(NamedTuple):
    url: str
    workers: list[int]  # process ids; none where the system does not tell

    @property
    def largest_mb(self) -> float:
        """Memory of the largest worker, in million bytes."""
        return max((_resident(pid) for pid in self.workers), default=0) / 1e6


def prepare_site(scratch: Path, listings: int) -> float:
    """Set up database, demonstration and index, then add listings. Seconds that the first part took."""
    started = time.monotonic()
    run(scratch, _SITE, "manage.py", "up", "--only-prepare")
    took = time.monotonic() - started
    run(scratch, _SITE, "-m", "tests.bench.seed", str(listings))
    run(scratch, _SITE, "manage.py", "index", "-v0")
    run(scratch, _SITE, "manage.py", "collectstatic", "--no-input", "-v0")
    return took


def prepare_ceiling(scratch: Path) -> None:
    run(scratch, _CEILING, "-m", "tests.bench.ceiling.seed")


def run(scratch: Path, environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        env=_environment(scratch, environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def run_site(scratch: Path, *command: str) -> str:
    return run(scratch, _SITE, *command)


@contextmanager
def site(scratch: Path) -> Iterator[Server]:
    with _served("config.wsgi", _environment(scratch, _SITE)) as server:
        yield server


@contextmanager
def ceiling(scratch: Path) -> Iterator[Server]:
    with _served("tests.bench.ceiling.wsgi", _environment(scratch, _CEILING)) as server:
        yield server


def _environment(scratch: Path, more: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "VAR_DIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore", **more}


@contextmanager
def _served(application: str, environment: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    options = [
        "--preload",
        "--workers",
        str(WORKERS),
        "--worker-class",
        WORKER_CLASS,
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--timeout", "120", *options],
        env=environment,
        cwd=ROOT,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield Server(url, _children(server.pid))
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + START_LIMIT
    while server.poll() is None and time.monotonic() < limit:
        try:
            urlopen(url, timeout=START_LIMIT).close()  # noqa: S310 - our own address
        except HTTPError:
            return
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} does not answer")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> int:
    """Bytes of memory that the process holds."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.partition("VmRSS:")[2].split()[0]) * 1024
