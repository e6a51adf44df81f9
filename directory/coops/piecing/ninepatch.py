"""Consumer and multi-stakeholder co-ops. The order in which dice are drawn is part of the mark: to change it is to redraw every one."""

from directory.coops.piecing.cloth import Cloth, Colours, Dice, Point, Rect


def ninepatch(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Consumer co-ops: nine patches, many hands, one cloth."""
    deep, light, third, fourth = colours
    edges = dice.pick([(0, 3, 5, 8), (0, 2, 6, 8), (0, 3, 5, 8)])
    corner, side, middle = dice.pick(
        [
            (deep, light, third),
            (light, deep, third),
            (deep, third, light),
            (third, deep, light),
            (deep, light, fourth),
            (light, deep, fourth),
        ]
    )
    cut_corner, cut_side, cut_middle = dice.below(5), dice.below(4), dice.below(5)
    for j in range(3):
        for i in range(3):
            rect = (edges[i], edges[j], edges[i + 1] - edges[i], edges[j + 1] - edges[j])
            patch = middle if i == j == 1 else corner if i != 1 and j != 1 else side
            cloth.box(patch, *rect)
            cloth.over()
            if i == j == 1:
                _middle_patch(cloth, cut_middle, rect, (fourth if patch != fourth else light, deep))
            elif i != 1 and j != 1:
                _corner_patch(cloth, cut_corner, (i, j), rect, (fourth, third if patch != third else light))
            else:
                _side_patch(cloth, cut_side, (i, j), rect, (fourth, fourth if patch != fourth else third))


def _middle_patch(cloth: Cloth, cut: int, rect: Rect, inks: tuple[str, str]) -> None:
    """A half, a small square, a diamond, or two steps; or left plain."""
    x, y, w, h = rect
    bright, deep = inks
    if cut == 0:
        cloth.piece(deep, (x, y), (x + w, y), (x, y + h))
    elif cut == 1 and w == 4:
        cloth.box(bright, x + 1, y + 1, 2, 2)
    elif cut == 2 and w == 4:
        cloth.piece(bright, (x + 2, y), (x + 4, y + 2), (x + 2, y + 4), (x, y + 2))
    elif cut == 3 and w == 2:
        cloth.box(deep, x, y, 1, 1)
        cloth.box(deep, x + 1, y + 1, 1, 1)


def _corner_patch(cloth: Cloth, cut: int, at: Point, rect: Rect, inks: tuple[str, str]) -> None:
    """The outer half, the inner half, or a small square set in the inner point; or left plain."""
    (i, j), (x, y, w, h) = at, rect
    out = (0 if i == 0 else 8, 0 if j == 0 else 8)
    into = (x + w if i == 0 else x, y + h if j == 0 else y)
    if cut == 1:
        cloth.piece(inks[0], out, (into[0], out[1]), (out[0], into[1]))
    elif cut == 2:
        cloth.piece(inks[0], into, (into[0], out[1]), (out[0], into[1]))
    elif cut == 3:
        cloth.box(inks[1], into[0] - (1 if i == 0 else 0), into[1] - (1 if j == 0 else 0), 1, 1)


def _side_patch(cloth: Cloth, cut: int, at: Point, rect: Rect, inks: tuple[str, str]) -> None:
    """Split along its outer edge, or pointing in; or left plain."""
    (i, j), (x, y, w, h) = at, rect
    if cut == 1:
        cloth.box(
            inks[0], *((x, y + (0 if j == 0 else h - 1), w, 1) if i == 1 else (x + (0 if i == 0 else w - 1), y, 1, h))
        )
    elif cut == 2 and w != h:
        tips = {
            (1, 0): ((x, y), (x + w, y), (x + w // 2, y + h)),
            (1, 2): ((x, y + h), (x + w, y + h), (x + w // 2, y)),
            (0, 1): ((x, y), (x, y + h), (x + w, y + h // 2)),
            (2, 1): ((x + w, y), (x + w, y + h), (x, y + h // 2)),
        }
        cloth.piece(inks[1], *tips[at])
