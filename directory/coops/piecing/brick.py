"""Credit unions. The order in which dice are drawn is part of the mark: to change it is to redraw every one."""

from directory.coops.piecing.cloth import Cloth, Colours, Dice


def brick(dice: Dice, cloth: Cloth, colours: Colours) -> None:
    """Finance: courses of brick, each resting on two; no brick touches another of its cloth along a course."""
    deep, light, third, fourth = colours
    tall, long_ = dice.pick([(2, 4), (2, 4), (2, 4), (1, 4), (1, 2)])
    odd_row, even_row = dice.pick(
        [
            ((deep, light), (third, deep)),
            ((deep, third), (light, deep)),
            ((deep, light), (third, fourth)),
            ((deep, third), (light, fourth)),
            ((light, third), (deep, deep)),
            ((light, fourth), (deep, deep)),
            ((deep, fourth), (light, light)),
            ((deep, third), (light, light)),
            ((deep, light), (deep, light)),
        ]
    )
    lean, swap = dice.below(2), dice.below(2)
    bright = dice.below(8 // tall), dice.below(2)  # one brick in another cloth
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
