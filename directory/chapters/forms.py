"""Forms of chapters. No date of birth, no street, no real name is asked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.people.fields import A_NAME, LETTERS, OTHERS, OneLineField, ReachableEmailField, WholeNumberField
from directory.places.regions import STATES
from ground.texts import Language

_LONG = 5_000
NOT_KEPT = {"data-draft-off": True}  # who a supporter is stays on no device that others use (static/js/drafts.js)
_MADE_UP = _("A made-up name is fine.")
_UNSEEN = _("Locked with a key of your own. Your organizer can write to you and never sees it.")


def _name(help_text: Any = _MADE_UP) -> OneLineField:
    return OneLineField(
        label=_("What should we call you?"),
        max_length=60,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", **A_NAME, **NOT_KEPT}),
        error_messages={"required": _("Give any name. It need not be your own.")},
    )


def _email(help_text: Any = _UNSEEN) -> ReachableEmailField:
    return ReachableEmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs=NOT_KEPT),
        error_messages={
            "required": _("We need an e-mail to send you the link."),
            "invalid": _("This e-mail is not complete. It looks like name@example.org."),
        },
    )


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language of our letters"), choices=Language.choices)


class JoinForm(forms.Form):
    name = _name()
    email = _email()
    language = _language()


class ConfirmForm(forms.Form):
    name = _name(_("Change it here if you like."))


class ProposalForm(forms.Form):
    chapter_name = OneLineField(
        label=_("What will you call yourselves?"),
        max_length=120,
        help_text=_("A river, a road, a street. Not a person, please."),
        error_messages={"required": _("Give the chapter a name.")},
        widget=forms.TextInput(attrs=A_NAME),
    )
    place = OneLineField(
        label=_("Where are you?"),
        max_length=100,
        help_text=_("City and state. No street."),
        error_messages={"required": _("Write your city and state.")},
        widget=forms.TextInput(attrs=A_NAME),
    )
    reason = forms.CharField(
        label=_("Why Jackson, and what will you do in your first half year?"),
        max_length=_LONG,
        error_messages={"required": _("Write a few words about it.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    people = WholeNumberField(
        label=_("How many are you?"),
        min_value=2,
        max_value=500,
        initial=2,
        help_text=_("Two can start it."),
        error_messages={
            "min_value": _("Find one more: it takes two to start."),
            "max_value": _("Write a number up to 500."),
            "invalid": _("Write a number, like 2."),
        },
    )
    name = _name()
    email = _email(_("Locked with a key of your own. The coordinator answers you there."))
    language = _language()


class LetterForm(forms.Form):
    about = OneLineField(
        label=_("What is it about?"),
        max_length=120,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    text = forms.CharField(
        label=_("Your words"),
        max_length=_LONG,
        help_text=_("It goes out from the network's address. You see no addresses, they do not see each other."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the letter first.")},
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)


class PageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("You write in"),
        choices=Language.choices,
        help_text=_("To see what stands in the other language, change the language on top of the page."),
    )
    summary = forms.CharField(
        label=_("The chapter in one or two sentences"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write one sentence at least.")},
    )
    meets = forms.CharField(
        label=_("When and where you meet"),
        max_length=300,
        required=False,
        help_text=_("Everybody can read it. Name no private home."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about = forms.CharField(
        label=_("What you do"), max_length=_LONG, required=False, widget=forms.Textarea(attrs={"rows": 10})
    )


class DecisionForm(forms.Form):
    """`decision` is the button. A no needs its reason, a yes needs the place."""

    city = OneLineField(
        label=_("City"), max_length=100, required=False, widget=forms.TextInput(attrs={**OTHERS, **A_NAME})
    )
    region = OneLineField(
        label=_("State"),
        max_length=40,
        required=False,
        help_text=_("Two letters in the United States."),
        widget=forms.TextInput(attrs={**OTHERS, **LETTERS}),
    )
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=_("Country"),
        required=False,
        help_text=_("Two letters, like US."),
        widget=forms.TextInput(attrs={**OTHERS, **LETTERS}),
        error_messages={"invalid": _("Write two letters, like US.")},
    )
    reason = forms.CharField(
        label=_("Reason for a no"),
        max_length=_LONG,
        required=False,
        help_text=_("They read it as you write it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decision = forms.ChoiceField(choices=[("accept", ""), ("decline", "")], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("decision") == "decline" and not values.get("reason"):
            self.add_error("reason", ValidationError(_("Say why not. They read it."), code="required"))
        if values.get("decision") == "accept" and not values.get("city"):
            self.add_error("city", ValidationError(_("Say which city it is in."), code="required"))
        return values

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"]
        return region.upper() if region.upper() in STATES else region

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"] or "US").upper()
