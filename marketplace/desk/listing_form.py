"""The short form for a listing, and what it makes of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative
from directory.people.fields import OneLineField, WholeNumberField
from ground.choices import Pick
from ground.drawings import drawing_choices
from ground.models import Photo, Topic
from ground.texts import active_language
from ground.topics import top_topics
from marketplace.catalog.listings import MOST_IN_STOCK, Details, Words
from marketplace.catalog.models import Listing, ListingKind, Unit, Variant
from marketplace.desk.fields import AmountField, typed_amount
from marketplace.desk.photo_form import PhotoForm
from marketplace.tax.classes import TaxClass, help_for

_WORDS = ("title", "summary", "description", "allergens")
_SERVICE_NAMES = {"price_minor": "price"}
ORDER = ("title", "kind", "price", "unit", "stock", "tax_class", "photo", "alt", "focal", "remove_photo", "description")
MORE = ("summary", "allergens", "shelf", "drawing")
OTHER_LANGUAGE = tuple(f"other_{name}" for name in _WORDS)


class ListingForm(PhotoForm):
    """Name, price and tax are asked for; all else may stay empty. Texts are in `language`, the other language is beside them."""

    title = OneLineField(
        label=_("What is it?"), max_length=120, error_messages={"required": _("Give it a name, like “Sandwich loaf”.")}
    )
    kind = forms.ChoiceField(
        label=_("What kind?"), choices=ListingKind.choices, widget=forms.RadioSelect, initial=ListingKind.GOOD
    )
    price = AmountField(
        label=_("Price for shoppers, before tax"), error_messages={"required": _("Write the price, like 4.50.")}
    )
    unit = forms.ChoiceField(label=_("The price is for"), choices=Unit.choices, initial=Unit.EACH)
    stock = WholeNumberField(
        label=_("How many do you have?"),
        help_text=_("Leave it empty if you do not count it."),
        required=False,
        min_value=0,
        max_value=MOST_IN_STOCK,
        error_messages={
            "invalid": _("Write a whole number, like 12, or leave it empty."),
            "min_value": _("Write 0 or more, or leave it empty."),
            "max_value": _("That is more than we can count. Leave it empty if there is plenty."),
        },
    )
    tax_class = forms.ChoiceField(
        label=_("What is it for the tax?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is for the tax.")},
    )
    description = forms.CharField(
        label=_("More about it"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    summary = OneLineField(label=_("In one sentence, for lists"), required=False, max_length=300)
    allergens = OneLineField(
        label=_("Has in it"),
        help_text=_("What people may not bear, like wheat, eggs, nuts."),
        required=False,
        max_length=200,
    )
    shelf = forms.ChoiceField(label=_("Where it stands in the market"), required=False)
    drawing = forms.ChoiceField(
        label=_("One of our drawings"), help_text=_("Shown while there is no photo."), required=False
    )
    other_title = OneLineField(label=_("What is it?"), required=False, max_length=120)
    other_summary = OneLineField(label=_("In one sentence, for lists"), required=False, max_length=300)
    other_description = forms.CharField(
        label=_("More about it"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    other_allergens = OneLineField(label=_("Has in it"), required=False, max_length=200)
    changed = forms.CharField(required=False, widget=forms.HiddenInput)
    stock_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, coop: Cooperative, listing: Listing | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listing = listing
        self.conflict: list[tuple[str, str, str]] = []
        self.stand_on(
            coop, listing.photo if listing else None, listing.source_language if listing else active_language()
        )
        self.fields["photo"].help_text = _(
            "From your phone, up to 15 MB. No photo? Your own cloth and the name go on it. That looks good too."
        )
        self.order_fields(ORDER)
        self.other = "es" if self.language == "en" else "en"
        self._offer("tax_class", [(tax.value, Pick(str(tax.label), note=str(help_for(tax)))) for tax in TaxClass])
        self._offer("shelf", _shelves())
        self._offer("drawing", [("", _("None")), *drawing_choices()])
        for name in OTHER_LANGUAGE:
            self.fields[name].widget.attrs["lang"] = self.other

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the three of this form
        field.choices = choices

    def look_again(self, fresh: Mapping[str, Any]) -> None:
        """After a conflict: what was typed stays, and the next press counts from what is saved now."""
        for name in ("changed", "stock_seen"):
            self._write(name, "" if fresh[name] is None else str(fresh[name]))

    def details(self, photo: Photo | None) -> Details:
        typed = self.cleaned_data
        variant_takes = self.listing.variants.order_by("-is_active", "position", "pk")[0].takes if self.listing else 1
        return Details(
            words=Words(**{name: typed[name] for name in _WORDS}),
            translation=Words(**{name: typed[f"other_{name}"] for name in _WORDS}),
            language=self.language,
            kind=typed["kind"],
            unit=typed["unit"],
            price_minor=typed["price"],
            tax_class=typed["tax_class"],
            stock=typed["stock"],
            takes=variant_takes,
            topics=_topics(typed["shelf"], self.listing),
            tags=[tag.name for tag in self.listing.tags.all()] if self.listing else (),
            photo=photo,
            drawing=typed["drawing"],
        )

    def add_service_errors(self, refused: ValidationError) -> None:
        for name, errors in refused.error_dict.items():
            field = _SERVICE_NAMES.get(name, name)
            self.add_error(field if field in self.fields else None, errors)


def _shelves() -> list[Any]:
    groups = [(top.name, [(child.slug, child.name) for child in top.children.all()]) for top in top_topics()]
    return [("", _("No special place")), *(group for group in groups if group[1])]


def _topics(slug: str, listing: Listing | None) -> list[Topic]:
    """The chosen one takes the place of the first; what else the listing is about stays."""
    others = list(listing.topics.all())[1:] if listing else []
    chosen = list(Topic.objects.filter(slug=slug)) if slug else []
    return [*chosen, *(topic for topic in others if topic not in chosen)]


def initial_of(listing: Listing, variant: Variant) -> dict[str, Any]:
    """The listing as the form shows it."""
    language, other = listing.source_language, "es" if listing.source_language == "en" else "en"
    topic = listing.topics.first()
    return {
        **{name: getattr(listing, f"{name}_{language}") for name in _WORDS},
        **{f"other_{name}": getattr(listing, f"{name}_{other}") for name in _WORDS},
        "kind": listing.kind,
        "price": typed_amount(variant.price_minor),
        "unit": variant.unit,
        "stock": variant.stock.available if variant.stock else None,
        "stock_seen": variant.stock.available if variant.stock else None,
        "tax_class": listing.tax_class,
        "shelf": topic.slug if topic else "",
        "drawing": listing.drawing,
        "changed": stamp_of(listing),
    }


def stamp_of(listing: Listing) -> str:
    """Tells whether somebody saved the listing since a form was opened."""
    return listing.changed.isoformat()
