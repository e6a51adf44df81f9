"""Who gets which answer at which address.

Each module here exports `ROWS: list[Row]`. A row names a URL, how its address is made from the demonstration data, and the answer each
actor gets to a GET. `tests/test_access.py` fails when a URL of the site stands in no row.

    Row("desk_today", {"slug": BAKERY}, {STRANGER: LOGIN, RESIDENT: 404, STEWARD: 200, OTHER_STEWARD: 404, COORDINATOR: 404})

Actors: STRANGER (signed out), RESIDENT (an account without a role), PACKER (lowest role at the bakery), STEWARD (of the bakery),
OTHER_STEWARD (of the farm), COMMS (communications staff), COORDINATOR. An actor that a row leaves out gets the row's STRANGER answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

STRANGER, RESIDENT, PACKER, STEWARD, OTHER_STEWARD, COMMS, COORDINATOR = (
    "stranger",
    "resident",
    "packer",
    "steward",
    "other steward",
    "communications",
    "coordinator",
)
ACTORS = (STRANGER, RESIDENT, PACKER, STEWARD, OTHER_STEWARD, COMMS, COORDINATOR)
LOGIN = "login"  # sent to the sign-in page


@dataclass(frozen=True)
class Row:
    """`kwargs` is a mapping, or a function of the `world` fixture (tests/access/world.py) that returns one."""

    name: str
    kwargs: Mapping[str, Any] | Callable[[Any], Mapping[str, Any]] = field(default_factory=dict)
    answers: Mapping[str, int | str] = field(default_factory=lambda: {STRANGER: 200})
    method: str = "get"
    path: str = ""  # instead of a name that `reverse` knows, for addresses of other packages

    def answer(self, actor: str) -> int | str:
        return self.answers.get(actor, self.answers[STRANGER])
