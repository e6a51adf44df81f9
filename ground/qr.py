"""Square codes that a telephone's camera reads."""

import re
from math import isqrt

import zxingcpp
from django.utils.safestring import SafeString, mark_safe

# What may be dirty or torn of a printed code: M is 15 %.
_MENDABLE = "M"
_QUIET = 2  # squares of white on each side; the paper around the picture gives the rest
_DARK = re.compile(b"\0+")


def qr_svg(text: str) -> SafeString:
    """`text` as a picture of squares, one path of lines, without any style attribute; its viewBox is in squares."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_MENDABLE)
    squares = bytes(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[call-overload]  # a buffer to Python
    side = isqrt(len(squares))
    runs = "".join(
        [
            f"M{start + _QUIET} {y + _QUIET}.5h{end - start}"
            for y, row in enumerate(_rows(squares, side))
            for start, end in map(re.Match.span, _DARK.finditer(row))
        ]
    )
    box = side + 2 * _QUIET
    return mark_safe(f'<svg viewBox="0 0 {box} {box}"><path stroke="#000" d="{runs}"/></svg>')


def _rows(squares: bytes, side: int) -> list[bytes]:
    return [squares[start : start + side] for start in range(0, side * side, side)]
