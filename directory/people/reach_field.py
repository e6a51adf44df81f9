"""The form field for a phone number or an e-mail, whichever a person has."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.people.fields import A_REACH, check_reachable
from directory.people.phones import parse_phone


class Reach(NamedTuple):
    """One of the two is "". The e-mail is in small letters, the phone in E.164."""

    email: str = ""
    phone: str = ""


class ReachField(forms.CharField):
    """Cleans to a `Reach` that our messages can really go to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 254, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), **A_REACH}

    def clean(self, value: Any) -> Reach:
        text: str = super().clean(value)
        if "@" in text:
            email = text.lower()
            check_reachable(email)
            return Reach(email=email)
        if not any(sign.isdigit() for sign in text):
            raise ValidationError(_("Write a phone number with its area code, or an e-mail address."), code="reach")
        return Reach(phone=parse_phone(text))
