"""The style sheet: sewn from its parts, and small. Its colours are in test_colours.py."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.dates import WEEKDAYS

from ground.stylesheet import order, sew
from ground.woodtype import LAST, ems, fit, stylesheet

CSS: Path = settings.BASE_DIR / "static" / "css"
TEMPLATES: Path = settings.BASE_DIR / "templates"
# What prints takes back what stands on the screen, whosever it is.
PAPER = {"print"}


def test_the_whole_is_sewn_from_its_parts() -> None:
    """Run `manage.py stylesheet` when this fails."""
    assert (CSS / "site.css").read_text(encoding="utf-8") == sew(CSS)
    assert (CSS / "woodtype.css").read_text(encoding="utf-8") == stylesheet()


def test_no_part_is_forgotten() -> None:
    parts = {path.relative_to(CSS).with_suffix("").as_posix() for path in CSS.rglob("*.css")} - {"site"}
    assert parts == set(order(CSS))
    assert len(order(CSS)) == len(parts)


def selectors(part: str) -> list[str]:
    css = re.sub(r"/\*.*?\*/", "", (CSS / f"{part}.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{};]+){", css) if not head.strip().startswith("@")]
    return [one for head in heads for one in re.split(r",\s*(?![^()]*\))", head)]


def leaders(part: str) -> set[str]:
    """The classes with which its selectors begin: what is inside them may be another component's."""
    found = (re.search(r"\.([a-zA-Z_][\w-]*)", selector) for selector in selectors(part))
    return {match.group(1) for match in found if match}


def classes(path: Path) -> set[str]:
    """Each class that a template names outright."""
    found = re.findall(r'class="((?:{%.*?%}|{{.*?}}|[^"])*)"', path.read_text(encoding="utf-8"))
    return {name for value in found for name in re.sub(r"{%.*?%}|{{.*?}}", " ", value).split()}


WRITTEN = {path.relative_to(TEMPLATES).with_suffix("").as_posix(): classes(path) for path in TEMPLATES.rglob("*.html")}
WRITTEN["components/good_card"] = set(
    re.findall(r"[\w-]+", (settings.BASE_DIR / "directory/coops/cards.py").read_text())
)
OWNERS = {part: leaders(part) for part in order(CSS) if part not in PAPER}


def test_a_class_is_styled_in_one_file() -> None:
    everywhere = sorted(name for names in OWNERS.values() for name in names)
    assert sorted(set(everywhere)) == everywhere


def test_the_style_of_bare_elements_knows_no_class() -> None:
    assert not OWNERS["base"]


@pytest.mark.parametrize("part", [part for part in OWNERS if part.startswith("components/")])
def test_a_component_has_its_style_in_the_file_of_its_name(part: str) -> None:
    assert OWNERS[part] & WRITTEN[part]


@pytest.mark.parametrize("component", sorted(name for name in WRITTEN if name.startswith("components/")))
def test_a_class_of_one_component_alone_is_styled_in_its_file(component: str) -> None:
    alone = WRITTEN[component] - set().union(*(names for name, names in WRITTEN.items() if name != component))
    others = {part for part in OWNERS if "/" in part} - {component, "shared/words"}
    assert not {part for part in others if OWNERS[part] & alone}


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
        ("Mercado del miércoles", "fit-89 two"),
        ("", "fit-0"),
    ],
)
def test_a_poster_line_gets_the_class_that_fills_its_column(line: str, classes: str) -> None:
    assert fit(line) == classes


def test_a_line_too_long_for_the_scale_gets_the_narrowest_type_and_runs_over() -> None:
    assert fit("W" * 40) == f"fit-{LAST} over"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("day", WEEKDAYS.values())
def test_the_market_of_each_day_stands_on_one_line(language: str, day: str) -> None:
    with translation.override(language):
        assert fit(translation.gettext("%(day)s’s market") % {"day": day}).endswith(" two")


def test_an_accent_takes_no_room() -> None:
    assert ems("Únase") == ems("Unase")
