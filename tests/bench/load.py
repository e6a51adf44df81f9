"""Load from outside the server's processes: pages over connections that stay open, and checkouts by visitors."""

import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urlsplit

from tests.bench.checkout import place_order
from tests.bench.visitor import Visitor

CONNECTIONS, BUYERS = 8, 4
_LENGTH = b"content-length:"
_orders = iter(range(10**9))
_one_by_one = threading.Lock()


class Sample(NamedTuple):
    """What one measurement saw. `cpu_ms`: processor time of the server's workers for one; noise moves it least."""

    per_second: float
    cpu_ms: float


def pages(url: str, seconds: float, workers: list[int]) -> Sample:
    """Ask for one page again and again. Raises RuntimeError when an answer is not 200."""
    address = urlsplit(url)
    path = address.path + (f"?{address.query}" if address.query else "")
    request = f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    where = (address.hostname or "", address.port or 80)
    return _sample(lambda deadline: _ask_until(deadline, where, request), CONNECTIONS, seconds, workers)


def checkouts(base_url: str, seconds: float, workers: list[int]) -> Sample:
    """Buy one thing after another, each time as a new guest."""
    return _sample(lambda deadline: _buy_until(deadline, base_url), BUYERS, seconds, workers)


def _sample(work: Callable[[float], int], at_once: int, seconds: float, workers: list[int]) -> Sample:
    started, before = time.monotonic(), cpu_seconds(workers)
    with ThreadPoolExecutor(at_once) as pool:
        done = sum(pool.map(work, [started + seconds] * at_once))
    took = time.monotonic() - started
    return Sample(done / took, (cpu_seconds(workers) - before) * 1000 / done)


def _ask_until(deadline: float, where: tuple[str, int], request: bytes) -> int:
    done, connection = 0, None
    while time.monotonic() < deadline:
        connection = connection or socket.create_connection(where, timeout=60)
        connection.sendall(request)
        if not _answer(connection):
            connection.close()
            connection = None
        done += 1
    if connection:
        connection.close()
    return done


def _answer(connection: socket.socket) -> bool:
    """Read one answer; True if the connection stays open."""
    got = connection.recv(65536)
    while b"\r\n\r\n" not in got:
        got += _more(connection)
    head, _, body = got.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"not a page: {head.splitlines()[0].decode()}")
    lower = head.lower()
    missing = int(lower.partition(_LENGTH)[2].partition(b"\r\n")[0]) - len(body)
    while missing > 0:
        missing -= len(_more(connection))
    return b"connection: close" not in lower


def _more(connection: socket.socket) -> bytes:
    if not (got := connection.recv(65536)):
        raise RuntimeError("the server hung up in the middle of an answer")
    return got


def _buy_until(deadline: float, base_url: str) -> int:
    done = 0
    while time.monotonic() < deadline:
        with _one_by_one:
            number = next(_orders)
        try:
            place_order(Visitor(base_url), number)
        except URLError as error:
            raise RuntimeError(f"a checkout failed: {error}") from error
        done += 1
    return max(done, 1)


def cpu_seconds(pids: list[int]) -> float:
    """Processor time that these processes have used; 0 where the system does not say (/proc)."""
    used = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as told:  # noqa: PTH123
                used += sum(map(int, told.read().rpartition(")")[2].split()[11:13]))
        except OSError:
            return 0.0
    return used / os.sysconf("SC_CLK_TCK")
