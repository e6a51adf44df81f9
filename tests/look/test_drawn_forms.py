"""What code draws of a form is what its templates say, character for character."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from ground.choices import Pick
from ground.drawn_forms import DrawnForms

RUDE = """"><script>alert('ñ & "o"')</script>"""
PICKS = [
    ("a&b", Pick("9 to <10> am", note="<b>At the dock</b>", aside="12 & more")),
    ("drawn", Pick("A", mark=mark_safe("<svg></svg>"))),
    ("plain", gettext_lazy("Name")),
]


class Everything(forms.Form):
    name = forms.CharField(label=RUDE, help_text=mark_safe("One <em>line</em>."), max_length=40)
    bare = forms.CharField(
        label="", required=False, widget=forms.TextInput(attrs={"autocomplete": RUDE, "hidden": True})
    )
    mail = forms.EmailField(initial=mark_safe("safe &amp; sound"), disabled=True)
    site = forms.URLField(assume_scheme="https")
    word = forms.CharField(widget=forms.PasswordInput)
    many = forms.IntegerField(min_value=0, max_value=9, initial=0, help_text="0 & more")
    text = forms.CharField(widget=forms.Textarea, help_text="Long")
    when = forms.DateField()
    agree = forms.BooleanField(label=RUDE, help_text="Why")
    file = forms.FileField(required=False)
    one = forms.ChoiceField(choices=PICKS, widget=forms.RadioSelect, help_text="Choose")
    some = forms.MultipleChoiceField(choices=PICKS, widget=forms.CheckboxSelectMultiple, label="Some")
    listed = forms.ChoiceField(choices=[("", "-"), ("Goods & more", [("1", RUDE), (2, "two")]), (None, "none")])
    several = forms.MultipleChoiceField(choices=[("1", "one"), ("2", "two")])
    secret = forms.CharField(widget=forms.HiddenInput, initial=RUDE)


TYPED = {"name": RUDE, "mail": "no", "one": "gone", "some": ["a&b"], "listed": "1", "several": ["1", "2"], "when": RUDE}


def _forms(renderer: Any) -> Iterator[forms.Form]:
    yield Everything(renderer=renderer)
    yield Everything(renderer=renderer, auto_id=False)
    yield Everything(renderer=renderer, data={})
    yield Everything(renderer=renderer, data=TYPED, prefix="p")


def _drawn(renderer: Any) -> Iterator[tuple[str, str]]:
    for number, form in enumerate(_forms(renderer)):
        for field in form:
            yield f"{number} {field.name}", field.as_field_group()
            yield f"{number} {field.name} alone", str(field)
            yield f"{number} {field.name} hidden", field.as_hidden()
            yield f"{number} {field.name} errors", form.errors.get(field.name, forms.utils.ErrorList()).render()


def _tight(html: str) -> str:
    """Without the line breaks that templates leave between elements."""
    return re.sub(r"\s*\n\s*<", "<", html).strip()


@pytest.mark.parametrize("language", ["en", "es"])
def test_code_draws_what_the_templates_say(language: str) -> None:
    with override(language):
        told, drawn = dict(_drawn(TemplatesSetting())), dict(_drawn(DrawnForms()))
    assert told.keys() == drawn.keys()
    for name, expected in told.items():
        assert _tight(drawn[name]) == _tight(expected), name
    assert len(drawn) == 4 * 4 * len(Everything.base_fields)


def test_what_is_typed_stays_text() -> None:
    form = Everything(data=TYPED)
    assert "<script" not in "".join(field.as_field_group() for field in form)
