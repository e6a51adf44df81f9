"""The co-op's own page, written by its people: texts in both languages, how to reach it, when it is open."""

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.coops.models import Cooperative, Kind, Place, Verified, Weekday
from directory.coops.rights import Capability
from directory.coops.services import edit_profile, set_hours
from directory.coops.states import Labour, LegalForm, LinkKind, Spoken
from directory.coops.traits import check_link
from directory.freshness.confirming import OWN_PEOPLE, can_be_confirmed, confirm
from directory.people.fields import A_NAME, OTHERS, OneLineField, WholeNumberField
from directory.people.phones import said_phone
from directory.people.signed_in import me
from ground.models import Photo, Topic
from ground.texts import active_language
from marketplace.desk.frame import UNPROCESSABLE, at_desk, render_desk
from marketplace.desk.photo_form import PhotoForm

SPANS = 2  # a day may have a break at noon
_OWN = (
    *("name", "kind", "summary_en", "summary_es", "about_en", "about_es", "owned_en", "owned_es"),
    *("email", "phone", "website", "founded", "members", "legal_form", "labour", "languages"),
)


def _field_of(kind: LinkKind) -> str:
    return f"link_{kind.value}"


def _text(label: Any, rows: int, most: int, lang: str) -> forms.CharField:
    """`lang`: the keyboard and the spelling of its language, whatever the page's."""
    widget = forms.Textarea(attrs={"rows": rows, "lang": lang})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget)


def _several(label: Any, words: type[Labour] | type[Spoken]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=words.choices, widget=forms.CheckboxSelectMultiple
    )


class ProfileForm(PhotoForm):
    name = OneLineField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs=A_NAME))
    kind = forms.ChoiceField(label=gettext_lazy("What kind of co-op"), choices=Kind.choices)
    summary_en = _text(gettext_lazy("In one sentence, in English"), 2, 300, "en")
    summary_es = _text(gettext_lazy("In one sentence, in Spanish"), 2, 300, "es")
    about_en = _text(gettext_lazy("About you, in English"), 6, 20_000, "en")
    about_es = _text(gettext_lazy("About you, in Spanish"), 6, 20_000, "es")
    owned_en = _text(gettext_lazy("Who owns it and works in it, in English"), 2, 300, "en")
    owned_es = _text(gettext_lazy("Who owns it and works in it, in Spanish"), 2, 300, "es")
    email = forms.EmailField(
        label=gettext_lazy("E-mail for everybody to see"), required=False, widget=forms.EmailInput(attrs=OTHERS)
    )
    phone = OneLineField(
        label=gettext_lazy("Phone for everybody to see"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", **OTHERS}),
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs=OTHERS),
    )
    founded = WholeNumberField(label=gettext_lazy("Founded in (year)"), required=False, min_value=1800, max_value=2100)
    members = WholeNumberField(label=gettext_lazy("How many members"), required=False, min_value=0, max_value=1_000_000)
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Legal form"), required=False, choices=[("", gettext_lazy("Not said")), *LegalForm.choices]
    )
    labour = _several(gettext_lazy("Who does the work"), Labour)
    languages = _several(gettext_lazy("Languages spoken"), Spoken)
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What you do"),
        queryset=Topic.objects.filter(parent__isnull=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, coop: Cooperative, data: Any = None, files: Any = None) -> None:
        initial = {name: getattr(coop, name) for name in _OWN}
        super().__init__(data, files, initial={**initial, "phone": said_phone(coop.phone), "topics": coop.topics.all()})
        for kind in LinkKind:
            self.fields[_field_of(kind)] = forms.URLField(
                label=kind.label if kind == LinkKind.OTHER else _("Your page on %(site)s") % {"site": kind.label},
                required=False,
                max_length=500,
                assume_scheme="https",
                initial=coop.links.get(kind.value, ""),
                widget=forms.URLInput(attrs=OTHERS),
            )
        self.stand_on(coop, coop.photo, active_language())

    def changes(self, photo: Photo | None) -> dict[str, Any]:
        """The fields of the profile; topics of the first level, which the form does not show, stay."""
        above = [topic for topic in self.coop.topics.all() if topic.parent_id is None]
        typed = {name: self.cleaned_data[name] for name in _OWN}
        typed["links"] = {kind.value: address for kind in LinkKind if (address := self.cleaned_data[_field_of(kind)])}
        return {**typed, "topics": [*above, *self.cleaned_data["topics"]], "photo": photo}

    def clean(self) -> dict[str, Any]:
        """A link leads where its label says, and where everybody may go."""
        kept: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in LinkKind:
            if address := kept.get(_field_of(kind)):
                try:
                    check_link(kind.value, address)
                except ValidationError as refused:
                    self.add_error(_field_of(kind), refused)
        return kept

    def add_service_errors(self, refused: ValidationError) -> None:
        for name, errors in refused.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


@at_desk(Capability.EDIT_PROFILE)
def profile(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    form = ProfileForm(coop, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and (saved := _save(form, request)):
        messages.success(request, _("Saved. It stands on your page."))
        return redirect("desk_profile", saved.slug)
    context = {"form": form, "place": coop.places.first(), "can_be_confirmed": can_be_confirmed(coop)}
    return render_desk(request, coop, "profile.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _save(form: ProfileForm, request: HttpRequest) -> Cooperative | None:
    """None where something is wrong; what was typed, and a good photo, stay in the form."""
    is_good = form.is_valid()
    photo = form.take_photo()
    if not is_good or not form.is_valid():
        return None
    try:
        saved = edit_profile(coop=form.coop, by=me(request), changes=form.changes(photo))
    except ValidationError as refused:
        form.add_service_errors(refused)
        return None
    form.aim(photo)
    return saved


@at_desk(Capability.EDIT_PROFILE)
@require_POST
def still_right(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    """The page is as it should be; also where it was hidden because nobody had said so."""
    if not can_be_confirmed(coop):
        raise Http404
    confirm(coop=coop, by=me(request), how=Verified.OWN, as_name=OWN_PEOPLE)
    messages.success(request, _("Thank you. Your page says so from today."))
    return redirect("desk_profile", coop.slug)


class HoursForm(forms.Form):
    """For each day up to two spans, `opens_0_0` to `closes_0_0` (Monday, the first)."""

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: dict[int, list[tuple[time, time]]] = {}
        for hours in place.hours.all():
            known.setdefault(hours.weekday, []).append((hours.opens, hours.closes))
        for day in Weekday:
            for span in range(SPANS):
                stands = known.get(day, [])[span : span + 1]
                self._add(day, span, stands[0] if stands else (None, None))

    def _add(self, day: Weekday, span: int, stands: tuple[time | None, time | None]) -> None:
        labels = ((_("opens"), _("closes")), (_("opens again"), _("closes again")))[span]
        for name, label, value in zip(("opens", "closes"), labels, stands, strict=True):
            self.fields[f"{name}_{day.value}_{span}"] = forms.TimeField(
                label=f"{day.label}, {label}",
                required=False,
                initial=value,
                widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", **OTHERS}),
            )

    @property
    def days(self) -> list[tuple[str, list[Any], list[Any]]]:
        """(name of the day, fields of its first span, fields of its second one)."""
        return [
            (
                str(day.label),
                [self[f"opens_{day.value}_0"], self[f"closes_{day.value}_0"]],
                [self[f"opens_{day.value}_1"], self[f"closes_{day.value}_1"]],
            )
            for day in Weekday
        ]

    def clean(self) -> None:
        for day in Weekday:
            for span in range(SPANS):
                opens, closes = self._span(day, span)
                field = f"closes_{day.value}_{span}"
                if (opens is None) != (closes is None) and field not in self.errors:
                    self.add_error(field, ValidationError(_("Write both times, or neither."), code="half"))
                elif opens and closes and opens >= closes:
                    self.add_error(
                        field, ValidationError(_("Closing time must be later than opening time."), code="order")
                    )

    def _span(self, day: Weekday, span: int) -> tuple[time | None, time | None]:
        kept = self.cleaned_data
        return kept.get(f"opens_{day.value}_{span}"), kept.get(f"closes_{day.value}_{span}")

    def hours(self) -> list[tuple[int, time, time]]:
        spans = ((day.value, *self._span(day, span)) for day in Weekday for span in range(SPANS))
        return [(day, opens, closes) for day, opens, closes in spans if opens and closes]


@at_desk(Capability.EDIT_PROFILE)
def hours(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    place = coop.places.first()
    if place is None:
        raise Http404
    form = HoursForm(place, request.POST if request.method == "POST" else None)
    if form.is_valid():
        set_hours(place=place, by=me(request), hours=form.hours())
        messages.success(request, _("Saved. It stands on your page."))
        return redirect("desk_profile", coop.slug)
    context = {"form": form, "place": place}
    return render_desk(request, coop, "hours.html", context, status=UNPROCESSABLE if form.is_bound else 200)
