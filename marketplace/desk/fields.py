"""Form fields for amounts and percents as people type them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.money import AmountRefused, format_amount, parse_amount

MOST_OFF_BP = 9_000


class AmountField(forms.CharField):
    """ "$4", "4.50" or "4,50" to minor units."""

    widget = forms.TextInput(attrs={"class": "money", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_amount(typed)
        except AmountRefused as refusal:
            raise ValidationError(str(refusal.message), code="amount") from None


def typed_amount(minor: int) -> str:
    """Minor units as they stand in a form: "1234.50"."""
    return format_amount(minor).lstrip("$").replace(",", "")


class PercentField(forms.CharField):
    """ "10", "7.5" or "7,5 %" to basis points, 0 to 9,000."""

    widget = forms.TextInput(attrs={"class": "money", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).rstrip("% ").replace(",", ".")
        wrong = ValidationError(_("Write a number from 0 to 90, like 10 or 7.5."), code="percent")
        if not typed.replace(".", "", 1).isascii() or not typed.replace(".", "", 1).isdigit():
            raise wrong
        try:
            points = Decimal(typed) * 100
        except InvalidOperation:
            raise wrong from None
        if points > MOST_OFF_BP or points != points.to_integral_value():
            raise wrong
        return int(points)
