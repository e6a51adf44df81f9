"""The style sheet: sewn from its parts, readable in every pair of colours, and small."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from ground.stylesheet import ORDER, sew
from ground.woodtype import LAST, ems, fit, stylesheet

CSS: Path = settings.BASE_DIR / "static" / "css"


def test_the_whole_is_sewn_from_its_parts() -> None:
    """Run `manage.py stylesheet` when this fails."""
    assert (CSS / "site.css").read_text(encoding="utf-8") == sew(CSS)
    assert (CSS / "woodtype.css").read_text(encoding="utf-8") == stylesheet()


def test_no_part_is_forgotten() -> None:
    parts = {path.relative_to(CSS).with_suffix("").as_posix() for path in CSS.rglob("*.css")} - {"site"}
    assert parts == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


def test_it_asks_no_other_site_for_anything() -> None:
    assert not re.search(r"https?:|@import", sew(CSS))


def test_every_file_it_names_exists() -> None:
    for name in re.findall(r"url\(([^)]+)\)", sew(CSS)):
        assert (CSS / name).resolve().is_file(), name


def test_what_comes_before_the_first_paint_is_small() -> None:
    """At most 60 kB before the first paint of the home page: the style sheet and the preloaded fonts leave 20 for HTML."""
    fonts = sum(
        (settings.BASE_DIR / "static/fonts" / name).stat().st_size
        for name in ("league-gothic-400.woff2", "atkinson-next-400.woff2")
    )
    assert len(gzip.compress(sew(CSS).encode())) + fonts <= 40_000


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens() -> dict[str, str]:
    found = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", (CSS / "tokens.css").read_text(encoding="utf-8")))
    return {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:]) for name, value in found.items()
    }


@pytest.mark.parametrize("stock", ["paper", "canary", "sky", "rose", "mint", "newsprint"])
@pytest.mark.parametrize("ink", ["ink", "indigo", "green", "berry", "slate"])
def test_each_ink_can_be_read_on_each_stock(ink: str, stock: str) -> None:
    assert contrast(tokens()[ink], tokens()[stock]) >= 4.5


@pytest.mark.parametrize("paint", ["paper", "canary"])
def test_what_is_printed_on_ink_can_be_read(paint: str) -> None:
    assert contrast(tokens()[paint], tokens()["ink"]) >= 4.5


@pytest.mark.parametrize(
    ("line", "classes"),
    [
        ("Grown here.", "fit-57 two"),
        ("Sweet", "fit-22"),
        ("Únase", "fit-21"),
        ("Saturday’s market", "fit-80 two"),
        ("", "fit-0"),
    ],
)
def test_a_poster_line_gets_the_class_that_fills_its_column(line: str, classes: str) -> None:
    assert fit(line) == classes


def test_a_line_too_long_for_the_scale_gets_the_narrowest_type() -> None:
    assert fit("W" * 40) == f"fit-{LAST}"


def test_an_accent_takes_no_room() -> None:
    assert ems("Únase") == ems("Unase")
