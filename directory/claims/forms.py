"""The three ways to take over an entry, each a form of its own on one page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.claims.models import Way
from directory.coops.models import Cooperative
from directory.people.fields import A_CODE
from directory.people.phones import said_phone
from ground.choices import Pick


class SendForm(forms.Form):
    way = forms.ChoiceField(
        label=_("Where shall the code go?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )

    def __init__(self, coop: Cooperative, ways: list[Way], data: object = None) -> None:
        only = {"way": ways[0].value} if len(ways) == 1 else {}
        super().__init__(data, initial=only)  # type: ignore[arg-type]  # what a request sent
        labels = {
            Way.EMAIL: Pick(coop.email, note=str(_("by e-mail"))),
            Way.PHONE: Pick(said_phone(coop.phone), note=str(_("by text message"))),
        }
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(way.value, labels[way]) for way in ways]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code"),
        max_length=20,
        widget=forms.TextInput(attrs=A_CODE),
        error_messages={"required": _("Write the six figures of the code.")},
    )


class AskForm(forms.Form):
    note = forms.CharField(
        label=_("Who are you there, and how can we make sure?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a word, so that we know whom to ask.")},
    )
