"""Housing co-ops and land trusts. The order in which dice are drawn is part of the mark: to change it is to redraw every one."""

from directory.coops.piecing.cloth import Cloth, Colours, Dice


def concentric(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Housing and land: walls around a room, sometimes off centre, sometimes lit from one side."""
    deep, light, third, fourth = colours
    x0, y0, x1, y1 = 0, 0, 8, 8
    rings = [deep, light, dice.pick((deep, third)), dice.pick((light, fourth))]
    if dice.below(2):
        rings = [light, deep, dice.pick((light, third)), deep]
    if rings[2] == rings[3]:
        rings[3] = fourth
    lit, off = dice.below(3), dice.below(4)
    shade = {deep: third, light: fourth, third: light, fourth: light}
    for n, colour in enumerate(rings):
        w, h = x1 - x0, y1 - y0
        if w < 1 or h < 1:
            break
        cloth.over()
        cloth.box(colour, x0, y0, w, h)
        if lit == 1 and n in (0, 2):  # two walls in another cloth
            other = shade[colour]
            cloth.over()
            cloth.piece(other, (x0, y0), (x1, y0), (x1 - 1, y0 + 1), (x0 + 1, y0 + 1), (x0 + 1, y1 - 1), (x0, y1))
        if lit == 2 and n == 1:  # roof line
            cloth.over()
            cloth.piece(third if colour != third else fourth, (x0, y0 + 2), ((x0 + x1) // 2, y0), (x1, y0 + 2))
        step = 2 if (n == 0 and dice.below(4) == 0) else 1
        x0, y0, x1, y1 = x0 + step, y0 + step, x1 - step, y1 - step
        if n == 1 and off and x1 - x0 > 3:
            x0, y0 = x0 + (off & 1), y0 + (off >> 1)
    cloth.over()
    if y1 > y0 and x1 > x0:
        cloth.box(dice.pick((third, fourth)), x0, y0, x1 - x0, y1 - y0)
