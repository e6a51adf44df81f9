"""The specimen page shows every component; nothing of the style sheet is without use, no class without a style."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from config.specimen.states import STATES
from config.specimen.views import FOLDER, FRAME, names, told

ROOT: Path = settings.BASE_DIR
PACKAGES = ("cms", "config", "directory", "ground", "marketplace", "search")
_HTML = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
_PYTHON = "\n".join(path.read_text(encoding="utf-8") for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
_SCRIPT = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "static/js").glob("*.js"))
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
# Hooks: a script, a test or another package holds on to them, and they need no style.
HOOKS = {"button"}


def styled() -> set[str]:
    css = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "static/css").rglob("*.css")
        if path.stem not in {"site", "tokens", "woodtype"}
    )
    selectors = re.sub(
        r"\[[^\]]*\]", "", " ".join(re.findall(r"([^{}]+){", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))
    )
    return set(re.findall(r"\.([a-zA-Z_][\w-]*)", selectors))


def written() -> set[str]:
    """Each class that a template names outright."""
    found = re.findall(r'class="((?:{%.*?%}|{{.*?}}|[^"])*)"', _HTML)
    return {name for value in found for name in _TAG.sub(" ", value).split() if not name.startswith(("-", "fit-"))}


@pytest.mark.parametrize("name", names())
def test_a_component_stands_on_the_page_and_says_what_it_takes(name: str) -> None:
    assert STATES[name], name
    assert told(name), name


def test_the_page_shows_no_component_that_is_gone() -> None:
    assert set(STATES) == set(names())
    assert all((FOLDER / f"{name}.html").exists() for name in FRAME)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_it_is_there_in_both_languages_in_debug_only(client: Client, settings: object, prefix: str) -> None:
    assert client.get(f"{prefix}/specimen/").status_code == 404
    settings.DEBUG = True
    html = client.get(f"{prefix}/specimen/").content.decode()
    assert all(f"templates/components/{name}.html" in html for name in names())
    assert ("Agotado para el sábado" in html) == bool(prefix)
    assert "None" not in re.sub(r"<pre.*?</pre>", "", html, flags=re.DOTALL)


def test_a_component_is_used_by_a_page_or_a_component() -> None:
    unused = [name for name in names() if f"components/{name}.html" not in _HTML + _PYTHON]
    assert not unused


def test_no_class_of_the_style_sheet_is_without_use() -> None:
    words = set(re.findall(r"[A-Za-z_][\w-]*", _HTML + _PYTHON + _SCRIPT))
    unused = sorted(styled() - words)
    assert not [name for name in unused if not name.startswith("leaflet-")]  # Leaflet puts its own names together


def test_no_class_of_a_template_is_without_a_style() -> None:
    assert not sorted(written() - styled() - HOOKS)
