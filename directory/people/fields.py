"""Form fields that people type their own words into."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from ground.messages import Address

# What a browser is told of a field. Each form field of the site is of one of the kinds in tests/config/test_fields.py.
OTHERS = {"autocomplete": "off"}  # not about the person at the keyboard: nothing of theirs is offered
A_NAME = {"autocapitalize": "words", "spellcheck": "false"}
LETTERS = {"autocapitalize": "characters", "spellcheck": "false"}  # MS, US
A_REACH = {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
A_CODE = {
    "class": "code",
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "maxlength": "12",
    "autocapitalize": "none",
    "spellcheck": "false",
}
_IN_GROUPS = re.compile(r"\s*\d{1,3}(?:[,. \u00a0\u202f]\d{3})+\s*")

# Signs that turn the direction of writing around: they would make the text after a name read backwards.
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def one_line(text: str) -> str:
    """The text without turning signs. Raises ValidationError for a line break or another control character."""
    kept = "".join(sign for sign in text if unicodedata.bidirectional(sign) not in _TURNING)
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in kept):
        raise ValidationError(_("Write it on one line."), code="one_line")
    return kept.strip()


class OneLineField(forms.CharField):
    """A name or a subject. Any script, accents and emoji are fine; a line break is not: it could end up in a header."""

    def clean(self, value: Any) -> str:
        cleaned = one_line(super().clean(value))
        if self.required and not cleaned:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return _unless_said(widget, {**super().widget_attrs(widget), **OTHERS})


class WholeNumberField(forms.IntegerField):
    """Typed with the keys for figures, and no wheel of a mouse changes it. "1,200" is a number too."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and _IN_GROUPS.fullmatch(value):
            value = re.sub(r"\D", "", value)
        number: int | None = super().to_python(value)
        return number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        shown = {} if widget.is_hidden else {"class": "money", "inputmode": "numeric", **OTHERS}
        return _unless_said(widget, {**super().widget_attrs(widget), **shown})


def _unless_said(widget: forms.Widget, attrs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attrs.items() if name not in widget.attrs}


class ReachableEmailField(forms.EmailField):
    """An e-mail that our letters can go to, in small letters."""

    def clean(self, value: Any) -> str:
        email: str = super().clean(value).lower()
        if email:
            check_reachable(email)
        return email

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return _unless_said(widget, {**super().widget_attrs(widget), "autocomplete": "email"})


def check_reachable(email: str) -> None:
    """Raises ValidationError for an address that is odd enough for our own sending to refuse it."""
    try:
        validate_email(email)
        Address(email=email)
    except (ValidationError, ValueError):
        raise ValidationError(_("This e-mail is not complete. It looks like name@example.org."), code="email") from None
