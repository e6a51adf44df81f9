"""The Wagtail admin is for staff, in their own language, and is entered by the site's own door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import StaffDocument, StaffImage
from directory.coops.models import Cooperative, Kind, State
from directory.people.roles import NetworkRole


def test_a_stranger_is_sent_to_the_sign_in(client, site):
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")
    assert client.get(response.url).url.startswith("/account/login/")


def test_a_resident_is_refused(signed_in):
    client = signed_in()
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403


@pytest.mark.parametrize("role", list(NetworkRole))
def test_staff_find_three_doors(signed_in, role):
    html = signed_in(role).get("/admin/").content.decode()
    for words in ("Write a story", "Add an event", "Add an institution"):
        assert words in html


@pytest.mark.parametrize(("language", "word"), [("es", "Buscar"), ("en", "Search")])
def test_the_admin_speaks_the_language_of_the_person(signed_in, language, word):
    client = signed_in(NetworkRole.EDITOR, language=language)
    html = client.get("/admin/").content.decode()
    assert f'<html lang="{language}"' in html
    assert word in html


def test_a_chooser_finds_by_part_of_the_name(signed_in, bakery):
    Cooperative.objects.create(slug="gone", name="Gone Bakery", kind=Kind.WORKER, state=State.CLOSED)
    client = signed_in(NetworkRole.COMMUNICATIONS)
    html = client.get(reverse("coop_chooser:choose_results"), {"q": "shift morn"}).content.decode()
    assert "Morning Shift Bakery" in html
    html = client.get(reverse("coop_chooser:choose_results"), {"q": "bakery"}).content.decode()
    assert "Gone Bakery" not in html


def test_a_listing_is_found_by_its_seller(signed_in, loaf):
    client = signed_in(NetworkRole.COMMUNICATIONS)
    html = client.get(reverse("listing_chooser:choose_results"), {"q": "morning loaf"}).content.decode()
    assert "Sandwich loaf" in html


@pytest.mark.parametrize("chooser", ["coop_chooser", "listing_chooser", "chapter_chooser"])
def test_choosers_are_for_staff(signed_in, chooser):
    assert signed_in().get(reverse(f"{chooser}:choose"), follow=True).status_code == 403


def test_an_html_file_called_jpg_is_no_picture(signed_in):
    client = signed_in(NetworkRole.COMMUNICATIONS)
    file = SimpleUploadedFile("photo.jpg", b"<html><script>alert(1)</script></html>", content_type="image/jpeg")
    response = client.post(reverse("wagtailimages:add"), {"title": "Photo", "file": file})
    assert response.status_code == 200
    assert not StaffImage.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "script.js", "drawing.svg", "page.xhtml"])
def test_what_a_browser_would_run_is_no_document(signed_in, name):
    sent = {"title": "Minutes", "collection": 1, "file": SimpleUploadedFile(name, b"<script>alert(1)</script>")}
    answer = signed_in(NetworkRole.COMMUNICATIONS).post(reverse("wagtaildocs:add"), sent)
    assert (answer.status_code, StaffDocument.objects.count()) == (200, 0)


def test_a_pdf_is_a_document(signed_in):
    sent = {"title": "Minutes", "collection": 1, "file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.4")}
    signed_in(NetworkRole.COMMUNICATIONS).post(reverse("wagtaildocs:add"), sent)
    assert StaffDocument.objects.get().title == "Minutes"
