"""A server that finds, and the embedded engine that steps in while the server does not answer, is not built or is behind."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from search.breaker import Breaker
from search.documents import Document
from search.elastic.engine import Elastic
from search.embedded import Embedded
from search.query import SearchQuery, SearchResults, Suggestion
from search.standing import Refused, Unavailable

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Guarded:
    """Writes go into the embedded index first, so that it can step in at any time. `is_behind` says whether something that changed
    has not reached the server yet: then it must not answer, since it could show what was hidden meanwhile."""

    def __init__(self, server: Elastic, spare: Embedded, is_behind: Callable[[], bool]) -> None:
        self.server, self.spare = server, spare
        self.name = server.name
        self.breaker = Breaker(server.name, server.try_out)
        self._is_behind = is_behind

    # --- Reading ---------------------------------------------------------------------------------------------------
    def search(self, query: SearchQuery) -> SearchResults:
        return self._asked(lambda: self.server.search(query)) or replace(self.spare.search(query), simpler=True)

    def suggest(self, text: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        found = self._asked(lambda: self.server.suggest(text, language, limit))
        return self.spare.suggest(text, language, limit) if found is None else found

    def count(self) -> int:
        return self.spare.count()

    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        return self.spare.digests(ids)

    def ids(self) -> Iterator[str]:
        return self.spare.ids()

    def _asked(self, question: Callable[[], T]) -> T | None:
        """The server's answer; None if it must not or does not answer."""
        if not self.breaker.lets_through() or self._is_behind():
            return None
        began = time.monotonic()
        try:
            answer = question()
        except Refused:
            logger.exception("%s refused a search; the embedded one answered it.", self.name)
            return None
        except Unavailable as error:
            self.breaker.open(error)
            return None
        self._judge(time.monotonic() - began)
        return answer

    def _judge(self, seconds: float) -> None:
        """A page may ask several times: after an answer that was slow in coming it does not wait for another."""
        if seconds > self.server.patience / 2:
            self.breaker.open(Unavailable(f"an answer took {seconds:.1f} s"))
        else:
            self.breaker.proved()

    # --- Writing ---------------------------------------------------------------------------------------------------
    def bring(self, documents: Sequence[Document], gone: Sequence[str], as_of: int) -> None:
        """Raises Unavailable when the server did not take it; the embedded index has it then."""
        self.spare.bring(documents, gone, as_of)
        self._told(lambda: self.server.bring(documents, gone, as_of))

    def catch_up(self, documents: Sequence[Document], gone: Sequence[str], as_of: int) -> None:
        """What the server did not take before. It is asked even where nobody else asks it, and it answers people only when they
        would see the change. Raises Unavailable."""
        self.server.try_out()
        self.server.bring(documents, gone, as_of)
        self.server.settle()
        self.breaker.close()

    def index(self, documents: Iterable[Document]) -> None:
        known = list(documents)
        self.spare.index(known)
        self._told(lambda: self.server.index(known))

    def remove(self, ids: Iterable[str]) -> None:
        known = list(ids)
        self.spare.remove(known)
        self._told(lambda: self.server.remove(known))

    def rebuild(self, documents: Iterable[Document]) -> dict[str, int]:
        """Both from the same documents, held in memory: `manage.py index` builds one after the other instead."""
        known = list(documents)
        counted = self.spare.rebuild(known)
        self.server.rebuild(known)
        return counted

    def _told(self, work: Callable[[], object]) -> None:
        if not self.breaker.lets_through():
            raise Unavailable(f"{self.name} is waited for")
        try:
            self.server.try_out()  # it has a second for that, and many for what is written
            work()
        except Unavailable as error:
            self.breaker.open(error)
            raise
