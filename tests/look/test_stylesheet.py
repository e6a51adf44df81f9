"""The style sheet: sewn from its parts, and small. Its colours are in test_colours.py."""

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
