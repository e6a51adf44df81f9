"""Wood type: choose the class that makes a poster line fill its column.

    fit("Grown here.") -> "fit-57 two"     <span class="poster-line fit-57 two">Grown here.</span>

Widths are League Gothic capitals and figures, in thousandths of an em. A line comes out 98 to 100 % of the column; lines
of several words are then stretched to the edge by their word spaces (class "two"). One too long for the scale runs over
into further lines (class "over").
"""

from functools import lru_cache
from math import floor, log
from unicodedata import normalize

STEP, FIRST, LAST = 1.02, 1.2, 120  # up to 12.9 em, which on a phone are letters of 25 px
UNKNOWN = 360
# fmt: off
WIDTHS = {
    " ": 154, "!": 177, "&": 423, "'": 151, "’": 151, ",": 151, "-": 217, "–": 394, ".": 157, ":": 177, "?": 343,
    "¿": 343, "¡": 177, "$": 306, "/": 352,
    "0": 354, "1": 240, "2": 363, "3": 352, "4": 351, "5": 342, "6": 342, "7": 307, "8": 340, "9": 342,
    "A": 389, "B": 364, "C": 358, "D": 372, "E": 327, "F": 301, "G": 363, "H": 380, "I": 188, "J": 212, "K": 375,
    "L": 295, "M": 484, "N": 395, "O": 358, "P": 352, "Q": 358, "R": 357, "S": 338, "T": 332, "U": 368, "V": 362, "W": 512,
    "X": 374, "Y": 358, "Z": 316,
}
# fmt: on


def ems(line: str) -> float:
    """The width of a line in capitals, in ems; an accent takes no room."""
    plain = "".join(c for c in normalize("NFD", line.upper()) if not 0x300 <= ord(c) < 0x370)
    return sum(WIDTHS.get(c, UNKNOWN) for c in plain) / 1000


@lru_cache(maxsize=512)
def fit(line: str) -> str:
    """The classes of a poster line. An empty line gets the widest type, one too long for the scale the narrowest."""
    width = ems(line)
    step = max(0, floor(log(width / FIRST) / log(STEP)) + 1) if width else 0
    if step > LAST:
        return f"fit-{LAST} over"
    return f"fit-{step}" + (" two" if " " in line.strip() else "")


def stylesheet() -> str:
    """The rules of the classes that `fit` names."""
    head = "/* Written by `manage.py stylesheet` from ground/woodtype.py: the width of a poster line in ems. */\n"
    return head + "".join(f".fit-{n} {{ --em: {FIRST * STEP**n:.3f}; }}\n" for n in range(LAST + 1))
