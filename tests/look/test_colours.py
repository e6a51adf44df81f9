"""The colours of the tokens, computed: what is read reaches 4.5 to 1, what is worked with reaches 3 to 1 (WCAG 1.4.3, 1.4.11).

The second half asks the style sheet itself, so that a rule cannot bring a pair that nobody has computed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from ground.stylesheet import sew

CSS: Path = settings.BASE_DIR / "static" / "css"
TEXT, CONTROL = 4.5, 3.0
INKS = ("ink", "indigo", "green", "berry", "slate")
STOCKS = ("paper", "canary", "sky", "rose", "mint", "newsprint")

# Borders and rings of what is worked with, and drawn signs, by the token that paints them and all that they stand on.
CONTROLS = {
    "the border of a field, a choice, a button": ("ink", STOCKS),
    "the border of a field with a mistake": ("berry", STOCKS),
    "the border of a notice that says well done": ("green", STOCKS),
    "the focus ring": ("indigo", STOCKS),
    "the focus ring on ink": ("canary", ("ink",)),
    "a button on ink": ("canary", ("ink",)),
    "a button that is pointed at": ("indigo", STOCKS),
    "a button that is pressed": ("slate", STOCKS),
    "the tick of a choice": ("ink", ("paper",)),
    "the arrow of a select, the plus of a fold": ("ink", ("paper",)),
    "the hole in a meter": ("slate", STOCKS),
    "the seller's part of a dollar beside the rest": ("green", ("canary",)),
}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])


def _tokens() -> dict[str, str]:
    found = re.findall(r"--([a-z]+): (#[0-9a-f]+);", (CSS / "tokens.css").read_text(encoding="utf-8"))
    return {name: full(value) for name, value in found}


TOKENS = _tokens()
PAINT = re.compile(r"var\(--([a-z]+)\)|(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b")


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("stock", STOCKS)
@pytest.mark.parametrize("ink", INKS)
def test_each_ink_can_be_read_on_each_stock(ink: str, stock: str) -> None:
    assert contrast(TOKENS[ink], TOKENS[stock]) >= TEXT


@pytest.mark.parametrize("stock", INKS)
@pytest.mark.parametrize("paint", ["paper", "canary"])
def test_what_is_printed_on_an_ink_can_be_read(paint: str, stock: str) -> None:
    assert contrast(TOKENS[paint], TOKENS[stock]) >= TEXT


@pytest.mark.parametrize("what", CONTROLS)
def test_what_is_worked_with_can_be_seen(what: str) -> None:
    paint, grounds = CONTROLS[what]
    assert min(contrast(TOKENS[paint], TOKENS[ground]) for ground in grounds) >= CONTROL


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Selector and declarations of each rule of the sheet, without the tokens and what is printed on paper."""
    sheet = re.sub(r"/\*.*?\*/", "", sew(CSS), flags=re.DOTALL)
    sheet = sheet[: sheet.index("@media print")] if "@media print" in sheet else sheet
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        if not selector.strip().startswith((":root", "@font-face")):
            yield selector.strip(), dict(re.findall(r"([a-z-]+):\s*([^;]+)", body))


def colour(value: str) -> str:
    """The one colour that a declaration names, or nothing."""
    named = [TOKENS.get(token, "") if token else full(plain) for token, plain in PAINT.findall(value)]
    found = {one for one in named if one}
    return found.pop() if len(found) == 1 else ""


def test_a_rule_that_paints_ground_and_letters_can_be_read() -> None:
    pairs = {
        selector: (colour(said.get("background", said.get("background-color", ""))), colour(said.get("color", "")))
        for selector, said in rules()
    }
    both = {selector: contrast(*pair) for selector, pair in pairs.items() if all(pair)}
    assert len(both) > 15, "the sheet was not understood"
    assert {selector: ratio for selector, ratio in both.items() if ratio < TEXT} == {}


def _lines() -> Iterator[tuple[str, str]]:
    """Selector and colour of each border and outline."""
    seam = {"seam": TOKENS["ink"], "rule": TOKENS["ink"]}
    for selector, said in rules():
        for name, value in said.items():
            if re.match(r"(border|outline)(?!.*(radius|offset|width|spacing|collapse))", name):
                line = re.search(r"var\(--(seam|rule)\)", value)
                if painted := seam[line[1]] if line else colour(value):
                    yield selector, painted


def test_each_line_can_be_seen_on_every_ground_that_it_may_stand_on() -> None:
    lines = set(_lines())
    assert len(lines) > 40, "the sheet was not understood"
    on_ink = {(selector, painted) for selector, painted in lines if painted in (TOKENS["canary"], TOKENS["paper"])}
    assert {line for line in on_ink if contrast(line[1], TOKENS["ink"]) < CONTROL} == set()
    grounds = [TOKENS[stock] for stock in STOCKS]
    assert {line for line in lines - on_ink if min(contrast(line[1], ground) for ground in grounds) < CONTROL} == set()


def test_all_colours_are_tokens_white_or_nothing() -> None:
    """`#0000` is nothing, and `#fff8` a veil of the page for choosing the middle of a photo."""
    found = {value for _, said in rules() for text in said.values() for value in re.findall(r"#[0-9a-f]{3,8}\b", text)}
    assert found <= {"#fff", "#0000", "#fff8"}
