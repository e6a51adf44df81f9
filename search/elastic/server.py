"""The connection to a server, and what is said when it does not serve."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.standing import NotBuilt, Refused, Unavailable

_MOMENT = 0.05  # less than this is no time to ask anything


def connect(url: str) -> Elasticsearch:
    """Nothing is asked yet. No request is repeated by itself: whoever waits is answered by the embedded engine instead. And what the
    breaker says once, the client need not say at each try."""
    logging.getLogger("elastic_transport.node_pool").setLevel(logging.ERROR)
    return Elasticsearch(url, max_retries=0, retry_on_timeout=False, sniff_on_node_failure=False, http_compress=True)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns what the client raises into Unavailable, NotBuilt or Refused."""
    try:
        yield
    except NotFoundError as error:
        raise NotBuilt from error
    except ApiError as error:
        refused = 400 <= error.status_code < 500 and error.status_code not in (401, 403, 408, 429)
        raise (Refused if refused else Unavailable)(str(error)) from error
    except TransportError as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error


@dataclass(frozen=True)
class Patience:
    """How long one look may take, all its requests together (in seconds), counted from when it is made."""

    seconds: float
    until: float

    @classmethod
    def of(cls, seconds: float) -> "Patience":
        return cls(seconds, time.monotonic() + seconds)

    def left(self) -> float:
        """Raises ConnectionTimeout when nothing is."""
        left = self.until - time.monotonic()
        if left < _MOMENT:
            raise ConnectionTimeout(f"no answer in {self.seconds:g} s")
        return left


@dataclass(frozen=True)
class Asking:
    """The requests of one look at an index, under its alias."""

    client: Elasticsearch
    alias: str
    patience: Patience

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        client = self.client.options(request_timeout=self.patience.left())
        return _whole(client.search(index=self.alias, **body).body)

    def ask_many(self, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One answer for each; in one request."""
        client = self.client.options(request_timeout=self.patience.left())
        searches = [part for body in bodies for part in ({}, body)]
        return list(map(_whole, client.msearch(index=self.alias, searches=searches).body["responses"]))


def _whole(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer, if all of the index gave it: half of the finds with half of the counts are none."""
    if "error" in answer:
        raise Refused(str(answer["error"])[:500])
    if "hits" not in answer or answer.get("timed_out") or answer.get("_shards", {}).get("failed"):
        raise Unavailable("only a part of the index answered")
    return answer
