"""What hangs on a co-op, in packages above too: each says so here when it starts, so that two entries can become one.

What nobody told of here makes a merge refuse, rather than being left behind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from directory.coops.models import Cooperative

Moved = Callable[[list[Any]], None]


def _nothing(_keys: list[Any]) -> None:
    """For what no index holds."""


@dataclass(frozen=True)
class Hanging:
    """Rows of `model` whose `field` is the co-op.

    `binds`: people or money stand behind them; two entries that both have such are never made one. `stays`: they cannot go to another
    co-op, so the one that has them is the one that stays. `once_a`: of each of these a co-op has one row, so a second does not go
    over. `moved` is told the keys of what did. `said`: a word for it, where a person who decides has to know.
    `passing`: the site noted it by itself. It stays where it is, and goes with an entry that is taken back. `carries`: what stays may be of
    these, as an order is of goods; so they do not go back once there is more of that. `other`: the field of a second co-op, where a row is
    between two; those two are never made one.
    """

    model: type[Model]
    field: str = "cooperative"
    binds: bool = False
    stays: bool = False
    once_a: str = ""
    moved: Moved = _nothing
    said: Any = ""
    passing: bool = False
    carries: bool = False
    other: str = ""

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    def keys(self, coop: Cooperative) -> list[Any]:
        return list(self.model._base_manager.filter(**{self.field: coop}).order_by("pk").values_list("pk", flat=True))

    def newest(self, coop: Cooperative) -> int:
        """The key of the last row, which rises; 0 without any."""
        rows = self.model._base_manager.filter(**{self.field: coop}).order_by("-pk")
        return rows.values_list("pk", flat=True).first() or 0

    def is_between(self, one: Cooperative, two: Cooperative) -> bool:
        return bool(self.other) and self.model._base_manager.filter(**{self.field: one, self.other: two}).exists()

    def move(self, keys: Iterable[Any], *, start: Cooperative, to: Cooperative) -> list[Any]:
        """Of these the ones that hang on `start`. Returns their keys."""
        rows = self.model._base_manager.filter(**{self.field: start}, pk__in=list(keys))
        if self.once_a:
            there = self.model._base_manager.filter(**{self.field: to, f"{self.once_a}__isnull": False})
            rows = rows.exclude(**{f"{self.once_a}__in": list(there.values_list(self.once_a, flat=True))})
        gone = list(rows.order_by("pk").values_list("pk", flat=True))
        self.model._base_manager.filter(pk__in=gone).update(**{self.field: to})
        self.moved(gone)
        return gone


_registered: dict[str, Hanging] = {}


def register(*kinds: Hanging) -> None:
    for kind in kinds:
        _registered[kind.name] = kind


def everything() -> list[Hanging]:
    return list(_registered.values())
