"""What the worker does with photos: cut them, clean the original, and delete the files of removed ones."""

import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from ground import ticks
from ground.outbox import Payload, enqueue, handler
from ground.photos import RATIO, Photo, PhotoState, clear_unused, move_photo, photo_cut
from ground.pictures import PhotoRefused, Picture, cut, decode, encode, fitted

CLEAN = ".webp"
WHOLE = 800  # px, the longest side of the uncut picture for the desk
OLD_PICTURES_STAY = timedelta(hours=1)  # for pages that are open


@handler("photo.renditions", lease=timedelta(minutes=2))
def make_renditions(payload: Payload) -> None:
    """Decode the whole original; one that cannot be is refused and deleted. Running it again makes new files and lets
    the old ones go.
    """
    photo = Photo.objects.filter(pk=payload["photo"]).exclude(state=PhotoState.REFUSED).first()
    if photo is None:
        return
    try:
        with photo.original.open("rb") as file:
            image = decode(file)
    except PhotoRefused:
        _refuse(photo)
        return
    if not _originals().exists(photo.whole):
        _write(_originals(), photo.whole, encode(fitted(image, WHOLE), "WEBP", quality=70, method=4))
    if not str(photo.original.name).endswith(CLEAN):
        _replace_original(photo, encode(image, "WEBP", quality=88, method=4))
    _cut(photo, image)
    if photo.state == PhotoState.PENDING:
        move_photo(photo, PhotoState.READY)
    photo_cut.send(sender=Photo, photo=photo)


def _cut(photo: Photo, image: Picture) -> None:
    old = photo.renditions
    photo.width, photo.height = image.size
    photo.edition = secrets.token_hex(4)
    for width in photo.widths:
        part = cut(image, width=width, height=width * RATIO[1] // RATIO[0], focal=photo.focal)
        _write(default_storage, photo.rendition(width), encode(part, "WEBP", quality=78, method=4))
    photo.save(update_fields=["width", "height", "edition"])
    if old:
        enqueue("photo.erase", {"original": "", "renditions": old}, due=timezone.now() + OLD_PICTURES_STAY)


@handler("photo.erase")
def erase_files(payload: Payload) -> None:
    for name in (payload["original"], payload.get("whole")):
        if name:
            _originals().delete(name)
    for name in payload["renditions"]:
        default_storage.delete(name)


@ticks.every(ticks.DAY, "photos.clear_unused")
def _clear_unused() -> None:
    clear_unused()


def _write(storage: Storage, name: str, data: bytes) -> None:
    """A storage gives a taken name a new ending, so the old file goes first."""
    storage.delete(name)
    storage.save(name, ContentFile(data))


def _replace_original(photo: Photo, data: bytes) -> None:
    """What the phone wrote, position and all, is replaced by the clean picture."""
    raw = str(photo.original.name)
    photo.original.name = _originals().save(f"photos/{photo.public_id}/original{CLEAN}", ContentFile(data))
    photo.save(update_fields=["original"])
    _originals().delete(raw)


def _refuse(photo: Photo) -> None:
    if photo.state == PhotoState.PENDING:
        move_photo(photo, PhotoState.REFUSED)
        _originals().delete(str(photo.original.name))


def _originals() -> Storage:
    storage: Storage = Photo._meta.get_field("original").storage
    return storage
