"""What of the directory, and of the packages above, can be found: a write says that a thing changed, a worker indexes it.

`changed` is called inside the transaction of the write. Whether the thing may be found at all is decided when the task runs, by the
source that its package registered with `search.documents`: what that leaves out is taken out of the index.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from ground.outbox import enqueue
from search.documents import Key

TASK = "search.refresh"
CATCH_UP, BUILD = "search.catch_up", "search.build"  # of a search server, where the site has one
_MOST_IN_A_TASK = 500
Others = Callable[[Sequence[Key]], Iterable[Key]]
_along: dict[str, list[tuple[str, Others]]] = {}


def take_along(kind: str, other: str, keys: Others) -> None:
    """For a package above, when it starts: with things of `kind` those of `other` change too, whose keys `keys` gives."""
    _along.setdefault(kind, []).append((other, keys))


def changed_with(kind: str, keys: Sequence[Key]) -> None:
    """What is told of these things in others is written down as changed."""
    for other, others in _along.get(kind, ()):
        changed_many(other, others(keys))


def changed(kind: str, key: Key) -> None:
    """Ten changes of one thing that wait together are one task."""
    enqueue(TASK, {"kind": kind, "keys": [key]}, key=f"{TASK}:{kind}:{key}", fold=True)


def changed_many(kind: str, keys: Iterable[Key]) -> None:
    """For imports: one task for up to 500 things."""
    waiting = iter(keys)
    while batch := list(islice(waiting, _MOST_IN_A_TASK)):
        enqueue(TASK, {"kind": kind, "keys": batch})
