"""What a mark is sewn from: colours, numbers that never change, and the nudged lattice that pieces are cut on."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")
Colours = tuple[str, str, str, str]
Point = tuple[int, int]
Rect = tuple[int, int, int, int]  # x, y, width, height in cells

CELL, MAX_NUDGE, ACROSS = 20, 3, 8
QUARTERS: tuple[Point, ...] = ((0, 0), (4, 0), (0, 4), (4, 4))

INK, INDIGO, GREEN, BERRY, WALNUT = "#14161a", "#1b2f66", "#0e5a3f", "#8e1238", "#6b3517"
CANARY, SKY, ROSE, MINT, WHITE = "#ffd23f", "#bedff0", "#f7c2cc", "#bfe5cc", "#fff"
PERSIMMON, CORNFLOWER, LEAF, ROSEBUD = "#f0801f", "#4d83d6", "#57a552", "#e2577a"

# Each cloth: a deep ground, a light to set against it, then one or two colours that sit well with both.
CLOTHS: list[Colours] = [
    (INDIGO, CANARY, WHITE, PERSIMMON),
    (INDIGO, ROSE, CANARY, BERRY),
    (INDIGO, SKY, WHITE, PERSIMMON),
    (INDIGO, WHITE, CORNFLOWER, CANARY),
    (INDIGO, MINT, CANARY, LEAF),
    (INDIGO, ROSE, WHITE, ROSEBUD),
    (GREEN, CANARY, WHITE, LEAF),
    (GREEN, ROSE, CANARY, BERRY),
    (GREEN, MINT, PERSIMMON, WHITE),
    (GREEN, SKY, CANARY, INDIGO),
    (GREEN, WHITE, LEAF, CANARY),
    (GREEN, ROSE, WHITE, ROSEBUD),
    (BERRY, ROSE, CANARY, WHITE),
    (BERRY, CANARY, PERSIMMON, WHITE),
    (BERRY, SKY, WHITE, INDIGO),
    (BERRY, MINT, GREEN, WHITE),
    (BERRY, WHITE, ROSEBUD, CANARY),
    (BERRY, SKY, CANARY, CORNFLOWER),
    (INK, CANARY, PERSIMMON, WHITE),
    (INK, ROSE, WHITE, BERRY),
    (INK, SKY, CORNFLOWER, WHITE),
    (INK, MINT, CANARY, GREEN),
    (INK, WHITE, CANARY, CORNFLOWER),
    (INK, WHITE, ROSEBUD, MINT),
    (WALNUT, CANARY, WHITE, PERSIMMON),
    (WALNUT, SKY, WHITE, CORNFLOWER),
    (WALNUT, ROSE, CANARY, ROSEBUD),
    (WALNUT, MINT, WHITE, GREEN),
]


class Dice:
    """Numbers from a hash, for ever in the same order."""

    def __init__(self, seed: str) -> None:
        self.seed, self.drawn, self.pool = seed, 0, b""

    def below(self, n: int) -> int:
        if not self.pool:
            self.pool = sha256(f"{self.seed}/{self.drawn}".encode()).digest()
            self.drawn += 1
        value, self.pool = int.from_bytes(self.pool[:2], "big"), self.pool[2:]
        return value % n

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def cloth(self) -> Colours:
        return self.pick(CLOTHS)


class Cloth:
    """Collects pieces by colour on the nudged lattice and writes one path for each colour."""

    def __init__(self, dice: Dice, ground: str) -> None:
        self.ground, self.layer = ground, 0
        self.sewn: dict[tuple[int, str], list[str]] = {}
        spread = 2 * MAX_NUDGE + 1
        lines = range(ACROSS + 1)
        self.nudge = [[(dice.below(spread) - MAX_NUDGE, dice.below(spread) - MAX_NUDGE) for _ in lines] for _ in lines]

    def point(self, x: int, y: int) -> tuple[int, int]:
        """A lattice point in drawing units; the outer edge stays straight."""
        dx, dy = self.nudge[y][x]
        return x * CELL + (0 if x in (0, ACROSS) else dx), y * CELL + (0 if y in (0, ACROSS) else dy)

    def over(self) -> None:
        """What follows is sewn on top of what is there."""
        self.layer += 1

    def piece(self, colour: str, *corners: tuple[int, int]) -> None:
        if colour == self.ground and not self.layer:
            return
        x0, y0 = self.point(*corners[0])
        steps = [f"M{x0} {y0}"]
        for corner in corners[1:]:
            x, y = self.point(*corner)
            steps.append(f"l{x - x0} {y - y0}".replace(" -", "-"))
            x0, y0 = x, y
        self.sewn.setdefault((self.layer, colour), []).append("".join(steps))

    def box(self, colour: str, x: int, y: int, w: int, h: int) -> None:
        self.piece(colour, (x, y), (x + w, y), (x + w, y + h), (x, y + h))

    def paths(self) -> str:
        whole = f'<path fill="{self.ground}" d="M0 0h160v160H0z"/>'
        return whole + "".join(f'<path fill="{colour}" d="{"".join(d)}"/>' for (_, colour), d in self.sewn.items())
