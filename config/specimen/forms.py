"""A form with something wrong in it, for the specimen."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SpecimenForm(forms.Form):
    name = forms.CharField(label=_("Name"))
    email = forms.EmailField(label=_("E-mail"))
    sure = forms.BooleanField(label=_("Language"), required=False)


class NinePlaces(forms.Form):
    point = forms.ChoiceField(
        label=_("Photo"),
        widget=forms.RadioSelect,
        choices=[(f"{x},{y}", f"{x}, {y}") for y in (17, 50, 83) for x in (17, 50, 83)],
    )


def nine_places() -> NinePlaces:
    """The middle is chosen."""
    return NinePlaces(initial={"point": "50,50"})


def wrong_form(prefix: str) -> SpecimenForm:
    """Bound, with one field empty and one that cannot be read."""
    return SpecimenForm({f"{prefix}-email": "ruth"}, prefix=prefix)
