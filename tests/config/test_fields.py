"""Every field of every form is of a kind, and tells the browser what the kind asks for: the right keys, what may be filled
in by itself, and nothing corrected that is right. A form or a field that no row of tests/config/forms.py names fails.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from allauth.account import app_settings as account_settings
from allauth.mfa import app_settings as mfa_settings
from django import forms
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from directory.people import dressed
from directory.people.forms import SignInForm
from tests.config.forms import FORMS, KINDS, WAGTAILS, asked

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__}.{form.__name__}")


def _modules(package: str) -> Iterator[str]:
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        if ".migrations" not in module.name:
            yield module.name


def _kinds_of(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for kind in form.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _ours() -> set[type[forms.BaseForm]]:
    packages = ("directory", "marketplace", "cms")
    for module in (name for package in packages for name in _modules(package)):
        importlib.import_module(module)
    return {form for form in _kinds_of(forms.BaseForm) if form.__module__.partition(".")[0] in packages}


def test_every_form_of_the_site_stands_in_the_table() -> None:
    made_by_wagtail = {form for form in _ours() if issubclass(form, forms.BaseModelForm)} - WAGTAILS
    parts = {dressed._Passkey}
    assert _ours() - made_by_wagtail - parts - set(FORMS) - WAGTAILS == set()


def _views(patterns: list[URLPattern | URLResolver]) -> Iterator[Any]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        elif (view := getattr(pattern.callback, "view_class", None)) and view.__module__.startswith("allauth"):
            yield view


def _shown_by(view: Any) -> type[forms.BaseForm] | None:
    if not getattr(view, "form_class", None):
        return None
    asked = view()
    asked._action = "verify"
    return asked.get_form_class()


def test_every_form_of_allauth_that_people_see_is_dressed() -> None:
    shown = {form for view in _views(get_resolver().url_patterns) if (form := _shown_by(view))}
    seen = {form for form in shown if any(not field.widget.is_hidden for field in form.base_fields.values())}
    assert len(seen) > 10
    assert {form for form in seen if form not in FORMS} == set()


def test_every_dressed_form_is_named_in_the_settings() -> None:
    named = {import_string(path) for path in (*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values())}
    assert {form for form in FORMS if form.__module__ == dressed.__name__} == named - {SignInForm}
    assert account_settings.FORMS | mfa_settings.FORMS  # allauth reads them under these names


class _Control(HTMLParser):
    """The first thing in the HTML that can be typed into or chosen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "select", "textarea") and not self.found:
            self.found = {"tag": tag, **dict(attrs)}


def _kind_of(field: str, table: dict[str, str]) -> str:
    found = {kind for name, kind in table.items() if re.fullmatch(name, field)}
    assert len(found) == 1, f"“{field}” stands in no row of the table, or in two."
    return found.pop()


@pytest.fixture
def _asked(rf: Any) -> Iterator[None]:
    with asked(rf):
        yield


@pytest.mark.usefixtures("_asked")
@EACH
def test_each_field_tells_the_browser_what_its_kind_asks_for(form: type[forms.BaseForm]) -> None:
    make, table = FORMS[form]
    wrong = {}
    for bound in make():
        wanted = KINDS[_kind_of(bound.name, table)]
        said = _Control(str(bound)).found
        if missing := {name: value for name, value in wanted.items() if said.get(name) != value}:
            wrong[bound.name] = (missing, said)
    assert wrong == {}


@pytest.mark.usefixtures("_asked")
@EACH
def test_each_field_has_a_label_above_it_and_no_words_in_place_of_one(form: type[forms.BaseForm]) -> None:
    seen = [bound for bound in FORMS[form][0]() if not bound.is_hidden]
    assert [bound.name for bound in seen if bound.field.label in (None, "")] == []
    assert [bound.name for bound in seen if "placeholder=" in str(bound)] == []


def _template_inputs() -> Iterator[tuple[str, str]]:
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for tag in re.findall(
            r"<(?:input|textarea)\b(?:\{%.*?%\}|\{\{.*?\}\}|[^>])*>", path.read_text(encoding="utf-8")
        ):
            name = path.relative_to(settings.BASE_DIR / "templates").as_posix()
            if not name.startswith(("django/", "allauth/")):
                yield name, tag


def test_what_is_typed_into_an_input_written_by_hand_has_its_keys_too() -> None:
    wanted = {"search": 'enterkeyhint="search"', "number": 'inputmode="numeric"', "text": "inputmode="}
    chosen = {"hidden", "radio", "checkbox", ""}
    wrong = []
    for template, tag in _template_inputs():
        found = re.search(r'type="(\w+)"', tag)
        kind = found[1] if found else ""
        if kind not in chosen and wanted.get(kind, "a form of its own") not in tag:
            wrong.append((template, tag))
    assert wrong == []
