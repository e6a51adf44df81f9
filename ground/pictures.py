"""Pixels: what is taken as a picture, and what is left of it.

A picture from outside is opened only as one of four formats, within limits, and written anew: turned upright, in
sRGB with 8 bits, without EXIF, position or any other data. Whatever else it may be is refused with a sentence that
says what to do.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any, Literal, NamedTuple, TypeAlias

from django.core.files.base import ContentFile
from django.core.files.base import File as DjangoFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

from ground import jpeg, png

register_heif_opener()

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST_EDGE = 2560
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_ENTRIES = 1_000  # of the first list of the EXIF; a camera writes twenty
_EXIF, _BIG_TIFF = b"Exif\0\0", 43
_ORIENTATION, _TURNED = 0x0112, {5, 6, 7, 8}

Upload: TypeAlias = "DjangoFile[Any]"
Picture: TypeAlias = Image.Image


class PhotoRefused(Exception):
    """Not a picture we take; its text is a sentence for the person who sent it, in the active language."""


class Size(NamedTuple):
    width: int
    height: int


def examine(upload: Upload) -> tuple[bytes, Size]:
    """Read an upload and look at it without decoding a pixel; returns its bytes and its upright size. Raises
    PhotoRefused.

    Of a JPEG the marks of its parts are read and of a PNG the checksums, which finds most broken files while the
    person is still there; the worker decodes it.
    """
    data = _read(upload)
    with _opened(data) as image:
        if image.format == "PNG":  # seldom turned by EXIF, which would cost a whole decode to know
            image.verify()
            return data, Size(image.width, image.height)
        return data, _upright_size(image)


def size_of(upload: Upload) -> Size:
    """The upright size that the head of a picture tells; no pixel is decoded. Raises PhotoRefused."""
    with _opened(_read(upload)) as image:
        # The EXIF of a PNG stands behind its pixels and would cost a whole decode.
        return Size(image.width, image.height) if image.format == "PNG" else _upright_size(image)


def decode(source: bytes | IO[bytes], *, longest: int = LONGEST_EDGE) -> Image.Image:
    """The first frame, upright, sRGB, mode RGB or RGBA, no side longer than `longest`, without any metadata. Raises
    PhotoRefused.
    """
    data = source if isinstance(source, bytes) else source.read()
    with _opened(data) as image:
        image.draft("RGB", (longest, longest))
        image.load()
        upright = ImageOps.exif_transpose(image)
        plain = _eight_bits(_to_srgb(upright))
        plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        bare = Image.new(plain.mode, plain.size)
        bare.paste(plain)
        return bare


def clean_image(upload: Upload) -> "ContentFile[bytes]":
    """An uploaded picture, written anew as JPEG, or as PNG where it is transparent; for staff images. Raises
    PhotoRefused.
    """
    data = _read(upload)
    image = decode(data)
    transparent = image.mode == "RGBA"
    name = PurePath(upload.name or "picture").stem + (".png" if transparent else ".jpg")
    written = (
        encode(image, "PNG", optimize=True) if transparent else encode(image, "JPEG", quality=88, progressive=True)
    )
    return ContentFile(written, name=name)


def encode(image: Image.Image, fmt: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, fmt, **options)
    return out.getvalue()


def cut(image: Image.Image, *, width: int, height: int, focal: tuple[int, int]) -> Image.Image:
    """The largest part of that shape about the focal point (percent from left and top), brought to width x height."""
    centering = (focal[0] / 100, focal[1] / 100)
    window = _window(image, width, height, centering)
    return ImageOps.fit(_on_white(image), (width, height), Image.Resampling.LANCZOS, centering=window)


def fitted(image: Image.Image, longest: int) -> Image.Image:
    """The whole picture with no side longer than `longest`, on white where it is transparent."""
    small = _on_white(image).copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return small


def _window(image: Image.Image, width: int, height: int, focal: tuple[float, float]) -> tuple[float, float]:
    """`ImageOps.fit` shares out what it cuts off; this finds the share that brings the focal point nearest to the
    middle.
    """
    shape = width / height
    part = (min(1.0, image.height * shape / image.width), min(1.0, image.width / shape / image.height))
    return (_share(focal[0], part[0]), _share(focal[1], part[1]))


def _share(focal: float, part: float) -> float:
    if part >= 1:
        return 0.5
    return min(1.0, max(0.0, (focal - part / 2) / (1 - part)))


def _read(upload: Upload) -> bytes:
    too_big = _("This photo is larger than 15 MB. Choose a smaller one, or take it again with a lower quality.")
    if upload.size and upload.size > MAX_BYTES:
        raise PhotoRefused(too_big)
    upload.seek(0)
    data: bytes = upload.read(MAX_BYTES + 1)
    if not data:
        raise PhotoRefused(_("This file is empty. Choose the photo again."))
    if len(data) > MAX_BYTES:
        raise PhotoRefused(too_big)
    return data


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open within limits. Pillow raises whatever its parsers meet (ValueError, SyntaxError, struct.error …): all of it
    is a refusal.
    """
    try:
        _check_parts(data)
    except ValueError:
        raise PhotoRefused(_damaged()) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PhotoRefused(_too_many_pixels()) from None
    except Exception:  # noqa: BLE001
        raise PhotoRefused(_("We cannot read this file. Choose a photo in JPEG, PNG, WebP or HEIC format.")) from None
    try:
        with image:
            if image.width * image.height > MAX_PIXELS:
                raise PhotoRefused(_too_many_pixels())
            yield image
    except PhotoRefused:
        raise
    except Exception:  # noqa: BLE001
        raise PhotoRefused(_damaged()) from None


def _check_parts(data: bytes) -> None:
    """Before Pillow walks over them: a million empty parts would take it a quarter of a minute."""
    if data.startswith(jpeg.SIGNATURE):
        jpeg.check_jpeg(data)
    elif data.startswith(png.SIGNATURE):
        png.check_png(data)


def _damaged() -> str:
    return _("This photo is damaged or not complete. Choose it again, or take a new one.")


def _too_many_pixels() -> str:
    return _("This photo has more than 50 megapixels. Choose a smaller one.")


def _upright_size(image: Image.Image) -> Size:
    _check_exif(image.info.get("exif") or b"")
    if image.getexif().get(_ORIENTATION) in _TURNED:
        return Size(image.height, image.width)
    return Size(image.width, image.height)


def _check_exif(exif: bytes) -> None:
    """Raises ValueError where it has more entries than a camera writes: to read sixty thousand takes seconds."""
    while exif.startswith(_EXIF):
        exif = exif[len(_EXIF) :]
    order: Literal["little", "big"] = "little" if exif.startswith(b"II") else "big"
    if int.from_bytes(exif[2:4], order) == _BIG_TIFF:
        raise ValueError("No camera writes this.")
    at = int.from_bytes(exif[4:8], order)
    if int.from_bytes(exif[at : at + 2], order) > MOST_ENTRIES:
        raise ValueError("Too many entries.")


def _to_srgb(image: Image.Image) -> Image.Image:
    """Phones write wide colours with a profile; without it they would look dull. A broken profile is left out."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGB" if image.mode == "CMYK" else image.mode
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through."""
    if image.mode.startswith("I"):  # 16 bits of grey; a plain convert() would clip them
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        return layered if layered.getchannel("A").getextrema() != (255, 255) else layered.convert("RGB")
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
