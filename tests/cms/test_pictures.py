"""A picture of the library is taken by its head, written anew by the worker, and never made by the request that shows it."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.urls import reverse
from PIL import ImageFile, WebPImagePlugin
from wagtail.documents.forms import get_document_form

from cms.forms import StaffDocumentForm
from cms.models import StaffDocument, StaffImage
from cms.pictures import ALL, card_photo, wide_photo
from directory.people.roles import NetworkRole
from ground.models import OutboxTask
from ground.outbox import State, run_due
from ground.photos import PhotoState
from ground.pictures import encode
from tests.ground.conftest import in_folders
from tests.ground.test_photos import HTML, bomb, exif, halves, noise, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def media(settings, tmp_path, monkeypatch):
    return in_folders(settings, tmp_path, monkeypatch, StaffImage._meta.get_field("file"))


@pytest.fixture
def admin(signed_in):
    return signed_in(NetworkRole.COMMUNICATIONS)


def send(admin, data, name="press.jpg"):
    """As the library's page for many pictures sends each of them."""
    file = SimpleUploadedFile(name, data)
    answer = admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Press", "files[]": file, "collection": 1},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    return answer.json()


def test_the_worker_cleans_it_and_makes_every_size(admin, media):
    raw = encode(halves((3000, 1500)), "JPEG", quality=95, exif=exif(orientation=6))
    assert send(admin, raw)["success"]
    image = StaffImage.objects.get()
    assert image.state == PhotoState.PENDING
    assert list(media[0].rglob("*.jpg")) == []  # nothing raw in the public folder
    assert (card_photo(image, "A press"), image.renditions.count()) == (None, 0)
    run_due()
    image = StaffImage.objects.get()
    assert (image.state, image.width, image.height) == (PhotoState.READY, 1280, 2560)
    assert image.renditions.count() == len(ALL)
    shown = card_photo(image, "A press")
    assert (shown["width"], shown["height"], shown["alt"]) == (1280, 960, "A press")
    assert [part.split()[1] for part in shown["srcset"].split(", ")] == ["320w", "640w", "960w", "1280w"]
    assert shown["src"].endswith(".webp") and f"{shown['src']} 640w" in shown["srcset"]
    for file in [file for folder in media for file in folder.rglob("*") if file.is_file()]:
        assert b"PhoneMaker" not in file.read_bytes()
    assert not OutboxTask.objects.exclude(state=State.DONE).exists()


def test_a_page_that_asks_too_early_shows_a_stand_in_and_makes_nothing(admin):
    send(admin, picture((900, 600)))
    image = StaffImage.objects.get()
    tag = Template("{% load wagtailimages_tags %}{% image image max-165x165 %}")
    assert "place-printing-press" in tag.render(Context({"image": image}))
    assert image.renditions.count() == 0
    run_due()
    image = StaffImage.objects.get()
    assert "place-printing-press" not in tag.render(Context({"image": image}))


def test_a_size_that_nobody_foresaw_is_asked_of_the_worker(admin):
    send(admin, picture((900, 600)))
    run_due()
    image = StaffImage.objects.get()
    tag = Template("{% load wagtailimages_tags %}{% image image width-77 %}")
    assert "place-printing-press" in tag.render(Context({"image": image}))
    run_due()
    assert 'width="77"' in tag.render(Context({"image": StaffImage.objects.get()}))


def test_a_small_picture_is_not_blown_up_and_each_width_stands_once(admin):
    send(admin, picture((500, 400)))
    run_due()
    shown = wide_photo(StaffImage.objects.get(), "")
    assert [part.split()[1] for part in shown["srcset"].split(", ")] == ["320w", "500w"]


@pytest.mark.parametrize("fmt", ["HEIF", "WEBP", "PNG"])
def test_each_format_is_taken_whatever_its_name_says(admin, fmt):
    assert send(admin, picture((900, 600), fmt=fmt), "IMG_1.jpg")["success"]
    run_due()
    assert StaffImage.objects.get().state == PhotoState.READY


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty. Choose the photo again."),
        (HTML, "We cannot read this file. Choose a photo in JPEG, PNG, WebP or HEIC format."),
        (bomb(60_000, 60_000), "This photo has more than 50 megapixels. Choose a smaller one."),
        (encode(noise(), "JPEG")[:9000], "This photo is damaged or not complete. Choose it again, or take a new one."),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(admin, data, sentence):
    answer = send(admin, data)
    assert not answer["success"]
    assert sentence in answer["error_message"]
    assert not StaffImage.objects.exists()


def test_a_head_without_pixels_is_taken_without_decoding_and_refused_by_the_worker(admin):
    """All its checksums are right; only a decode would tell."""
    assert send(admin, bomb(12_000, 4_000), "wide.png")["success"]
    image = StaffImage.objects.get()
    assert (image.width, image.height, image.state) == (12_000, 4_000, PhotoState.PENDING)
    run_due()
    assert StaffImage.objects.get().state == PhotoState.REFUSED


def test_the_request_that_brings_a_picture_decodes_no_pixel(admin, monkeypatch):
    pictures = [picture((1200, 900), fmt=fmt) for fmt in ("JPEG", "PNG", "WEBP", "HEIF")]
    decoded = []
    for kind in (ImageFile.ImageFile, WebPImagePlugin.WebPImageFile):
        monkeypatch.setattr(kind, "load", lambda image: decoded.append(image.format))
    assert all(send(admin, data)["success"] for data in pictures)
    assert decoded == []
    assert {(image.width, image.height) for image in StaffImage.objects.all()} == {(1200, 900)}


def test_one_that_the_worker_finds_broken_keeps_its_stand_in_and_the_office_hears_of_it(admin, media):
    whole = encode(noise(), "WEBP")
    send(admin, whole, "a.webp")
    image = StaffImage.objects.get()
    (media[1] / image.file.name).write_bytes(whole[:3000])
    run_due()
    image = StaffImage.objects.get()
    assert (image.state, wide_photo(image, "")) == (PhotoState.REFUSED, None)
    assert not (media[1] / image.file.name).exists()
    failed = OutboxTask.objects.get(state=State.FAILED)
    assert failed.last_error.startswith("Press: We cannot read this file.")


@pytest.mark.parametrize(
    ("name", "data", "is_taken"),
    [
        ("bylaws.pdf", b"%PDF-1.7\n", True),
        ("bylaws.pdf", HTML, False),
        ("budget.xlsx", b"PK\x03\x04", True),
        ("budget.xlsx", b"%PDF-1.7", False),
        ("names.csv", b"name,town\n", True),
        ("names.csv", b"MZ\0\0", False),
        ("page.html", HTML, False),
        ("long.txt", b"a" * (15 * 1024 * 1024 + 1), False),
    ],
)
def test_a_document_is_what_its_name_says(name, data, is_taken):
    form = get_document_form(StaffDocument)({"title": "It", "collection": 1}, {"file": SimpleUploadedFile(name, data)})
    assert isinstance(form, StaffDocumentForm)
    assert ("file" not in form.errors) == is_taken


def test_only_one_module_opens_pictures():
    """All of Pillow's power behind one door."""
    root = Path(__file__).resolve().parents[2]
    packages = ("config", "cms", "marketplace", "directory", "search", "ground")
    opens = [
        str(file.relative_to(root))
        for package in packages
        for file in (root / package).rglob("*.py")
        if re.search(r"^\s*(from|import) (PIL|pillow_heif|willow)", file.read_text(), re.MULTILINE)
    ]
    assert opens == ["ground/pictures.py"]
