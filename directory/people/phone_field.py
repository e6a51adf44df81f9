"""The form field for a telephone number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.people.phones import parse_phone


class PhoneField(forms.CharField):
    """Typed in any way; its value is E.164 or ""."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        return parse_phone(text) if text else ""
