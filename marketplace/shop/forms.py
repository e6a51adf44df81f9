"""The form of the checkout: who, where and when for each co-op, and how to pay."""

import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.coops.acting import Buyer
from directory.people.fields import A_NAME, OneLineField
from directory.people.phones import said_phone
from directory.people.reach_field import ReachField
from ground.choices import Pick
from ground.texts import Language, active_language
from marketplace.cart.quote import Quote, SellerPart
from marketplace.fulfilment.spoken import moment_words, when_words
from marketplace.fulfilment.windows import Window
from marketplace.orders.checkout import Choices, ContactDetails
from marketplace.payments import gateways

_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


def fresh_key() -> str:
    """Names one placing of an order, so that sending the form twice is one order."""
    return secrets.token_urlsafe(24)


class CheckoutForm(forms.Form):
    name = OneLineField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Any name we can call out at the dock."),
        max_length=120,
        error_messages={"required": gettext_lazy("Write a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", **A_NAME}),
    )
    reach = ReachField(
        label=gettext_lazy("Phone or e-mail"),
        help_text=gettext_lazy("One is enough. We send the ticket there, and word if something changes."),
        error_messages={"required": gettext_lazy("Write a phone number or an e-mail.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of our messages"),
        choices=Language.choices,
        error_messages={"invalid_choice": gettext_lazy("Choose English or Spanish.")},
    )
    pay = forms.ChoiceField(
        label=gettext_lazy("Choose one"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how you pay."),
            "invalid_choice": gettext_lazy("Choose one of the ways to pay that are listed here."),
        },
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    total = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, quote: Quote, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quote = quote
        self.fields["pay"].choices = [  # type: ignore[attr-defined]
            (gateway.code, Pick(str(gateway.name), note=str(gateway.help))) for gateway in gateways.available()
        ]
        for part in quote.parts:
            self.fields[f"window_{part.coop.pk}"] = _WindowField(part)
            if any(window.place.comes_to_buyer for window in part.windows):
                self.fields[f"address_{part.coop.pk}"] = _address_field(part)

    @property
    def places(self) -> list[dict[str, Any]]:
        """For each co-op its fields: when and where, and the address where it comes to the buyer."""
        return [
            {
                "coop": part.coop,
                "window": self[f"window_{part.coop.pk}"],
                "address": self[name] if (name := f"address_{part.coop.pk}") in self.fields else None,
            }
            for part in self.quote.parts
        ]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not _KEY.fullmatch(key):
            raise ValidationError(_("This page was not complete. Load it again."))
        return key

    def clean(self) -> None:
        for part in self.quote.parts:
            window = self._window(part)
            if window is not None and window.place.comes_to_buyer:
                name = f"address_{part.coop.pk}"
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("Write the address where they should come."))

    def _window(self, part: SellerPart) -> Window | None:
        wanted = self.cleaned_data.get(f"window_{part.coop.pk}")
        return next((window for window in part.windows if window.key == wanted), None)

    def contact(self) -> ContactDetails:
        reach = self.cleaned_data["reach"]
        return ContactDetails(
            name=self.cleaned_data["name"],
            email=reach.email,
            phone=reach.phone,
            language=self.cleaned_data["language"],
        )

    def choices(self) -> Choices:
        coops = [part.coop.pk for part in self.quote.parts]
        return Choices(
            windows={pk: self.cleaned_data[f"window_{pk}"] for pk in coops},
            addresses={pk: self.cleaned_data.get(f"address_{pk}", "") for pk in coops},
            gateway=self.cleaned_data["pay"],
            total=self.cleaned_data["total"],
        )


class _WindowField(forms.ChoiceField):
    """The windows are put into words only where they are shown: a form that is sent is checked by their keys."""

    def __init__(self, part: SellerPart) -> None:
        self._keys = {window.key for window in part.windows}
        super().__init__(
            label=part.coop.name,
            choices=lambda: [(window.key, _window_pick(window)) for window in part.windows],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose when and where."),
                "invalid_choice": _("This time can no longer be chosen. Choose another one."),
            },
        )

    def valid_value(self, value: str) -> bool:
        return value in self._keys


def _window_pick(window: Window) -> Pick:
    place = None if window.place.comes_to_buyer else window.place.shown
    when = when_words(window.local_starts, window.local_ends)
    return _pick(when, place, moment_words(window.local_cutoff), active_language())


@lru_cache(maxsize=512)  # the same few days and places for everybody
def _pick(when: str, place: SafeString | None, cutoff: str, language: str) -> Pick:
    """`place`: where it is handed over; None where they come to the buyer. `language` is the active one."""
    closes = _("Order by %(moment)s.") % {"moment": cutoff}
    if place is None:
        return Pick(when, note=f"{_('They come to you.')} {closes}")
    return Pick(when, note=format_html("{}. {}", place, closes))


def _address_field(part: SellerPart) -> OneLineField:
    return OneLineField(
        label=_("Address for %(coop)s") % {"coop": part.coop.name},
        help_text=_("Only if they come to you: street, number and what helps to find you."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )


def initial_for(quote: Quote, buyer: Buyer) -> dict[str, Any]:
    """What stands in the form when it is opened: what we know of the person, and each co-op's next window."""
    person = buyer.user
    known: Mapping[str, str] = {}
    if person is not None:
        known = {"name": person.name, "reach": person.email or said_phone(person.phone or "")}
    return {
        **known,
        "language": active_language(),
        "pay": gateways.available()[0].code,
        "key": fresh_key(),
        "total": quote.total,
        **{f"window_{part.coop.pk}": part.windows[0].key for part in quote.parts if part.windows},
    }
