"""The engine as the site asks it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from elasticsearch import Elasticsearch

from search.asking import ask
from search.documents import Document
from search.elastic.ahead import Ahead
from search.elastic.indices import Indices
from search.elastic.looking import ElasticFinder
from search.elastic.server import Asking, Patience, connect, told_plainly
from search.query import SearchQuery, SearchResults, Suggestion
from search.same import NONE, Sets

T = TypeVar("T")
_BATCH = 500
_TRIAL = 1.0  # seconds


class Elastic:
    """`prefix` begins the names of its indices: several sites may share a server. `patience`: seconds for one search, `write_patience`
    for one batch of documents. `at_once`: what is written is found as soon as the call returns, not a second later."""

    name = "Elasticsearch"

    def __init__(
        self, url: str, prefix: str, *, patience: float = 0.8, write_patience: float = 20.0, at_once: bool = False
    ) -> None:
        self.client: Elasticsearch = connect(url)
        self.indices = Indices(self.client, prefix, patience=write_patience, at_once=at_once)
        self.patience = patience
        self.sets: Callable[[], Sets] = lambda: NONE

    # --- Writing ---------------------------------------------------------------------------------------------------
    def index(self, documents: Iterable[Document], as_of: int | None = None) -> None:
        with told_plainly():
            for batch in _batches(documents):
                self.indices.put({document.id: document for document in batch}.values(), as_of)

    def remove(self, ids: Iterable[str], as_of: int | None = None) -> None:
        with told_plainly():
            for batch in _batches(ids):
                self.indices.take_out(batch, as_of)

    def bring(self, documents: Sequence[Document], gone: Sequence[str], as_of: int) -> None:
        self.remove(gone, as_of)
        self.index(documents, as_of)

    def rebuild(self, documents: Iterable[Document]) -> dict[str, int]:
        """Into an index beside the one that serves, which takes its place in one step when it is whole."""
        counted: Counter[str] = Counter()
        with told_plainly(), self.indices.building() as put:
            for batch in _batches(documents):
                fresh = {document.id: document for document in batch}
                put(fresh.values())
                counted.update(document.kind for document in fresh.values())
        return dict(counted)

    def settle(self) -> None:
        with told_plainly():
            self.indices.show()

    def drop(self) -> None:
        """Takes all that this engine keeps off the server."""
        with told_plainly():
            self.indices.remove_all()

    def try_out(self) -> None:
        """Asks the index something small. Raises Unavailable, NotBuilt."""
        with told_plainly():
            Asking(self.client, self.indices.live, Patience.of(_TRIAL)).ask({"size": 1})

    def is_being_built(self) -> bool:
        """Not by a build that was begun hours ago: that one was killed."""
        with told_plainly():
            return self.indices.is_being_built()

    # --- Reading ---------------------------------------------------------------------------------------------------
    def count(self) -> int:
        with told_plainly():
            return self.indices.count()

    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        with told_plainly():
            held: dict[str, str] = {}
            for batch in _batches(ids):
                held |= self.indices.digests(batch)
            return held

    def ids(self) -> Iterator[str]:
        with told_plainly():
            self.indices.show()
            yield from self.indices.ids()

    def words(self) -> list[str]:
        """The vocabulary, folded, in the order of the alphabet."""
        with told_plainly():
            return sorted(self.indices.words())

    def search(self, query: SearchQuery) -> SearchResults:
        sets = self.sets()
        with told_plainly():
            return ask(ElasticFinder(self.name, self._asking()), query, sets)

    def suggest(self, text: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        with told_plainly():
            return Ahead(self._asking()).suggest(text, language, limit)

    def _asking(self) -> Asking:
        return Asking(self.client, self.indices.live, Patience.of(self.patience))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch
