"""The search keeps the address of a listing's picture, so it is told when the worker has cut a new one."""

from typing import Any

from directory.findable import changed
from ground.models import Photo
from ground.photos import photo_cut
from marketplace.catalog.models import Listing
from marketplace.catalog.stock import FINDABLE


def connect() -> None:
    photo_cut.connect(_tell_the_search, sender=Photo, dispatch_uid="catalog.photo_cut")


def _tell_the_search(sender: type, photo: Photo, **kwargs: Any) -> None:
    for pk in Listing.objects.filter(photo=photo).values_list("pk", flat=True):
        changed(FINDABLE, pk)
