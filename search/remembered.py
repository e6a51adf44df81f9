"""Answers that are still true: a page that everybody opens is not searched for again until the index changes."""

from collections import OrderedDict
from threading import Lock

from search.query import SearchQuery, SearchResults

_MOST = 256
At = tuple[int, int]  # the generation of the index and the edition of the sets of words


class Remembered:
    """The last answers of this process. They hold public things only (see `Document`), so they may be shown to anybody."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[At, str], SearchResults] = OrderedDict()
        self._lock = Lock()

    def get(self, at: At, query: SearchQuery) -> SearchResults | None:
        with self._lock:
            return self._answers.get((at, repr(query)))

    def keep(self, at: At, query: SearchQuery, results: SearchResults) -> SearchResults:
        with self._lock:
            self._answers[at, repr(query)] = results
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return results
