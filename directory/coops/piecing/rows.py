"""Producer co-ops. The order in which dice are drawn is part of the mark: to change it is to redraw every one."""

from directory.coops.piecing.cloth import Cloth, Colours, Dice, Point


def rows(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Producer co-ops: planted rows. Plain furrows between rows of pointed or square patches."""
    deep, light, third, fourth = colours
    heights, planted = dice.pick(
        [
            ((2, 1, 2, 1, 2), 0),
            ((1, 2, 2, 2, 1), 1),
            ((2, 2, 2, 2), 0),
            ((2, 2, 2, 2), 1),
            ((1, 2, 1, 2, 2), 1),
            ((2, 1, 2, 2, 1), 0),
            ((2, 3, 3), 0),
            ((3, 2, 3), 0),
            ((1, 2, 1, 2, 1, 1), 1),
            ((1, 1, 2, 1, 1, 2), 0),
        ]
    )
    grounds = dice.pick([(deep, light), (light, deep), (deep, deep), (light, third), (deep, third)])
    shapes, off = (dice.below(5), dice.below(5)), dice.below(2)
    y = 0
    seeds: list[tuple[int, int, str, int]] = []
    for n, h in enumerate(heights):
        ground = grounds[(n // 2 if grounds[0] == grounds[1] else n) % 2]
        if n % 2 != planted and grounds[0] == grounds[1]:
            ground = light
        cloth.box(ground, 0, y, 8, h)
        if n % 2 == planted:
            seeds.append((y, h, ground, len(seeds)))
        y += h
    cloth.over()
    for y, h, ground, n in seeds:
        colour = next(c for c in ((fourth, light, third), (third, fourth, light))[n % 2] if c != ground)
        if ground in (light, third) and (n + off) % 2:
            colour = deep
        _plant(cloth, colour, shapes[n % 2], (y, h), off)


def _plant(cloth: Cloth, colour: str, shape: int, row: Point, off: int) -> None:
    """One row (its top and its height) planted with one shape."""
    y, h = row
    for x in range(0, 8, 2):
        if shape == 0:  # points up
            cloth.piece(colour, (x, y + h), (x + 1, y), (x + 2, y + h))
        elif shape == 1:  # points down
            cloth.piece(colour, (x, y), (x + 2, y), (x + 1, y + h))
        elif shape == 2:  # leaning
            cloth.piece(colour, (x, y), (x + 2, y + h), (x, y + h))
        elif shape == 3:  # square seed
            cloth.box(colour, x + off, y, 1, h)
        elif x % 4 == 0:  # broad leaf
            cloth.piece(colour, (x, y + h), (x + 2, y), (x + 4, y + h))
