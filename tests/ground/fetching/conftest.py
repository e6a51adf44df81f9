"""Servers on this machine. Their names are known to the test alone: nothing here asks a network."""

import ipaddress
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ground.fetching import Fetcher

LOOPBACK = ipaddress.ip_address("127.0.0.1")


class Server:
    """Answers by path: (status, headers, body), or a function that is given the handler. `asked` are the paths, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, object] = {}
        self.asked: list[str] = []
        self.agents: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.agents.append(self.headers["User-Agent"])
                page = server.pages.get(self.path, (404, {}, b"not here"))
                if callable(page):
                    page(self)
                    return
                status, headers, body = page
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self.http.server_address[1]

    def at(self, path: str, host: str = "coop.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


NAMES = {"coop.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}


def names(known: dict[str, list[str]]) -> Callable[[str, int], list[str]]:
    def resolve(host: str, _port: int) -> list[str]:
        if host not in known:
            raise OSError(host)
        return known[host]

    return resolve


@pytest.fixture
def fetcher_for(server: Server) -> Callable[..., Fetcher]:
    def make(known: dict[str, list[str]] | None = None, **fields: object) -> Fetcher:
        ports = frozenset({80, 443, server.port})
        rules = {"resolve": names(known or NAMES), "may_reach": lambda machine: machine == LOOPBACK, "ports": ports}
        return Fetcher(**{**rules, **fields})

    return make


@pytest.fixture
def fetcher(fetcher_for: Callable[..., Fetcher]) -> Fetcher:
    return fetcher_for()
