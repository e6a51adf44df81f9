"""How each kind of co-op is cut: six common ways of piecing. Each draws on the dice in a fixed order; to change that order is to redraw every mark."""

from collections.abc import Callable

from directory.coops.cloth import Cloth, Colours, Dice

Cut = Callable[[Dice, Cloth, Colours], None]
Point = tuple[int, int]


def _split(dice: Dice, total: int, sizes: tuple[int, ...] = (1, 2, 3)) -> list[int]:
    """Widths that add up to total, no sliver at the end and no two-strip dullness."""
    while True:
        widths: list[int] = []
        while sum(widths) < total:
            widths.append(dice.pick(sizes))
        if sum(widths) == total and len(widths) >= 3:
            return widths


def strips(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Worker co-ops: long strips sewn side by side, whole, in two halves, or turned in four quarters."""
    deep, light, third, fourth = colours
    plan = dice.below(4)
    if plan == 0:                                   # one field of strips with a crossing band
        upright, x, turn = dice.below(2), 0, dice.below(2)
        band, broad = 2 + dice.below(4), 1 + dice.below(2)
        for i, w in enumerate(_split(dice, 8)):
            colour = (deep, light)[(i + turn) % 2] if dice.below(5) else third
            cloth.box(colour, *((x, 0, w, 8) if upright else (0, x, 8, w)))
            x += w
        cloth.over()
        cloth.box(fourth, *((0, band, 8, broad) if upright else (band, 0, broad, 8)))
    elif plan == 1:                                 # two halves, strips shifted against each other
        upright, cut, x = dice.below(2), 3 + dice.below(3), 0
        for i, w in enumerate(_split(dice, 8, (1, 2))):
            a, b = ((deep, light), (light, deep), (deep, third), (third, deep))[(i + 2 * dice.below(2)) % 4]
            for colour, start, length in ((a, 0, cut), (b, cut, 8 - cut)):
                cloth.box(colour, *((x, start, w, length) if upright else (start, x, length, w)))
            x += w
        cloth.over()
        cloth.box(fourth, *((0, cut - 1, 8, 1) if upright else (cut - 1, 0, 1, 8)))
    elif plan == 2:                                 # four quarters, strips turning
        widths = dice.pick([(1, 2, 1), (2, 1, 1), (1, 1, 2), (1, 1, 1, 1), (2, 2), (3, 1), (1, 3)])
        colours = dice.pick([(deep, light, third, fourth), (light, deep, light, third), (deep, third, light, deep),
                             (deep, light, deep, third), (third, deep, light, fourth)])
        flip, mirror = dice.below(2), dice.below(2)
        for q, (qx, qy) in enumerate(((0, 0), (4, 0), (0, 4), (4, 4))):
            upright, at = (q in (0, 3)) ^ flip, 0
            order = list(zip(widths, colours))
            for w, colour in (order[::-1] if mirror and q > 1 else order):
                cloth.box(colour, *((qx + at, qy, w, 4) if upright else (qx, qy + at, 4, w)))
                at += w
    else:                                           # a stack of short bars between two long sashes
        side, upright, y = 1 + dice.below(2), dice.below(2), 0
        for sash, colour in ((0, deep), (8 - side, dice.pick((deep, fourth)))):
            cloth.box(colour, *((sash, 0, side, 8) if upright else (0, sash, 8, side)))
        colours = dice.pick([(light, third, light, fourth), (third, light, deep, light), (light, deep, light, third)])
        for i, h in enumerate(_split(dice, 8, (1, 2))):
            cloth.box(colours[i % 4], *((side, y, 8 - 2 * side, h) if upright else (y, side, h, 8 - 2 * side)))
            y += h


def rows(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Producer co-ops: planted rows. Plain furrows between rows of pointed or square patches."""
    deep, light, third, fourth = colours
    heights, planted = dice.pick([((2, 1, 2, 1, 2), 0), ((1, 2, 2, 2, 1), 1), ((2, 2, 2, 2), 0), ((2, 2, 2, 2), 1), ((1, 2, 1, 2, 2), 1),
                                  ((2, 1, 2, 2, 1), 0), ((2, 3, 3), 0), ((3, 2, 3), 0), ((1, 2, 1, 2, 1, 1), 1), ((1, 1, 2, 1, 1, 2), 0)])
    grounds = dice.pick([(deep, light), (light, deep), (deep, deep), (light, third), (deep, third)])
    shapes, off = (dice.below(5), dice.below(5)), dice.below(2)
    y, seeds = 0, []
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
        colour = [c for c in ((fourth, light, third), (third, fourth, light))[n % 2] if c != ground][0]
        if ground in (light, third) and (n + off) % 2:
            colour = deep
        shape = shapes[n % 2]
        for x in range(0, 8, 2):
            if shape == 0:                          # points up
                cloth.piece(colour, (x, y + h), (x + 1, y), (x + 2, y + h))
            elif shape == 1:                        # points down
                cloth.piece(colour, (x, y), (x + 2, y), (x + 1, y + h))
            elif shape == 2:                        # leaning
                cloth.piece(colour, (x, y), (x + 2, y + h), (x, y + h))
            elif shape == 3:                        # square seed
                cloth.box(colour, x + off, y, 1, h)
            elif x % 4 == 0:                        # broad leaf
                cloth.piece(colour, (x, y + h), (x + 2, y), (x + 4, y + h))


def ninepatch(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Consumer co-ops: nine patches, many hands, one cloth."""
    deep, light, third, fourth = colours
    edges = dice.pick([(0, 3, 5, 8), (0, 2, 6, 8), (0, 3, 5, 8)])
    corner, side, middle = dice.pick([(deep, light, third), (light, deep, third), (deep, third, light), (third, deep, light),
                                      (deep, light, fourth), (light, deep, fourth)])
    cut_corner, cut_side, cut_middle = dice.below(5), dice.below(4), dice.below(5)
    for j in range(3):
        for i in range(3):
            x, y, w, h = edges[i], edges[j], edges[i + 1] - edges[i], edges[j + 1] - edges[j]
            if i == 1 and j == 1:
                cloth.box(middle, x, y, w, h)
                cloth.over()
                if cut_middle == 0:
                    cloth.piece(deep, (x, y), (x + w, y), (x, y + h))
                elif cut_middle == 1 and w == 4:
                    cloth.box(fourth if middle != fourth else light, x + 1, y + 1, 2, 2)
                elif cut_middle == 2 and w == 4:
                    cloth.piece(fourth if middle != fourth else light, (x + 2, y), (x + 4, y + 2), (x + 2, y + 4), (x, y + 2))
                elif cut_middle == 3 and w == 2:
                    cloth.box(deep, x, y, 1, 1)
                    cloth.box(deep, x + 1, y + 1, 1, 1)
            elif i != 1 and j != 1:
                cloth.box(corner, x, y, w, h)
                cloth.over()
                out = (0 if i == 0 else 8, 0 if j == 0 else 8)
                into = (x + w if i == 0 else x, y + h if j == 0 else y)
                if cut_corner == 1:                 # outer half
                    cloth.piece(fourth, out, (into[0], out[1]), (out[0], into[1]))
                elif cut_corner == 2:               # inner half
                    cloth.piece(fourth, into, (into[0], out[1]), (out[0], into[1]))
                elif cut_corner == 3:               # a small square set in the inner point
                    cloth.box(third if corner != third else light, into[0] - (1 if i == 0 else 0), into[1] - (1 if j == 0 else 0), 1, 1)
            else:
                cloth.box(side, x, y, w, h)
                cloth.over()
                if cut_side == 1:                   # split along
                    cloth.box(fourth, *((x, y + (0 if j == 0 else h - 1), w, 1) if i == 1 else (x + (0 if i == 0 else w - 1), y, 1, h)))
                elif cut_side == 2 and w != h:      # pointing in
                    tip = {(1, 0): ((x, y), (x + w, y), (x + w // 2, y + h)), (1, 2): ((x, y + h), (x + w, y + h), (x + w // 2, y)),
                           (0, 1): ((x, y), (x, y + h), (x + w, y + h // 2)), (2, 1): ((x + w, y), (x + w, y + h), (x, y + h // 2))}[(i, j)]
                    cloth.piece(fourth if side != fourth else third, *tip)


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
        if lit == 1 and n in (0, 2):                # two walls in another cloth
            other = shade[colour]
            cloth.over()
            cloth.piece(other, (x0, y0), (x1, y0), (x1 - 1, y0 + 1), (x0 + 1, y0 + 1), (x0 + 1, y1 - 1), (x0, y1))
        if lit == 2 and n == 1:                     # roof line
            cloth.over()
            cloth.piece(third if colour != third else fourth, (x0, y0 + 2), ((x0 + x1) // 2, y0), (x1, y0 + 2))
        step = 2 if (n == 0 and dice.below(4) == 0) else 1
        x0, y0, x1, y1 = x0 + step, y0 + step, x1 - step, y1 - step
        if n == 1 and off and x1 - x0 > 3:
            x0, y0 = x0 + (off & 1), y0 + (off >> 1)
    cloth.over()
    if y1 > y0 and x1 > x0:
        cloth.box(dice.pick((third, fourth)), x0, y0, x1 - x0, y1 - y0)


def brick(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Finance: courses of brick, each resting on two; no brick touches another of its cloth along a course."""
    deep, light, third, fourth = colours
    tall, long_ = dice.pick([(2, 4), (2, 4), (2, 4), (1, 4), (1, 2)])
    odd_row, even_row = dice.pick([((deep, light), (third, deep)), ((deep, third), (light, deep)), ((deep, light), (third, fourth)),
                                   ((deep, third), (light, fourth)), ((light, third), (deep, deep)), ((light, fourth), (deep, deep)),
                                   ((deep, fourth), (light, light)), ((deep, third), (light, light)), ((deep, light), (deep, light))])
    lean, swap = dice.below(2), dice.below(2)
    bright = dice.below(8 // tall), dice.below(2)   # one brick in another cloth
    for course in range(8 // tall):
        y, shift = course * tall, -(long_ // 2) * ((course + lean) % 2)
        for i in range(8 // long_ + 1):
            left, right = max(0, shift + i * long_), min(8, shift + (i + 1) * long_)
            if right > left:
                pair = (odd_row, even_row)[course % 2]
                colour = pair[(i + swap * (course // 2)) % 2]
                if (course, i) == bright:
                    colour = fourth if colour != fourth else third
                cloth.box(colour, left, y, right - left, tall)


def string(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Support: strings sewn on the slant in four quarters, meeting in a diamond or a cross."""
    deep, light, third, fourth = colours
    cuts = dice.pick([(2, 3, 5, 6), (1, 3, 5, 7), (2, 4, 6), (3, 5), (1, 3, 4, 6), (2, 3, 4, 6), (1, 2, 4, 6)])
    colours = dice.pick([(deep, light, third, light, deep), (light, deep, third, deep, light), (deep, third, light, deep, fourth),
                         (fourth, light, deep, light, third), (light, deep, light, third, deep), (third, deep, light, fourth, deep)])
    turn = dice.pick([(0, 1, 1, 0), (1, 0, 0, 1), (0, 0, 0, 0), (1, 0, 1, 0)])
    for q, (qx, qy) in enumerate(((0, 0), (4, 0), (0, 4), (4, 4))):
        limits = (0, *cuts, 8)
        for n in range(len(limits) - 1):
            corners = _slant(limits[n], limits[n + 1])
            if turn[q]:
                corners = [(4 - x, y) for x, y in corners]
            cloth.piece(colours[n % 5], *[(qx + x, qy + y) for x, y in corners])


def _slant(a: int, b: int) -> list[Point]:
    """The part of a 4 x 4 square with a <= x + y <= b."""
    near = [(a, 0), (0, a)] if a <= 4 else [(4, a - 4), (a - 4, 4)]
    far = [(0, b), (b, 0)] if b <= 4 else [(b - 4, 4), (4, b - 4)]
    middle_left, middle_right = ([(0, 4)], [(4, 0)]) if a < 4 < b else ([], [])
    corners = near + middle_left + far + middle_right
    return [c for n, c in enumerate(corners) if c not in corners[:n]]


