"""What the embedded engine asks of a database."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from search.analysis import Analysed

Row = Sequence[Any]
T = TypeVar("T")


class Run(Protocol):
    """Statements inside one transaction. Places for values are written %s."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]: ...

    def scores(self, sql: str, values: Sequence[object] = ()) -> dict[int, float]:
        """What a statement with the columns `doc` and `score` finds, of which there may be many thousands."""

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """`INSERT … VALUES (one row of places)`, with ON CONFLICT behind it or not, for many rows."""


class Store(Protocol):
    """A database that holds the tables of `search.tables`, and in `search_text` the words of each document in its own way."""

    name: str
    matched: str  # SELECT doc, score: places for the values of `ranking`, then for an expression
    named: str  # the same, for what `beginning` says of the names
    holding: str  # SELECT doc: a place for an expression
    text_tables: Sequence[tuple[str, str]]  # the tables with words, each with its column of the document's number

    def read(self, work: Callable[[Run], T]) -> T:
        """One look at the index. On SQLite a write that happens meanwhile is not seen; on PostgreSQL each statement sees it."""

    def write(self, work: Callable[[Run], T]) -> T:
        """One transaction, one writer at a time."""

    def heal(self) -> None:
        """Before a rebuild: puts a damaged index (empty) in order."""

    def empty(self, run: Run) -> None:
        """Takes everything out, inside the transaction of `run`."""

    def settle(self) -> None:
        """After a rebuild: what makes the next reads fast."""

    def put_words(self, run: Run, texts: Iterable[tuple[int, Analysed]]) -> None: ...

    def ranking(self, reader: str) -> Sequence[object]:
        """The values that weigh the columns for a reader: a language, or `names` for typing ahead."""

    def expression(self, terms: Sequence[tuple[str, ...]]) -> str:
        """The database's own search expression for: all of these terms (folded words side by side), in either language."""

    def either(self, readings: Sequence[Sequence[tuple[str, ...]]]) -> str:
        """The expression for: all terms of one reading, or all of another."""

    def beginning(self, words: Sequence[str]) -> str:
        """The expression for: each of these begins a word of the names."""


def places(values: Sequence[object]) -> str:
    """The places for the values of an IN list."""
    return ", ".join(["%s"] * len(values))
