"""What the worker does with a staff picture: write its original anew, and make each size that pages use."""

from datetime import timedelta

from django.db.models.signals import post_save

from cms.models import TASK, StaffImage, ask_for
from cms.pictures import ALL
from ground.outbox import GiveUp, Payload, handler
from ground.photos import PhotoState
from ground.pictures import PhotoRefused, clean_image

_WRITTEN = ("file", "width", "height", "file_size", "file_hash", "state", "focal_point_x", "focal_point_y")


def connect() -> None:
    post_save.connect(_saved, sender=StaffImage, dispatch_uid="cms.picture_saved")


def _saved(sender: type, instance: StaffImage, update_fields: frozenset[str] | None = None, **kwargs: object) -> None:
    """A new picture, another file, another focal point. What Wagtail writes down of it by itself changes no picture."""
    if update_fields is None:
        ask_for(instance)


@handler(TASK, lease=timedelta(minutes=3))
def prepare(payload: Payload) -> None:
    """A picture that cannot be read is left with its stand-in, and the office is told."""
    image = StaffImage.objects.filter(pk=payload["image"]).exclude(state=PhotoState.REFUSED).first()
    if image is None:
        return
    if image.state == PhotoState.PENDING:
        _clean(image)
    for spec in (payload["spec"],) if payload["spec"] else ALL:
        image.make_rendition(spec)


def _clean(image: StaffImage) -> None:
    raw, storage = str(image.file.name), image.file.storage
    try:
        with storage.open(raw) as file:
            clean = clean_image(file)
    except PhotoRefused as refused:
        StaffImage.objects.filter(pk=image.pk).update(state=PhotoState.REFUSED)
        storage.delete(raw)
        raise GiveUp(f"{image.title}: {refused}") from refused
    image.renditions.all().delete()
    image.file = clean
    image._set_image_file_metadata()
    image.state = PhotoState.READY
    image.focal_point_x = image.focal_point_y = None  # in pixels of a picture that is gone
    image.save(update_fields=_WRITTEN)
    storage.delete(raw)
