"""One request to one machine, within a time that is over at a fixed moment however slowly the other side speaks."""

import http.client
import io
import socket
import ssl
import time
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from ground.fetching.refusals import NotFetched, Why
from ground.fetching.targets import Machine, Target

_PIECE = 16_384
_MOST_MACHINES = 3


@dataclass(frozen=True)
class Reply:
    """What one machine said. Names of headers in small letters; `is_cut` where the body was longer than wanted."""

    status: int
    headers: dict[str, str]
    body: bytes
    is_cut: bool


@dataclass(frozen=True)
class Deadline:
    """A moment of the monotonic clock."""

    at: float

    def left(self) -> float:
        """Seconds. Raises TimeoutError once there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Slowly(io.RawIOBase):
    """A socket to read from, with what is left of the time at each step."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line, self._deadline = line, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._line.settimeout(self._deadline.left())
        return self._line.recv_into(buffer)


class _Line:
    """As much of a socket as http.client uses. Whoever opened the socket closes it."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line, self._deadline = line, deadline

    def sendall(self, data: bytes) -> None:
        self._line.settimeout(self._deadline.left())
        self._line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Slowly(self._line, self._deadline))

    def close(self) -> None:
        """http.client closes early what it still reads from."""


def ask(
    target: Target,
    machines: list[Machine],
    *,
    headers: dict[str, str],
    most: int,
    deadline: Deadline,
    tls: ssl.SSLContext,
) -> Reply:
    """GET. At most `most` bytes of the body are read. Raises NotFetched."""
    try:
        with closing(_connect(target, machines, deadline, tls)) as line:
            return _converse(line, target, headers=headers, most=most, deadline=deadline)
    except ssl.SSLCertVerificationError:
        raise NotFetched(Why.CERTIFICATE) from None
    except TimeoutError:
        raise NotFetched(Why.SILENT) from None
    except OSError:
        raise NotFetched(Why.CLOSED) from None
    except (http.client.HTTPException, ValueError):
        raise NotFetched(Why.NONSENSE) from None


def _connect(target: Target, machines: list[Machine], deadline: Deadline, tls: ssl.SSLContext) -> socket.socket:
    """To the very machines that were checked: no name is looked up here. The first that takes the call is asked."""
    trouble: OSError = ConnectionError()
    for machine in machines[:_MOST_MACHINES]:
        try:
            line = socket.create_connection((str(machine), target.port), timeout=deadline.left())
        except OSError as error:
            trouble = error
            continue
        return _secured(line, target, deadline, tls) if target.scheme == "https" else line
    raise trouble


def _secured(line: socket.socket, target: Target, deadline: Deadline, tls: ssl.SSLContext) -> socket.socket:
    """The certificate must be for the name in the address."""
    try:
        line.settimeout(deadline.left())
        return tls.wrap_socket(line, server_hostname=target.host)
    except BaseException:
        line.close()
        raise


def _converse(line: socket.socket, target: Target, *, headers: dict[str, str], most: int, deadline: Deadline) -> Reply:
    caller = http.client.HTTPConnection(target.host, target.port)
    caller.sock = _Line(line, deadline)
    caller.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    caller.putheader("Host", target.origin.partition("://")[2])
    for name, value in headers.items():
        caller.putheader(name, value)
    caller.endheaders()
    with closing(caller.getresponse()) as response:
        body = _read(response, most)
        said = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, said, body[:most], is_cut=len(body) > most)


def _read(response: http.client.HTTPResponse, most: int) -> bytes:
    """One byte more than wanted tells that there is more; nothing at all is read where nothing is wanted."""
    body = bytearray()
    while most and len(body) <= most:
        piece = response.read(min(_PIECE, most + 1 - len(body)))
        if not piece:
            break
        body += piece
    return bytes(body)
