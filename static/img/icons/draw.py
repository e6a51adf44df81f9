"""Draws the network's mark (img/network.svg) as the icons that phones and browsers ask for. Run it after the mark changes.

`maskable` leaves the outer fifth free of anything that matters: a phone cuts it to its own shape.
"""

import re
import sys
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
MARK = HERE.parent / "network.svg"
SIDE, FINER = 160, 4  # of the mark's own square; each icon is drawn four times as large and made smaller
_PATH = re.compile(r'<path fill="(#\w+)" d="([^"]+)"')


def corners(path: str) -> list[tuple[int, int]]:
    """The corners of a path made of M, pairs, h, H and v."""
    found: list[tuple[int, int]] = []
    for command, part in re.findall(r"([MhvH])([^MhvHz]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        if command == "M":
            found += list(zip(numbers[::2], numbers[1::2], strict=True))
        else:
            x, y = found[-1]
            step = {"h": (x + numbers[0], y), "H": (numbers[0], y), "v": (x, y + numbers[0])}
            found.append(step[command])
    return found


def icon(pixels: int, *, maskable: bool = False) -> Image.Image:
    whole = pixels * FINER
    scale = whole / SIDE
    picture = Image.new("RGB", (whole, whole))
    draw = ImageDraw.Draw(picture)
    for color, path in _PATH.findall(MARK.read_text(encoding="utf-8")):
        shape = corners(path)
        star = max(x for x, _y in shape) < SIDE and min(x for x, _y in shape) > 0
        smaller = 0.75 if maskable and star else 1.0
        draw.polygon([tuple((80 + (n - 80) * smaller) * scale for n in corner) for corner in shape], fill=color)
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS)


def main() -> None:
    for name, pixels, maskable in (
        ("icon-192.png", 192, False),
        ("icon-512.png", 512, False),
        ("maskable-512.png", 512, True),
        ("apple-touch-icon.png", 180, True),
    ):
        icon(pixels, maskable=maskable).quantize(64).save(HERE / name, optimize=True)
    icon(48).save(HERE / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
    sys.stdout.write("Drawn.\n")


if __name__ == "__main__":
    main()
