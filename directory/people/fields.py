"""Form fields that people type their own words into."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from ground.messages import Address

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


class ReachableEmailField(forms.EmailField):
    """An e-mail that our letters can go to, in small letters."""

    def clean(self, value: Any) -> str:
        email: str = super().clean(value).lower()
        if email:
            check_reachable(email)
        return email


def check_reachable(email: str) -> None:
    """Raises ValidationError for an address that is odd enough for our own sending to refuse it."""
    try:
        validate_email(email)
        Address(email=email)
    except (ValidationError, ValueError):
        raise ValidationError(_("This e-mail is not complete. It looks like name@example.org."), code="email") from None
