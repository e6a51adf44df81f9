"""Fetching a foreign address: each step of the way is checked as if it were the first."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.conf import settings

from ground.fetching import robots
from ground.fetching.asking import Deadline, Reply, ask
from ground.fetching.refusals import NotFetched, Why
from ground.fetching.targets import PORTS, Machine, Resolve, Target, is_public, machines_of, system_names, target_of

AGENT = "CoopDirectory"  # the name by which a robots.txt can speak to us
MOST_REDIRECTS = 5
SECONDS = 12.0
_ONWARD = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Answer:
    """`address` is where the answer came from in the end. Any status: 404 is an answer too."""

    status: int
    address: str
    headers: dict[str, str]
    body: bytes
    is_cut: bool


@dataclass(frozen=True)
class Fetcher:
    """Tests give a resolver and a rule of their own; the site uses the ones that stand here. `seconds` are for the whole way."""

    resolve: Resolve = system_names
    may_reach: Callable[[Machine], bool] = is_public
    ports: frozenset[int] = PORTS
    seconds: float = SECONDS
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, address: str, *, most: int = 1_000_000, accept: str = "*/*") -> Answer:
        """GET without cookies, at most `most` bytes of the body (0: none). Raises NotFetched."""
        deadline = Deadline(time.monotonic() + self.seconds)
        target, reply = self._follow(address, deadline=deadline, most=most, accept=accept, obeys=True)
        return Answer(reply.status, target.address, reply.headers, reply.body, reply.is_cut)

    def _follow(self, address: str, *, deadline: Deadline, most: int, accept: str, obeys: bool) -> tuple[Target, Reply]:
        for _step in range(MOST_REDIRECTS + 1):
            target = target_of(address, ports=self.ports)
            machines = machines_of(target, self.resolve, self.may_reach)
            if obeys:
                self._obey(target, deadline)
            headers = {"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": "identity"}
            reply = ask(
                target, machines, headers=headers | {"Connection": "close"}, most=most, deadline=deadline, tls=self.tls
            )
            onward = reply.headers.get("location", "")
            if reply.status not in _ONWARD or not onward:
                return target, reply
            address = _joined(target.address, onward)
        raise NotFetched(Why.REDIRECTS)

    def _obey(self, target: Target, deadline: Deadline) -> None:
        """Raises NotFetched(ROBOTS)."""
        rules = robots.kept(target.origin)
        if rules is None:
            _target, reply = self._follow(
                f"{target.origin}/robots.txt", deadline=deadline, most=robots.MOST, accept="text/plain", obeys=False
            )
            rules = robots.rules_of(target.origin, reply)
        if not robots.allows(rules, AGENT, target.address):
            raise NotFetched(Why.ROBOTS)


def _joined(base: str, onward: str) -> str:
    try:
        return urljoin(base, onward)
    except ValueError:
        raise NotFetched(Why.ADDRESS) from None


def user_agent() -> str:
    """Says who asks and where one can read why."""
    return f"{AGENT}/1.0 (+{settings.SITE_URL}/co-ops/)"


def fetch(address: str, *, most: int = 1_000_000, accept: str = "*/*") -> Answer:
    """By the site's own fetcher. Raises NotFetched, with SWITCHED_OFF where the setting ASK_OUTSIDE is off."""
    if not settings.ASK_OUTSIDE:
        raise NotFetched(Why.SWITCHED_OFF)
    return Fetcher().fetch(address, most=most, accept=accept)
