"""Pieced-cloth identity marks.

The mark is a pure function of the public id, the kind and VERSION: no database, no network, no random module. Raise
VERSION only to redraw every mark on purpose. The drawing is hidden from screen readers; always print the co-op's name
beside it.

An 8 x 8 lattice of 20-unit cells (viewBox 160). Every lattice point is nudged by at most 3 units (under 2 %), and all
pieces share the nudged points, so seams always meet. How each family is cut stands in `directory.coops.piecing`.
"""

from collections.abc import Callable
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from directory.coops.piecing.brick import brick
from directory.coops.piecing.cloth import CANARY, INK, MINT, ROSE, SKY, WHITE, Cloth, Colours, Dice
from directory.coops.piecing.ninepatch import ninepatch
from directory.coops.piecing.rooms import concentric
from directory.coops.piecing.rows import rows
from directory.coops.piecing.strings import string
from directory.coops.piecing.strips import strips

Cut = Callable[[Dice, Cloth, Colours], None]

VERSION = 1

# The kind of a co-op gives the family of its cut. Keys are the values of Cooperative.Kind.
FAMILY: dict[str, Cut] = {
    "worker": strips,
    "collective": strips,
    "producer": rows,
    "consumer": ninepatch,
    "multi_stakeholder": ninepatch,
    "housing": concentric,
    "land_trust": concentric,
    "credit_union": brick,
    "support": string,
}

_OPEN = '<svg class="{css}" viewBox="0 0 160 160"{crop} aria-hidden="true" focusable="false">'
_STAR = "M80 12 98 62 148 80 98 98 80 148 62 98 12 80 62 62z"
_STOCKS = ((CANARY, "0 0h80v80H0"), (SKY, "80 0h80v80H80"), (ROSE, "80 80h80v80H80"), (MINT, "0 80h80v80H0"))
_CACHED = 4096  # marks, about 0.6 kB each


def cloth_of(seed: str) -> Colours:
    """The four colours of a mark, as CSS hex: deep, light, third, fourth (for a panel or a meter patch)."""
    return Dice(f"{VERSION}:{seed}").cloth()


@lru_cache(maxsize=_CACHED)
def pieces(seed: str, kind: str) -> str:
    """The paths alone, for a <symbol> or a quilt of many marks. An unknown kind is cut like a worker co-op."""
    dice = Dice(f"{VERSION}:{seed}")
    deep, light, third, fourth = dice.cloth()
    if dice.below(2):
        third, fourth = fourth, third
    cloth = Cloth(dice, light)
    FAMILY.get(kind, strips)(dice, cloth, (deep, light, third, fourth))
    return cloth.paths()


@lru_cache(maxsize=_CACHED)
def mark_svg(seed: str, kind: str, size_class: str = "") -> SafeString:
    """The mark of a co-op: `seed` is its public id, `size_class` one of "", "mark-48", "mark-96", "mark-full"."""
    css = f"mark {size_class}".rstrip()
    return mark_safe(f"{_OPEN.format(css=css, crop='')}{pieces(seed, kind)}</svg>")


@lru_cache(maxsize=_CACHED)
def cloth_svg(seed: str, kind: str) -> SafeString:
    """The same cloth cropped to cover its frame: behind a label where a good has neither drawing nor photo."""
    crop = ' preserveAspectRatio="xMidYMid slice"'
    return mark_safe(f"{_OPEN.format(css='cover', crop=crop)}{pieces(seed, kind)}</svg>")


@lru_cache(maxsize=8)
def network_mark(size_class: str = "") -> SafeString:
    """The network's own block: the four stocks round one star of ink."""
    css = f"mark {size_class}".rstrip()
    fields = "".join(f'<path fill="{colour}" d="M{path}z"/>' for colour, path in _STOCKS)
    star = f'<path fill="{INK}" d="{_STAR}"/><path fill="{WHITE}" d="M80 64 96 80 80 96 64 80z"/>'
    return mark_safe(f"{_OPEN.format(css=css, crop='')}{fields}{star}</svg>")
