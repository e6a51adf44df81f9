"""Staff pictures as pages show them: from the files the worker has made, or not yet."""

from typing import Any

from wagtail.images.models import Filter

from cms.models import StaffImage, ask_for
from ground.photos import PhotoState

WIDTHS = (320, 640, 960, 1280)
CARD = tuple(f"fill-{width}x{width * 3 // 4}|format-webp" for width in WIDTHS)
WIDE = tuple(f"width-{width}|format-webp" for width in WIDTHS)
ADMIN = ("max-165x165", "max-800x600")  # what Wagtail's library shows of a picture
ALL = (*CARD, *WIDE, *ADMIN)


def card_photo(image: StaffImage, alt: str) -> dict[str, Any] | None:
    """What components/tale.html and photo.html take as a photo, cut to 4:3; None until the worker has made it."""
    return _photo(image, CARD, alt)


def wide_photo(image: StaffImage, alt: str) -> dict[str, Any] | None:
    """The whole picture, up to 1280 px wide; None until the worker has made it."""
    return _photo(image, WIDE, alt)


def _photo(image: StaffImage, specs: tuple[str, ...], alt: str) -> dict[str, Any] | None:
    """A small picture is not blown up, so that several sizes of it may be the same width: each stands once."""
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    made = {rendition.width: rendition for rendition in found.values()}
    if len(found) < len(specs) and image.state == PhotoState.READY:
        ask_for(image)
    if not made:
        return None
    widths = sorted(made)
    usual = made[next((width for width in widths if width >= WIDTHS[1]), widths[-1])]
    largest = made[widths[-1]]
    return {
        "src": usual.url,
        "srcset": ", ".join(f"{made[width].url} {width}w" for width in widths),
        "alt": alt,
        "width": largest.width,  # as wide as it may be drawn
        "height": largest.height,
    }
