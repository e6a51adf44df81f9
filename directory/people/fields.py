"""Form fields that people type their own words into."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

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


class NextField(forms.CharField):
    """Where to go on; kept through a form. Whether it is safe is asked when it is used."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=500, widget=forms.HiddenInput)
