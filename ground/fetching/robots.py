"""What a robots.txt allows us, as RFC 9309 reads it."""

from hashlib import sha256
from urllib.robotparser import RobotFileParser

from django.core.cache import cache

from ground.fetching.asking import Reply
from ground.fetching.refusals import NotFetched, Why

MOST = 512_000  # bytes that RFC 9309 wants read at least
KEEP = 24 * 60 * 60  # seconds
_LONGEST_KEPT = 20_000  # letters; a longer one is fetched again rather than kept in the memory of each process
_FAILING = 500


def kept(origin: str) -> str | None:
    text: str | None = cache.get(_key(origin))
    return text


def rules_of(origin: str, reply: Reply) -> str:
    """The text of the rules, kept for a day. None there (404 and the like) means that all is allowed.

    Raises NotFetched(FAILING) where the server fails: nobody knows then what it allows.
    """
    if reply.status >= _FAILING:
        raise NotFetched(Why.FAILING)
    text = reply.body.decode("utf-8", "replace") if reply.status == 200 else ""
    if len(text) <= _LONGEST_KEPT:
        cache.set(_key(origin), text, KEEP)
    return text


def allows(rules: str, agent: str, address: str) -> bool:
    parser = RobotFileParser()
    try:
        parser.parse(rules.splitlines())
        return parser.can_fetch(agent, address)
    except (
        ValueError
    ):  # the parser stumbles over `Crawl-delay: ²` and `Disallow: //[`: nobody knows then what is allowed
        return False


def _key(origin: str) -> str:
    return f"robots:{sha256(origin.encode()).hexdigest()[:32]}"
