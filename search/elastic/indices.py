"""The indices on the server: the one that serves, and the one that is being built beside it.

Searches go to an alias, so that a whole new index takes the place of the old one in one step. Whoever writes while another index is
built writes into both. Each write carries the time at which its documents were read from the database (in nanoseconds), and the
server refuses what is older than what it has: so no order of events brings an older state back.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import Any

from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.documents import Document
from search.elastic.mapping import MAPPINGS, SETTINGS, VERSION
from search.elastic.records import record, record_id
from search.standing import NotBuilt, Unavailable

logger = logging.getLogger(__name__)
Put = Callable[[Iterable[Document]], None]
_MOST_BYTES = 8_000_000
_CONFLICT, _MISSING = 409, 404
_AT_ONCE = 5_000
# Closed for writing (the disk is full), too busy, away: nothing is wrong with the document.
_NOT_NOW = (403, 429, 503)
_LONGEST_BUILD = 2 * 60 * 60  # seconds


class WriteFailed(Exception):
    """The server did not take a document; the message says which and why."""


class Indices:
    """`patience`: seconds for one request. `at_once`: what is written can be found as soon as the call returns."""

    def __init__(self, client: Elasticsearch, prefix: str, *, patience: float, at_once: bool) -> None:
        self._client = client.options(request_timeout=patience)
        self._prefix, self._at_once = prefix, at_once
        self.live = f"{prefix}-v{VERSION}"
        self._building = f"{self.live}-building"
        self._own = re.compile(rf"{re.escape(prefix)}-v[0-9a-f]{{8}}-\d+-[0-9a-f]+")

    # --- Documents -------------------------------------------------------------------------------------------------
    def put(self, documents: Iterable[Document], as_of: int | None = None) -> None:
        version, names = as_of or time.time_ns(), self._written()
        self._write(_put(name, document, version) for document in documents for name in names)

    def take_out(self, ids: Iterable[str], as_of: int | None = None) -> None:
        version, names = as_of or time.time_ns(), self._written()
        self._write(_take_out(name, ident, version) for ident in ids for name in names)

    def _written(self) -> list[str]:
        """The indices that take what is written. By their own names: an alias may move meanwhile, and a name of an index that is
        gone takes nothing with it. Raises NotBuilt."""
        names = self._behind(f"{self.live}*")
        if not any(self.live in aliases for aliases in names.values()):
            raise NotBuilt
        return sorted(names)

    def _write(self, actions: Iterable[dict[str, Any]]) -> None:
        done = streaming_bulk(
            self._client, actions, max_chunk_bytes=_MOST_BYTES, raise_on_error=False, refresh=self._at_once
        )
        for is_done, answer in done:
            ((action, told),) = answer.items()
            if is_done or told.get("status") == _CONFLICT or (action == "delete" and told.get("result") == "not_found"):
                continue
            if told.get("status") in _NOT_NOW:
                raise Unavailable(f"{told.get('_id')}: {told.get('error')}")
            raise WriteFailed(f"{told.get('_id')}: {told.get('error')}")

    # --- Building --------------------------------------------------------------------------------------------------
    @contextmanager
    def building(self) -> Iterator[Put]:
        """A new index, to be filled with what it yields, in the place of the old one at the end. What was left behind by a build
        that was killed goes; a build that another one overtakes fails. If the body raises, the old index stays."""
        self._clear(keep=self._behind(self.live))
        name = f"{self.live}-{_stamp(time.time())}-{token_hex(3)}"
        began = time.time_ns()
        self._client.indices.create(
            index=name, mappings=MAPPINGS, settings=SETTINGS | {"refresh_interval": "-1"}, aliases={self._building: {}}
        )
        try:
            yield lambda documents: self._write(_put(name, document, began) for document in documents)
            self._client.indices.put_settings(index=name, settings={"refresh_interval": SETTINGS["refresh_interval"]})
            self._client.indices.refresh(index=name)
            self._take_the_place(name)
        except BaseException:
            with suppress(Exception):
                self._client.indices.delete(index=name)
            raise

    def _take_the_place(self, name: str) -> None:
        actions: list[dict[str, Any]] = [
            {"remove": {"index": name, "alias": self._building, "must_exist": True}},
            {"add": {"index": name, "alias": self.live}},
        ]
        actions += [{"remove_index": {"index": old}} for old in self._all() if old != name]
        self._client.indices.update_aliases(actions=actions)

    def _clear(self, keep: Iterable[str]) -> None:
        """Takes away what no search of this version or another one reaches."""
        reached = {name for name, aliases in self._all().items() if set(aliases) - {self._building}}
        for name in self._all().keys() - reached - set(keep):
            with suppress(ApiError):
                self._client.indices.delete(index=name)

    def _all(self) -> dict[str, list[str]]:
        """The indices of this site, of any version, with their aliases."""
        found = self._client.indices.get_alias(index=f"{self._prefix}-v*", allow_no_indices=True).body
        return {name: list(own["aliases"]) for name, own in found.items() if self._own.fullmatch(name)}

    def _behind(self, alias: str) -> dict[str, list[str]]:
        """The indices behind an alias, or several."""
        found = self._client.options(ignore_status=_MISSING).indices.get_alias(name=alias).body
        return {name: list(own["aliases"]) for name, own in found.items() if self._own.fullmatch(name)}

    def remove_all(self) -> None:
        """All indices of this prefix, of any version."""
        for name in self._all():
            self._client.options(ignore_status=_MISSING).indices.delete(index=name)

    # --- What is there ---------------------------------------------------------------------------------------------
    def show(self) -> None:
        """What was written can be found from now on."""
        self._client.indices.refresh(index=self.live)

    def is_built(self) -> bool:
        return bool(self._behind(self.live))

    def is_being_built(self) -> bool:
        began = [int(name.split("-")[-2]) for name in self._behind(self._building)]
        return any(moment > int(_stamp(time.time() - _LONGEST_BUILD)) for moment in began)

    def count(self) -> int:
        return int(self._client.count(index=self.live).body["count"])

    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        """As written, be it found already or not."""
        keys = [record_id(ident) for ident in ids]
        held = self._client.mget(index=self.live, ids=keys, source_includes=["id", "digest"]).body["docs"]
        if any("error" in one for one in held):
            raise NotBuilt
        return {one["_source"]["id"]: one["_source"]["digest"] for one in held if one["found"]}

    def ids(self) -> Iterator[str]:
        after: dict[str, Any] = {}
        while True:
            page = {"size": _AT_ONCE, "sort": [{"id": "asc"}], "source": ["id"], **after}
            hits = self._client.search(index=self.live, **page).body["hits"]["hits"]
            yield from (hit["_source"]["id"] for hit in hits)
            if len(hits) < _AT_ONCE:
                return
            after = {"search_after": hits[-1]["sort"]}

    def words(self) -> Iterator[str]:
        after: dict[str, Any] = {}
        while True:
            source = {"size": _AT_ONCE, "sources": [{"word": {"terms": {"field": "words"}}}], **after}
            answer = self._client.search(index=self.live, size=0, aggs={"words": {"composite": source}}).body
            own = answer["aggregations"]["words"]
            yield from (one["key"]["word"] for one in own["buckets"])
            if "after_key" not in own:
                return
            after = {"after": own["after_key"]}


def _stamp(moment: float) -> str:
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(moment))


def _put(index: str, document: Document, version: int) -> dict[str, Any]:
    return _action("index", index, document.id, version) | {"_source": record(document)}


def _take_out(index: str, ident: str, version: int) -> dict[str, Any]:
    return _action("delete", index, ident, version)


def _action(kind: str, index: str, ident: str, version: int) -> dict[str, Any]:
    return {
        "_op_type": kind,
        "_index": index,
        "_id": record_id(ident),
        "version": version,
        "version_type": "external_gte",
    }
