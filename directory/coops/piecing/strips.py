"""Worker co-ops and collectives. The order in which dice are drawn is part of the mark: to change it is to redraw every one."""

from directory.coops.piecing.cloth import QUARTERS, Cloth, Colours, Dice


def _split(dice: Dice, total: int, sizes: tuple[int, ...] = (1, 2, 3)) -> list[int]:
    """Widths that add up to total, no sliver at the end and no two-strip dullness."""
    while True:
        widths: list[int] = []
        while sum(widths) < total:
            widths.append(dice.pick(sizes))
        if sum(widths) == total and len(widths) >= 3:
            return widths


def strips(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Worker co-ops: long strips sewn side by side, whole, in two halves, turned in four quarters, or between two sashes."""
    plan = dice.below(4)
    (_banded, _halved, _quartered, _sashed)[plan](dice, cloth, colours)


def _lay(cloth: Cloth, colour: str, upright: int, strip: tuple[int, int, int, int]) -> None:
    """One strip (start across, start along, breadth, length): upright as given, else turned on its side."""
    across, along, breadth, length = strip
    cloth.box(colour, *((across, along, breadth, length) if upright else (along, across, length, breadth)))


def _banded(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """One field of strips with a crossing band."""
    deep, light, third, fourth = colours
    upright, at, turn = dice.below(2), 0, dice.below(2)
    band, broad = 2 + dice.below(4), 1 + dice.below(2)
    for i, breadth in enumerate(_split(dice, 8)):
        colour = (deep, light)[(i + turn) % 2] if dice.below(5) else third
        _lay(cloth, colour, upright, (at, 0, breadth, 8))
        at += breadth
    cloth.over()
    _lay(cloth, fourth, upright, (0, band, 8, broad))


def _halved(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Two halves, strips shifted against each other, and a seam strip between them."""
    deep, light, third, fourth = colours
    upright, cut, at = dice.below(2), 3 + dice.below(3), 0
    pairs = ((deep, light), (light, deep), (deep, third), (third, deep))
    for i, breadth in enumerate(_split(dice, 8, (1, 2))):
        near, far = pairs[(i + 2 * dice.below(2)) % 4]
        _lay(cloth, near, upright, (at, 0, breadth, cut))
        _lay(cloth, far, upright, (at, cut, breadth, 8 - cut))
        at += breadth
    cloth.over()
    _lay(cloth, fourth, upright, (0, cut - 1, 8, 1))


def _quartered(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Four quarters, strips turning."""
    deep, light, third, fourth = colours
    widths = dice.pick([(1, 2, 1), (2, 1, 1), (1, 1, 2), (1, 1, 1, 1), (2, 2), (3, 1), (1, 3)])
    order = dice.pick(
        [
            (deep, light, third, fourth),
            (light, deep, light, third),
            (deep, third, light, deep),
            (deep, light, deep, third),
            (third, deep, light, fourth),
        ]
    )
    flip, mirror = dice.below(2), dice.below(2)
    for quarter, (x, y) in enumerate(QUARTERS):
        upright, at = (quarter in (0, 3)) ^ flip, 0
        strips_here = list(zip(widths, order, strict=False))
        for breadth, colour in reversed(strips_here) if mirror and quarter > 1 else strips_here:
            cloth.box(colour, *((x + at, y, breadth, 4) if upright else (x, y + at, 4, breadth)))
            at += breadth


def _sashed(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """A stack of short bars between two long sashes."""
    deep, light, third, fourth = colours
    side, upright, at = 1 + dice.below(2), dice.below(2), 0
    for sash, colour in ((0, deep), (8 - side, dice.pick((deep, fourth)))):
        _lay(cloth, colour, upright, (sash, 0, side, 8))
    bars = dice.pick([(light, third, light, fourth), (third, light, deep, light), (light, deep, light, third)])
    for i, breadth in enumerate(_split(dice, 8, (1, 2))):
        _lay(cloth, bars[i % 4], upright, (side, at, 8 - 2 * side, breadth))
        at += breadth
