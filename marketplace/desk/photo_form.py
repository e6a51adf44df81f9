"""The part of a form that takes one photo: the file, what it shows, what in it must stay in sight, and taking it off."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative
from directory.people.fields import OneLineField
from ground.models import Photo
from ground.photos import PhotoRefused, add_photo, aim_photo, describe_photo

# The nine places of a picture, row by row; the points in their middle, in percent.
PLACES = (
    _("Top left"),
    _("Top middle"),
    _("Top right"),
    _("Middle left"),
    _("Middle"),
    _("Middle right"),
    _("Bottom left"),
    _("Bottom middle"),
    _("Bottom right"),
)
_MIDDLES = (17, 50, 83)
Point = tuple[int, int]


class PhotoForm(forms.Form):
    """Set `standing` (the photo there is) and `language` (of what it shows) after `__init__`, by `stand_on`."""

    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("From your phone, up to 15 MB."),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = OneLineField(
        label=_("What the photo shows"),
        help_text=_("For people who cannot see it, like “Three brown loaves on a table”."),
        required=False,
        max_length=250,
    )
    focal = forms.ChoiceField(
        label=_("What must stay in sight?"),
        choices=[(str(at), words) for at, words in enumerate(PLACES)],
        widget=forms.RadioSelect,
        required=False,
    )
    focal_exact = forms.CharField(required=False, widget=forms.HiddenInput)
    remove_photo = forms.BooleanField(label=_("Take the photo off"), required=False)
    kept_photo = forms.CharField(required=False, widget=forms.HiddenInput)

    coop: Cooperative
    standing: Photo | None
    language: str

    def stand_on(self, coop: Cooperative, photo: Photo | None, language: str) -> None:
        self.coop, self.standing, self.language = coop, photo, language
        if photo is None:
            del self.fields["remove_photo"]
        if photo is None or not photo.is_ready:
            del self.fields["focal"], self.fields["focal_exact"]
        else:
            self.initial.update(focal=str(place_of(photo.focal)), focal_exact="{},{}".format(*photo.focal))
        self.initial["alt"] = getattr(photo, f"alt_{language}", "")

    @property
    def besides_photo(self) -> Iterator[forms.BoundField]:
        """The visible fields of the form that holds this part."""
        return (field for field in self.visible_fields() if field.name not in PhotoForm.base_fields)

    @property
    def has_kept_photo(self) -> bool:
        return bool(self["kept_photo"].value()) and not self.errors.get("photo")

    def take_photo(self) -> Photo | None:
        """The photo from now on: the one sent, one sent before with a form that had mistakes, or the one that stands.

        What cannot be taken stands as an error beside the field. A good one is kept through other mistakes.
        """
        upload = self.cleaned_data.get("photo")
        if upload:
            try:
                photo = add_photo(upload=upload, **{f"alt_{self.language}": self._alt()})
            except PhotoRefused as refusal:
                self.add_error("photo", ValidationError(str(refusal), code="photo"))
                return None
            self._write("kept_photo", _signer(self.coop).sign(str(photo.pk)))
            return photo
        kept = self._photo_sent_before() or self.standing
        if kept is not None and self.cleaned_data.get("alt") and not self.errors:
            describe_photo(photo=kept, **{f"alt_{self.language}": self.cleaned_data["alt"]})
        return None if self.cleaned_data.get("remove_photo") else kept

    def aim(self, photo: Photo | None) -> None:
        """Move the focal point of the photo that stood and stays; a new one is aimed once its picture is there."""
        if photo is not None and photo == self.standing and "focal" in self.fields:
            x, y = _chosen(self.cleaned_data["focal"], self.cleaned_data["focal_exact"], photo.focal)
            aim_photo(photo=photo, x=x, y=y)

    def _alt(self) -> str:
        return self.cleaned_data.get("alt") or self.cleaned_data.get("title") or self.cleaned_data.get("name") or ""

    def _photo_sent_before(self) -> Photo | None:
        try:
            return Photo.objects.filter(pk=_signer(self.coop).unsign(self.cleaned_data.get("kept_photo") or "")).first()
        except BadSignature:
            return None

    def _write(self, name: str, value: str) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix(name)] = value
        self.data = data


def place_of(point: Point) -> int:
    """Which of the nine places a point lies in; static/js/focal.js counts the same way."""
    column, row = (min(2, part * 3 // 100) for part in point)
    return row * 3 + column


def _chosen(place: str, exact: str, now: Point) -> Point:
    """The exact point where it lies in the chosen place. Without JavaScript it is the one that stood, and so a choice
    of another place moves it to the middle of that, while no choice leaves it.
    """
    if not place:
        return now
    parts = exact.split(",")
    if len(parts) == 2 and all(part.isascii() and part.isdigit() and int(part) <= 100 for part in parts):
        point = (int(parts[0]), int(parts[1]))
        if place_of(point) == int(place):
            return point
    return _MIDDLES[int(place) % 3], _MIDDLES[int(place) // 3]


def _signer(coop: Cooperative) -> Signer:
    """A photo that one co-op sent cannot be taken by another."""
    return Signer(salt=f"photo of {coop.public_id}")
