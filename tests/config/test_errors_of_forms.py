"""What is wrong with a form is said on top, each line leading to its field, and beside the field for eyes and ears. For every form."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from directory.people import dressed
from tests.config.forms import FORMS, asked

pytestmark = pytest.mark.django_db
# A line break is wrong in a name, an e-mail, an address of the web, a number, an amount, a choice.
WRONG = "a\nb"
EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__}.{form.__name__}")


@pytest.fixture(autouse=True)
def _asked(rf: Any) -> Iterator[None]:
    with asked(rf):
        yield


def _sent(form: type[forms.BaseForm], typed: str) -> forms.BaseForm:
    made = FORMS[form][0]()
    made.is_bound, made.data, made.files = True, QueryDict(mutable=True), {}
    if typed:
        made.data.update({bound.html_name: typed for bound in made if not bound.is_hidden})
    return made


def _wrong_fields(form: forms.BaseForm) -> list[forms.BoundField]:
    return [bound for bound in form if bound.errors and not bound.is_hidden]


def _check(form: forms.BaseForm) -> None:
    html, summary = str(form), render_to_string("components/error_summary.html", {"form": form})
    assert re.search(r'<div [^>]*role="alert" tabindex="-1" autofocus', summary)
    for bound in _wrong_fields(form):
        group = bound.as_field_group()
        error = f'id="{bound.auto_id}_error"'
        described = re.search(r'aria-describedby="([^"]*)"', group)
        target = re.search(rf'href="#({re.escape(bound.id_for_label or bound.auto_id)})"', summary)
        assert error in group
        assert 'aria-invalid="true"' in group
        assert described, bound.name
        assert f"{bound.auto_id}_error" in described[1].split()
        assert target, bound.name
        assert re.search(rf'<(input|select|textarea|legend)\b[^>]* id="{target[1]}"', html), bound.name
        assert all(f'id="{name}"' in group for name in described[1].split())


@EACH
def test_a_form_that_is_sent_empty_says_what_is_missing(form: type[forms.BaseForm]) -> None:
    sent = _sent(form, "")
    if sent.is_valid():
        assert render_to_string("components/error_summary.html", {"form": sent}).strip() == ""
    else:
        _check(sent)


@pytest.mark.parametrize(
    "form",
    [form for form in FORMS if form.__module__ != dressed.__name__],
    ids=lambda form: f"{form.__module__}.{form.__name__}",
)
def test_a_form_with_nonsense_in_every_field_says_what_is_wrong(form: type[forms.BaseForm]) -> None:
    sent = _sent(form, WRONG)
    if not sent.is_valid():
        _check(sent)
