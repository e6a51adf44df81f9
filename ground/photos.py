"""Photos of co-ops and listings: one picture, cut to 4:3 about its focal point in four widths by the worker."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages
from django.db import models, transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ground.ids import public_id
from ground.outbox import enqueue
from ground.pictures import PhotoRefused, Upload, examine
from ground.texts import Bilingual, Said, said

__all__ = [
    "Photo",
    "PhotoRefused",
    "PhotoState",
    "add_photo",
    "aim_photo",
    "clear_unused",
    "describe_photo",
    "move_photo",
    "photo_cut",
    "remove_photo",
]

UNUSED_FOR = timedelta(days=1)
WIDTHS = (320, 640, 960, 1280)
RATIO = (4, 3)

photo_cut = Signal()  # photo: new pictures of it stand; what keeps their addresses looks again


class PhotoState(models.TextChoices):
    PENDING = "pending", _("being prepared")
    READY = "ready", _("ready")
    REFUSED = "refused", _("could not be read")


MOVES: dict[str, set[PhotoState]] = {
    PhotoState.PENDING: {PhotoState.READY, PhotoState.REFUSED},
    PhotoState.READY: set(),
    PhotoState.REFUSED: set(),
}


def originals() -> Storage:
    """Private: an original may still hold where it was taken until the worker has cleaned it."""
    return storages["originals"]


def original_path(photo: "Photo", filename: str) -> str:
    return f"photos/{photo.public_id}/{secrets.token_hex(4)}"


class Photo(Bilingual):
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    original = models.FileField(storage=originals, upload_to=original_path)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=PhotoState.choices, default=PhotoState.PENDING)
    alt_en = models.CharField(_("what it shows, in English"), max_length=250, blank=True)
    alt_es = models.CharField(_("what it shows, in Spanish"), max_length=250, blank=True)
    focal_x = models.PositiveSmallIntegerField(default=50)
    focal_y = models.PositiveSmallIntegerField(default=50)
    # Begins the names of the pictures that stand: a new one for each cut, so that no browser keeps the old picture.
    edition = models.CharField(max_length=8, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="photo_focal_point_in_percent"
            ),
            models.CheckConstraint(condition=Q(state__in=PhotoState.values), name="photo_state_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_ready(self) -> bool:
        return self.state == PhotoState.READY

    @property
    def is_refused(self) -> bool:
        return self.state == PhotoState.REFUSED

    @property
    def focal(self) -> tuple[int, int]:
        """The point that the cut keeps nearest to its middle: percent from left and top."""
        return self.focal_x, self.focal_y

    @property
    def alt(self) -> Said:
        return said(self, "alt")

    @property
    def widths(self) -> list[int]:
        """The widths that are made: never wider than the picture, but always the smallest."""
        cut = min(self.width, self.height * RATIO[0] // RATIO[1])
        return [width for width in WIDTHS if width <= cut] or [WIDTHS[0]]

    def rendition(self, width: int) -> str:
        return f"photos/{self.public_id}/{self.edition}-{width}.webp"

    @property
    def renditions(self) -> list[str]:
        """The files that stand in the public folder."""
        return [self.rendition(width) for width in self.widths] if self.edition else []

    @property
    def whole(self) -> str:
        """The uncut picture, small, in the private folder: on it people show what matters."""
        return f"photos/{self.public_id}/whole.webp"

    def src(self, width: int = 640) -> str:
        """The URL of the smallest picture at least this wide (or the widest there is); "" until the photo is ready."""
        if not self.is_ready:
            return ""
        best = next((made for made in self.widths if made >= width), self.widths[-1])
        return default_storage.url(self.rendition(best))

    @property
    def srcset(self) -> str:
        """For `<img srcset>`; "" until the photo is ready."""
        if not self.is_ready:
            return ""
        return ", ".join(f"{default_storage.url(self.rendition(width))} {width}w" for width in self.widths)

    def shown(self, width: int) -> dict[str, Any] | None:
        """What the components take for a photo; None until there is one to show."""
        if not self.is_ready:
            return None
        alt = self.alt
        lang = alt.lang if alt.is_fallback else ""
        return {"src": self.src(width), "srcset": self.srcset, "alt": alt.text, "lang": lang}


def add_photo(*, upload: Upload, alt_en: str = "", alt_es: str = "") -> Photo:
    """Keep an uploaded picture and let the worker make its renditions; until then templates show the stand-in.

    Raises PhotoRefused, whose text is for the person who sent it.
    """
    data, size = examine(upload)
    language = Photo._meta.get_field("source_language").default
    photo = Photo(
        width=size.width,
        height=size.height,
        alt_en=alt_en.strip()[:250],
        alt_es=alt_es.strip()[:250],
        source_language="es" if alt_es and not alt_en else language,
    )
    photo.original.save("original", ContentFile(data), save=False)  # a storage may be far: not inside the transaction
    with transaction.atomic():
        photo.save()
        enqueue("photo.renditions", {"photo": photo.pk})
    return photo


def describe_photo(*, photo: Photo, alt_en: str = "", alt_es: str = "") -> None:
    """Say anew what the photo shows; a language that is left out keeps its words."""
    for name, words in (("alt_en", alt_en), ("alt_es", alt_es)):
        if words.strip():
            setattr(photo, name, words.strip()[:250])
    photo.save(update_fields=["alt_en", "alt_es"])


@transaction.atomic
def aim_photo(*, photo: Photo, x: int, y: int) -> None:
    """Move the focal point (percent from left and top) that the cut keeps nearest to its middle. Raises ValueError
    beyond 0 to 100.
    """
    if not (0 <= x <= 100 and 0 <= y <= 100):
        raise ValueError("A focal point is given in percent.")
    if (x, y) == photo.focal:
        return
    photo.focal_x, photo.focal_y = x, y
    photo.save(update_fields=["focal_x", "focal_y"])
    enqueue("photo.renditions", {"photo": photo.pk})


@transaction.atomic
def remove_photo(*, photo: Photo) -> None:
    """Delete the photo, and its files once that is committed."""
    enqueue("photo.erase", {"original": photo.original.name, "whole": photo.whole, "renditions": photo.renditions})
    photo.delete()


def clear_unused() -> int:
    """Remove the photos of more than a day ago that nothing shows: taken off, replaced, or sent with a form that was
    never finished; returns how many.
    """
    unused = Photo.objects.filter(created__lt=timezone.now() - UNUSED_FOR)
    for relation in Photo._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            shown = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            unused = unused.filter(~Exists(shown))
    found = list(unused)
    for photo in found:
        remove_photo(photo=photo)
    return len(found)


def move_photo(photo: Photo, state: PhotoState) -> bool:
    """Move a photo to `state`; False if it was removed or has moved already. Raises ValueError for a move that is not
    in MOVES.
    """
    if state not in MOVES[photo.state]:
        raise ValueError(f"A photo does not go from {photo.state} to {state}.")
    moved = Photo.objects.filter(pk=photo.pk, state=photo.state).update(state=state)
    photo.state = state
    return moved == 1
