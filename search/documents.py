"""What can be found. A package above declares a `Document` for each thing and registers a source that loads them."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import Protocol

Key = str | int
Shown = str | int | None
_BATCH = 500


@dataclass(frozen=True)
class Document:
    """One findable thing. It holds only what everybody may see: an index is public by contract.

    `id` is `kind:key`, where key is what the source of that kind gives and takes. Texts and paths are by language code
    (`en`, `es`); a missing language is served by the other one. `path` has no language prefix. `numbers` are whole (cents,
    counts). `weight` multiplies the rank: 1.0 is normal. `shown` is handed back with a hit so that a list needs no query.
    """

    id: str
    title: Mapping[str, str]
    path: str | Mapping[str, str]
    body: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    place: tuple[float, float] | None = None
    date: datetime.date | None = None
    weight: float = 1.0
    shown: Mapping[str, Shown] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


def digest(document: Document) -> str:
    """A mark of all that a document tells: another one as soon as anything of it changes."""
    told = [getattr(document, one.name) for one in fields(document)]
    return hashlib.sha256(json.dumps(told, default=_plain, sort_keys=True).encode()).hexdigest()[:24]


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


class Source(Protocol):
    """Where the documents of a kind come from. `load` leaves out what is missing or hidden: that is how a thing is taken out."""

    def ids(self) -> Iterable[Key]: ...

    def load(self, keys: Sequence[Key]) -> Iterable[Document]: ...


class UnknownKind(LookupError):
    """No source is registered for the kind."""


_sources: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Called from `AppConfig.ready`. A second call for a kind takes the place of the first."""
    _sources[kind] = source


def kinds() -> tuple[str, ...]:
    return tuple(_sources)


def load(kind: str, keys: Sequence[Key]) -> list[Document]:
    """The documents of those keys that may be found now. Raises UnknownKind."""
    try:
        source = _sources[kind]
    except KeyError:
        raise UnknownKind(kind) from None
    return list(source.load(keys))


def everything() -> Iterator[Document]:
    """Every document of every source, loaded in batches."""
    for kind, keys in batches():
        yield from load(kind, keys)


def batches() -> Iterator[tuple[str, list[Key]]]:
    """The keys of every source, also of what may not be found, kind by kind."""
    for kind, source in _sources.items():
        keys = iter(source.ids())
        while batch := list(islice(keys, _BATCH)):
            yield kind, batch
