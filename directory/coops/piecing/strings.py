"""Support institutions. The order in which dice are drawn is part of the mark: to change it is to redraw every one."""

from directory.coops.piecing.cloth import QUARTERS, Cloth, Colours, Dice, Point


def string(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Support: strings sewn on the slant in four quarters, meeting in a diamond or a cross."""
    deep, light, third, fourth = colours
    cuts = dice.pick([(2, 3, 5, 6), (1, 3, 5, 7), (2, 4, 6), (3, 5), (1, 3, 4, 6), (2, 3, 4, 6), (1, 2, 4, 6)])
    slants = dice.pick(
        [
            (deep, light, third, light, deep),
            (light, deep, third, deep, light),
            (deep, third, light, deep, fourth),
            (fourth, light, deep, light, third),
            (light, deep, light, third, deep),
            (third, deep, light, fourth, deep),
        ]
    )
    turn = dice.pick([(0, 1, 1, 0), (1, 0, 0, 1), (0, 0, 0, 0), (1, 0, 1, 0)])
    for q, (qx, qy) in enumerate(QUARTERS):
        limits = (0, *cuts, 8)
        for n in range(len(limits) - 1):
            corners = _slant(limits[n], limits[n + 1])
            if turn[q]:
                corners = [(4 - x, y) for x, y in corners]
            cloth.piece(slants[n % 5], *[(qx + x, qy + y) for x, y in corners])


def _slant(a: int, b: int) -> list[Point]:
    """The part of a 4 x 4 square with a <= x + y <= b."""
    near = [(a, 0), (0, a)] if a <= 4 else [(4, a - 4), (a - 4, 4)]
    far = [(0, b), (b, 0)] if b <= 4 else [(b - 4, 4), (4, b - 4)]
    middle_left, middle_right = ([(0, 4)], [(4, 0)]) if a < 4 < b else ([], [])
    corners = near + middle_left + far + middle_right
    return [c for n, c in enumerate(corners) if c not in corners[:n]]
