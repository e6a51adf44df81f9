"""Every template of the site: it parses, and it carries no style or script of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT: Path = settings.BASE_DIR / "templates"
ALL = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
# Mail readers know no style sheet.
MAIL = ("messages/", "account/email/")
PAGES = [name for name in ALL if not name.startswith(MAIL)]
OWN_STYLE_OR_SCRIPT = re.compile(
    r"""\sstyle=["']|<style|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)"""
)


# A package that is left out (WITHOUT=marketplace,cms) takes its template tags with it.
LEFT_OUT = (
    *(() if settings.HAS_CMS else ("cms/", "home/", "stories/", "plan/", "institutions/", "events/", "blocks/")),
    *(() if settings.HAS_MARKETPLACE else ("shop/", "desk/", "office/", "market/", "catalog/", "orders/")),
)


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith(LEFT_OUT)])
def test_it_parses(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_it_has_no_style_and_no_script_of_its_own(name: str) -> None:
    assert not OWN_STYLE_OR_SCRIPT.findall((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_it_loads_nothing_from_another_site(name: str) -> None:
    assert not re.search(
        r"""<(?:script|link|img|iframe|source)[^>]+(?:src|href|srcset)=["'](?:https?:)?//""",
        (ROOT / name).read_text("utf-8"),
    )


# Each page has its h1 from a component. These cannot ask for one.
OWN_HEAD = {
    "500.html": "stands when the templates themselves may be what is broken",
    "messages/letter_base.html": "a letter: mail readers know no style sheet",
}


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("components/")])
def test_a_page_has_its_heading_from_a_component(name: str) -> None:
    assert ("<h1" in (ROOT / name).read_text(encoding="utf-8")) == (name in OWN_HEAD)


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("components/")])
def test_a_page_has_the_rows_of_its_lists_from_components(name: str) -> None:
    """fact.html and ledger_row.html, and facts.html and ledger.html where all of them are a list."""
    assert "<dt" not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("components/")])
def test_a_component_says_what_it_takes(name: str) -> None:
    internal = {"components/switch_language.html", "components/addresses.html"}
    if name not in internal:
        assert "{% comment %}" in (ROOT / name).read_text(encoding="utf-8")
