"""What is asked: an address taken apart, and the machines behind its name. Nothing here connects to anything."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from ground.fetching.refusals import NotFetched, Why

Machine = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Iterable[str]]

LONGEST = 2_000
PORTS = frozenset({80, 443, 8080, 8443})
_USUAL = {"http": 80, "https": 443}
_PATH_SIGNS = "/%:@!$&'()*+,;=~?"
# What Python 3.11 still takes for public, read from IANA's lists of special-purpose addresses.
_SPECIAL_4 = [ipaddress.ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24")]
# In IPv6 only global unicast is asked, and of it not what carries an IPv4 address inside, or is for tests and books.
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
_SPECIAL_6 = [ipaddress.ip_network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]


@dataclass(frozen=True)
class Target:
    """`host` in ASCII, `path` with its query, both fit for a request line."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        usual = self.port == _USUAL[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def address(self) -> str:
        return self.origin + self.path


def target_of(address: str, *, ports: frozenset[int] = PORTS) -> Target:
    """Raises NotFetched(ADDRESS) for anything but a plain http or https address."""
    try:
        parts = _split(address)
        port = _USUAL[parts.scheme] if parts.port is None else parts.port
        host = _ascii(parts.hostname or "")
    except ValueError:  # UnicodeError is one too
        raise NotFetched(Why.ADDRESS) from None
    if not host or port not in ports or "@" in parts.netloc:
        raise NotFetched(Why.ADDRESS)
    path = quote(parts.path or "/", safe=_PATH_SIGNS)
    query = f"?{quote(parts.query, safe=_PATH_SIGNS)}" if parts.query else ""
    return Target(parts.scheme, host, port, path + query)


def _split(address: str) -> SplitResult:
    """`urlsplit` leaves line breaks out without a word, so they are looked for first."""
    is_plain = len(address) <= LONGEST and address.isprintable() and not any(map(str.isspace, address))
    parts = urlsplit(address)
    if not is_plain or "\\" in address or parts.scheme not in _USUAL:
        raise ValueError(address)
    return parts


def _ascii(host: str) -> str:
    host = host.rstrip(".").lower()
    return host if ":" in host else host.encode("idna").decode("ascii")


def system_names(host: str, port: int) -> list[str]:
    """Asks the machine's own resolver; how long that takes is set there (`man resolv.conf`). Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))


def is_public(machine: Machine) -> bool:
    """Not private, loopback, link-local, CGNAT, multicast, reserved, or an IPv4 address in IPv6 clothes."""
    if isinstance(machine, ipaddress.IPv4Address):
        return machine.is_global and not machine.is_multicast and not any(machine in part for part in _SPECIAL_4)
    return machine in _GLOBAL_6 and not any(machine in part for part in _SPECIAL_6)


def machines_of(target: Target, resolve: Resolve, may_reach: Callable[[Machine], bool]) -> list[Machine]:
    """The machines to connect to. A name that leads to a private one as well as to public ones is not asked at all.

    Raises NotFetched with NAME or PRIVATE.
    """
    try:
        machines = [ipaddress.ip_address(text) for text in resolve(target.host, target.port)]
    except (OSError, ValueError):
        raise NotFetched(Why.NAME) from None
    if not machines:
        raise NotFetched(Why.NAME)
    if not all(map(may_reach, machines)):
        raise NotFetched(Why.PRIVATE)
    return machines
