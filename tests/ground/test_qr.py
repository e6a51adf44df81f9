"""A drawn code is read again from its picture."""

import re

import pytest
import zxingcpp

from ground.qr import qr_svg

SCALE = 4
_BOX, _RUN = re.compile(r'viewBox="0 0 (\d+) (\d+)"'), re.compile(r"M(\d+) (\d+)\.5h(\d+)")


class _Paper:
    """A grey picture as zxing reads it."""

    def __init__(self, svg: str) -> None:
        self.side = int(_BOX.search(svg)[1]) * SCALE  # type: ignore[index]
        self.rows = [bytearray(b"\xff" * self.side) for _ in range(self.side)]
        for x, y, length in (map(int, run) for run in _RUN.findall(svg)):
            for row in self.rows[y * SCALE : (y + 1) * SCALE]:
                row[x * SCALE : (x + length) * SCALE] = bytes(length * SCALE)

    def view(self) -> memoryview:
        return memoryview(b"".join(self.rows)).cast("B", (self.side, self.side))


@pytest.mark.parametrize(
    "text", ["https://shop.example.org/o/KJX-4821/abcdefghijklmnopqrstuvwx/", "K", "Señora Ñandú 🌽", "x" * 400]
)
def test_a_camera_reads_what_was_drawn(text: str) -> None:
    read = zxingcpp.read_barcodes(_Paper(qr_svg(text)).view())
    assert [code.text for code in read] == [text]


def test_it_is_one_path_without_styles() -> None:
    svg = qr_svg("K")
    assert svg.count("<path") == 1 and "style" not in svg and "<desc" not in svg
