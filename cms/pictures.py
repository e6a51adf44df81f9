"""Staff pictures as pages show them."""

from typing import Any

from cms.models import StaffImage

CARD = "fill-640x480|format-webp"
WIDE = "width-1280|format-webp"


def card_photo(image: StaffImage, alt: str) -> dict[str, Any]:
    """What components/tale.html and photo.html take as a photo, cut to 4:3."""
    return _photo(image, CARD, alt)


def wide_photo(image: StaffImage, alt: str) -> dict[str, Any]:
    """The whole picture, up to 1280 px wide."""
    return _photo(image, WIDE, alt)


def _photo(image: StaffImage, spec: str, alt: str) -> dict[str, Any]:
    rendition = image.get_rendition(spec)
    return {"src": rendition.url, "alt": alt, "width": rendition.width, "height": rendition.height}
