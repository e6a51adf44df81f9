"""Forms of a place of pickup and of a weekly window, as the desk and the office show them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.coops.models import Weekday
from directory.people.fields import A_NAME, OTHERS, OneLineField
from ground.texts import active_language
from marketplace.fulfilment.models import PickupPlace, WindowRule

LATEST_CUTOFF = 6  # days before


def _name(label: Any, lang: str) -> OneLineField:
    widget = forms.TextInput(attrs={**A_NAME, "lang": lang})
    return OneLineField(label=label, required=False, max_length=120, widget=widget)


def _door(label: Any, lang: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "lang": lang})
    return forms.CharField(label=label, required=False, max_length=300, widget=widget)


class PlaceForm(forms.Form):
    """Where a co-op comes to the buyer there is no address to write."""

    name_en = _name(gettext_lazy("Name, in English"), "en")
    name_es = _name(gettext_lazy("Name, in Spanish"), "es")
    street = OneLineField(
        label=gettext_lazy("Street and number"),
        max_length=200,
        widget=forms.TextInput(attrs=A_NAME),
        error_messages={"required": gettext_lazy("Write where people find it.")},
    )
    city = OneLineField(label=gettext_lazy("City"), max_length=100, widget=forms.TextInput(attrs=A_NAME))
    postcode = forms.RegexField(
        r"^\d{5}(-\d{4})?$",
        label=gettext_lazy("ZIP code"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **OTHERS}),
        error_messages={"invalid": gettext_lazy("A ZIP code has five digits, like 39202.")},
    )
    door_en = _door(gettext_lazy("Which door, ramp, bus, in English"), "en")
    door_es = _door(gettext_lazy("Which door, ramp, bus, in Spanish"), "es")

    def __init__(self, place: PickupPlace, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(place, name) for name in self.base_fields})
        if place.comes_to_buyer:
            for name in ("street", "city", "postcode"):
                del self.fields[name]
        self._place = place

    def clean(self) -> None:
        kept = self.cleaned_data
        named = kept.get("name_en") or kept.get("name_es")
        if not named and not {"name_en", "name_es"} & self.errors.keys():
            self.add_error(
                f"name_{active_language()}", ValidationError(_("Give it a name in one language."), code="required")
            )

    def details(self) -> dict[str, str]:
        """Every field, those that the form does not show as they stand."""
        return {name: self.cleaned_data.get(name, getattr(self._place, name)) for name in self.base_fields}


class _PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when the site runs
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


def _clock(label: Any, **about: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", **OTHERS}), **about
    )


def _days_before(days: int) -> str:
    return ngettext("%(n)s day before", "%(n)s days before", days) % {"n": days} if days else _("the same day")


class WindowForm(forms.Form):
    place = _PlaceChoice(label=gettext_lazy("Where"), queryset=PickupPlace.objects.none(), empty_label=None)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Each week on"), choices=Weekday.choices, coerce=int)
    starts = _clock(gettext_lazy("It begins at"))
    ends = _clock(gettext_lazy("It ends at"))
    cutoff_days = forms.TypedChoiceField(label=gettext_lazy("Orders close"), coerce=int, initial=2)
    cutoff_time = _clock(gettext_lazy("Orders close at"))

    def __init__(self, places: "QuerySet[PickupPlace]", rule: WindowRule | None = None, data: Any = None) -> None:
        stands = {name: getattr(rule, name) for name in self.base_fields} if rule else None
        super().__init__(data, initial=stands)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["cutoff_days"].choices = [(n, _days_before(n)) for n in range(LATEST_CUTOFF + 1)]  # type: ignore[attr-defined]

    def clean(self) -> None:
        kept = self.cleaned_data
        starts, ends, cutoff = kept.get("starts"), kept.get("ends"), kept.get("cutoff_time")
        if starts and ends and starts >= ends:
            self.add_error("ends", ValidationError(_("The end must be later than the beginning."), code="order"))
        if starts and cutoff and kept.get("cutoff_days") == 0 and cutoff > starts:
            self.add_error("cutoff_time", ValidationError(_("Orders must close before pickup begins."), code="order"))
