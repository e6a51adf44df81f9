"""ZIP codes that went through a spreadsheet, which takes `01930` for a number and writes `1930`."""

import re

_ZIP = re.compile(r"(\d{1,5}|\d{9})(?:\.0+)?(?:[- ](\d{4}))?")
_BEGIN_WITH_ZERO = {"CT", "MA", "ME", "NH", "NJ", "PR", "RI", "VI", "VT", "AE"}
_WITH_TWO = {"PR", "VI"}
_LONGEST = 5


def zip_code(text: str, region: str) -> str:
    """With the zeros that it lost, where its state (two letters, or "" for unknown) has such codes; "" where it is no ZIP code."""
    found = _ZIP.fullmatch(text.strip())
    if not found:
        return ""
    digits, more = found[1], found[2] or ""
    if len(digits) > _LONGEST:
        digits, more = digits[:_LONGEST], digits[_LONGEST:]
    lost = _LONGEST - len(digits)
    may_lose = 1 if region in _BEGIN_WITH_ZERO or not region else 0
    may_lose = 2 if region in _WITH_TWO or (not region and lost == 2) else may_lose
    if lost > may_lose or (lost and digits.startswith("0")):
        return ""
    return digits.zfill(_LONGEST) + (f"-{more}" if more else "")
