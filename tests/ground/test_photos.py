import io
import struct
import time
import zlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from ground import pictures
from ground.models import OutboxTask, Photo
from ground.outbox import State, run_due
from ground.photos import PhotoRefused, PhotoState, add_photo, aim_photo, clear_unused, move_photo, remove_photo
from ground.pictures import clean_image, decode, encode
from tests.factories import CoopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

GPS_IFD, ORIENTATION = 0x8825, 0x0112


def picture(size=(1600, 1200), fmt="JPEG", mode="RGB", color="red", **options):
    return encode(Image.new(mode, size, color), fmt, **options)


def upload(data, name="photo.jpg"):
    return SimpleUploadedFile(name, data)


def exif(orientation=1):
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[0x010F] = "PhoneMaker"
    data.get_ifd(GPS_IFD).update({1: "N", 2: (32.0, 17.0, 55.0)})
    return data


def halves(size=(1600, 800), colors=("red", "blue")):
    """Left half of one colour, right half of another."""
    image = Image.new("RGB", size, colors[0])
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), colors[1]), (size[0] // 2, 0))
    return image


def near(pixel, wanted, by=12):
    return all(abs(a - b) <= by for a, b in zip(pixel[:3], wanted, strict=True))


def test_a_photo_is_pending_until_the_worker_has_cut_it(media):
    photo = add_photo(upload=upload(picture()), alt_en="Red")
    assert (photo.state, photo.width, photo.height) == (PhotoState.PENDING, 1600, 1200)
    assert (photo.src(640), photo.srcset) == ("", "")
    run_due()
    photo.refresh_from_db()
    base = f"/media/photos/{photo.public_id}/{photo.edition}"
    assert photo.state == PhotoState.READY
    assert (photo.src(640), photo.src(700), photo.src(4000)) == (
        f"{base}-640.webp",
        f"{base}-960.webp",
        f"{base}-1280.webp",
    )
    assert photo.srcset == ", ".join(f"{base}-{width}.webp {width}w" for width in (320, 640, 960, 1280))
    for width in (320, 640, 960, 1280):
        with Image.open(media[0] / photo.rendition(width)) as made:
            assert (made.format, made.size) == ("WEBP", (width, width * 3 // 4))


def test_a_small_photo_is_not_blown_up():
    photo = add_photo(upload=upload(picture((700, 700))))
    assert photo.widths == [320, 640]
    tiny = add_photo(upload=upload(picture((20, 10))))
    assert tiny.widths == [320]
    run_due()
    tiny.refresh_from_db()
    assert tiny.is_ready


def test_nothing_that_the_phone_wrote_is_left_and_the_picture_stands_upright(media):
    photo = add_photo(upload=upload(encode(halves(), "JPEG", quality=95, exif=exif(orientation=6))))
    assert (photo.width, photo.height) == (800, 1600)
    raw = media[1] / photo.original.name
    assert b"PhoneMaker" in raw.read_bytes()
    run_due()
    photo.refresh_from_db()
    assert not raw.exists()
    kept = list((media[1] / "photos").rglob("*.*"))
    assert {file.name for file in kept} == {"original.webp", "whole.webp"}
    with Image.open(media[1] / photo.original.name) as clean:
        assert clean.size == (800, 1600)
        assert not clean.getexif()
        assert near(clean.getpixel((400, 100)), (255, 0, 0))
        assert near(clean.getpixel((400, 1500)), (0, 0, 255))
    for file in [*media[0].rglob("*.webp"), *kept]:
        assert b"PhoneMaker" not in file.read_bytes()
        assert b"EXIF" not in file.read_bytes()


@pytest.mark.parametrize(("x", "left"), [(0, (255, 0, 0)), (100, (0, 0, 255))])
def test_the_cut_follows_the_focal_point(media, x, left):
    photo = add_photo(upload=upload(encode(halves((2400, 900)), "PNG"), "p.png"))
    run_due()
    aim_photo(photo=photo, x=x, y=50)
    run_due()
    photo.refresh_from_db()
    with Image.open(media[0] / photo.rendition(320)) as made:
        assert near(made.convert("RGB").getpixel((5, 120)), left)


def test_a_focal_point_beyond_the_picture_is_refused():
    photo = add_photo(upload=upload(picture()))
    for x, y in ((-1, 50), (50, 101)):
        with pytest.raises(ValueError, match="percent"):
            aim_photo(photo=photo, x=x, y=y)


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def cut_off(data, part=0.5):
    return data[: int(len(data) * part)]


def noise(size=(640, 480)):
    return Image.effect_noise(size, 90).convert("RGB")


def bomb(width, height):
    """A PNG that says it is that large, with nothing in it."""

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


READ = "We cannot read this file. Choose a photo in JPEG, PNG, WebP or HEIC format."
DAMAGED = "This photo is damaged or not complete. Choose it again, or take a new one."
PIXELS = "This photo has more than 50 megapixels. Choose a smaller one."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty. Choose the photo again."),
        (HTML, READ),
        (SVG, READ),
        (b"\xff\xd8\xff", DAMAGED),
        (b"\x89PNG\r\n\x1a\n", READ),
        (picture(fmt="GIF"), READ),
        (picture(fmt="BMP"), READ),
        (cut_off(encode(noise(), "JPEG")), DAMAGED),
        (cut_off(encode(noise(), "PNG")), DAMAGED),
        (bomb(8000, 8000), PIXELS),
        (bomb(60_000, 60_000), PIXELS),
    ],
)
def test_a_broken_file_is_refused_with_what_to_do(data, sentence, media):
    with pytest.raises(PhotoRefused) as refusal:
        add_photo(upload=upload(data))
    assert str(refusal.value) == sentence
    assert (Photo.objects.count(), OutboxTask.objects.count(), list(media[1].rglob("*"))) == (0, 0, [])


def test_a_photo_of_thirty_megabytes_is_refused_without_reading_it():
    with pytest.raises(PhotoRefused, match="larger than 15 MB"):
        add_photo(upload=upload(bytes(30 * 1024 * 1024)))


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_whatever_a_broken_file_holds_it_is_refused_or_kept_but_never_an_error(fmt):
    """Cuts and flipped bytes all over the file; what passes the quick look is refused by the worker."""
    whole = encode(noise((160, 120)), fmt)
    for step in range(40):
        at = len(whole) * step // 40
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            try:
                add_photo(upload=upload(data))
            except PhotoRefused:
                continue
    run_due(limit=200)
    assert not OutboxTask.objects.exclude(state=State.DONE).exists()
    assert not Photo.objects.filter(state=PhotoState.PENDING).exists()


@pytest.mark.parametrize("fmt", ["WEBP", "HEIF"])
def test_a_photo_found_broken_by_the_worker_is_refused_and_its_file_deleted(fmt, media):
    whole = encode(noise(), fmt)
    photo = add_photo(upload=upload(whole))
    (media[1] / photo.original.name).write_bytes(whole[:3000])
    run_due()
    photo.refresh_from_db()
    assert (photo.state, photo.src(320)) == (PhotoState.REFUSED, "")
    assert not (media[1] / photo.original.name).exists()


@pytest.mark.parametrize(
    "data",
    [
        picture(fmt="WEBP"),
        picture(fmt="HEIF"),
        picture(fmt="PNG", mode="L", color=128),
        picture(fmt="PNG", mode="P", color=1),
        picture(fmt="PNG", mode="1", color=1),
        picture(fmt="PNG", mode="LA", color=(128, 100)),
        picture(fmt="PNG", mode="I;16", color=40_000),
        picture(fmt="JPEG", mode="CMYK", color=(0, 255, 255, 0)),
    ],
)
def test_each_way_to_store_a_picture_becomes_a_plain_one(data):
    photo = add_photo(upload=upload(data))
    run_due()
    photo.refresh_from_db()
    assert photo.is_ready


def test_colours_survive_the_change():
    assert near(decode(picture(mode="CMYK", color=(0, 255, 255, 0))).getpixel((9, 9)), (255, 0, 0), by=40)
    assert near(decode(picture(fmt="PNG", mode="I;16", color=40_000)).getpixel((9, 9)), (156, 156, 156), by=2)
    assert near(decode(picture(fmt="HEIF", color="blue")).getpixel((9, 9)), (0, 0, 255), by=20)


@pytest.mark.parametrize(("fmt", "name"), [("WEBP", "a.webp"), ("PNG", "a.png")])
def test_of_a_moving_picture_the_first_frame_is_taken(fmt, name):
    frames = [Image.new("RGB", (400, 300), color) for color in ("red", "blue")]
    data = encode(frames[0], fmt, save_all=True, append_images=frames[1:], duration=100)
    assert near(decode(data).getpixel((9, 9)), (255, 0, 0))
    assert add_photo(upload=upload(data, name)).width == 400


def test_a_large_photo_is_taken_quickly():
    data = encode(noise((1000, 750)).resize((4000, 3000)), "JPEG", quality=92)
    began = time.perf_counter()
    add_photo(upload=upload(data))
    assert time.perf_counter() - began < 1.5  # 0.05 s on a quiet machine


def test_a_refusal_speaks_the_persons_language():
    with override("es"), pytest.raises(PhotoRefused) as refusal:
        add_photo(upload=upload(HTML))
    assert str(refusal.value)


def test_alternative_texts_fall_back_to_the_language_they_were_written_in():
    photo = add_photo(upload=upload(picture()), alt_es=" Verduras ")
    assert (photo.source_language, photo.alt.text, photo.alt.lang) == ("es", "Verduras", "es")


def test_a_removed_photo_takes_its_files_with_it(media):
    photo = add_photo(upload=upload(picture()))
    run_due()
    photo.refresh_from_db()
    remove_photo(photo=photo)
    assert Photo.objects.count() == 0
    run_due()
    assert [file for folder in media for file in folder.rglob("*") if file.is_file()] == []


def test_a_photo_removed_before_it_was_cut_is_no_trouble(media):
    remove_photo(photo=add_photo(upload=upload(picture())))
    call_command("worker", once=True)
    assert not OutboxTask.objects.exclude(state=State.DONE).exists()
    assert [file for folder in media for file in folder.rglob("*") if file.is_file()] == []


def test_a_photo_moves_only_as_the_table_allows():
    photo = add_photo(upload=upload(picture()))
    assert move_photo(photo, PhotoState.READY)
    for state in PhotoState:
        with pytest.raises(ValueError, match="does not go"):
            move_photo(photo, state)


def test_a_staff_image_is_cleaned_to_jpeg_or_png_when_it_is_transparent():
    jpeg = clean_image(upload(encode(halves(), "JPEG", exif=exif(orientation=6)), "IMG 1.JPG"))
    assert jpeg.name == "IMG 1.jpg"
    with Image.open(io.BytesIO(jpeg.read())) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (800, 1600), {})
    png = clean_image(upload(picture(fmt="PNG", mode="RGBA", color=(255, 0, 0, 90)), "logo.png"))
    with Image.open(io.BytesIO(png.read())) as image:
        assert (image.format, image.mode) == ("PNG", "RGBA")
    with pytest.raises(PhotoRefused):
        clean_image(upload(HTML))


def test_what_is_shown_fully_is_never_wider_than_the_longest_edge():
    assert decode(picture((6000, 3000))).size == (pictures.LONGEST_EDGE, pictures.LONGEST_EDGE // 2)


def test_a_photo_that_nothing_shows_goes_after_a_day():
    shown, taken_off = (add_photo(upload=upload(picture())) for _ in range(2))
    CoopFactory(photo=shown)
    Photo.objects.update(created=timezone.now() - timedelta(hours=25))
    fresh = add_photo(upload=upload(picture()))
    assert clear_unused() == 1
    assert set(Photo.objects.all()) == {shown, fresh}
    assert OutboxTask.objects.get(kind="photo.erase").payload["original"] == taken_off.original.name


def test_a_jpeg_of_countless_scans_is_refused():
    """Each scan costs a walk over the whole picture."""
    whole = encode(noise((64, 48)), "JPEG", progressive=True)
    at = whole.rindex(b"\xff\xda")
    last = whole[at:-2]
    assert add_photo(upload=upload(whole)).width == 64
    for take in (lambda data: add_photo(upload=upload(data)), decode):
        with pytest.raises(PhotoRefused, match="damaged"):
            take(whole[:at] + last * 101 + whole[-2:])


def test_what_a_phone_hangs_behind_a_photo_is_left_out():
    assert add_photo(upload=upload(picture() + b"film \xff\xda\xff\xd9" * 200)).width == 1600


def test_the_end_of_the_small_picture_in_the_head_is_not_the_end():
    inner = encode(Image.new("RGB", (16, 12)), "JPEG")
    head = b"\xff\xe1" + (len(inner) + 2).to_bytes(2, "big") + inner
    whole = encode(noise(), "JPEG")
    assert add_photo(upload=upload(whole[:2] + head + whole[2:])).width == 640
    with pytest.raises(PhotoRefused, match="damaged"):
        add_photo(upload=upload(whole[:2] + head + whole[2:9000]))


def part(kind, data=b""):
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@pytest.mark.parametrize(
    "between",
    [
        b"\xff\xfe\x00\x02",
        b"\xff\xe1\x00\x08Exif\0\0",
        b"\xff",
        b"\xff\xd0",
        b"\xff\xfe\x00\x02\x00",
        b"\xff\x00\xff\xff",
        b"\xff\xc8\xff\xff",
        b"\xff\xd8",
    ],
)
def test_a_jpeg_of_countless_parts_is_refused_before_anything_reads_them(between, monkeypatch):
    monkeypatch.setattr(Image, "open", _nothing_opens)
    whole = picture((640, 480))
    with pytest.raises(PhotoRefused, match="damaged"):
        add_photo(upload=upload(whole[:2] + between * 1_001 + whole[2:]))


@pytest.mark.parametrize("kind", [b"teSt", b"IDAT"])
def test_a_png_of_countless_parts_is_refused_before_anything_reads_them(kind, monkeypatch):
    monkeypatch.setattr(Image, "open", _nothing_opens)
    whole = picture((640, 480), fmt="PNG")
    with pytest.raises(PhotoRefused, match="damaged"):
        add_photo(upload=upload(whole[:33] + part(kind) * 20_001 + whole[33:], "a.png"))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("entries", "is_taken"), [(1_000, True), (1_001, False)])
def test_a_picture_with_countless_entries_about_it_is_refused(order, entries, is_taken):
    head = struct.pack(f"{order}2sHLH", b"II" if order == "<" else b"MM", 42, 8, entries)
    about = head + b"".join(struct.pack(f"{order}HHLL", 40_000 + n, 4, 1, 0) for n in range(entries)) + b"\0" * 4
    sent = upload(picture((640, 480), fmt="WEBP", exif=about), "a.webp")
    if is_taken:
        assert add_photo(upload=sent).width == 640
    else:
        with pytest.raises(PhotoRefused, match="damaged"):
            add_photo(upload=sent)


def test_parts_as_many_as_cameras_and_programs_write_are_taken():
    jpeg, png = picture((640, 480)), picture((640, 480), fmt="PNG")
    assert add_photo(upload=upload(jpeg[:2] + b"\xff\xfe\x00\x02" * 900 + jpeg[2:])).width == 640
    assert add_photo(upload=upload(png[:33] + part(b"teSt") * 19_000 + png[33:], "a.png")).width == 640


def _nothing_opens(*given, **about):
    raise AssertionError("It was opened.")
