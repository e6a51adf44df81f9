"""A form whose page was too old: nothing is saved, what was typed waits for its sender, and the page that says so leads back."""

import pytest
from django.test import Client

from directory.chapters.models import Chapter, Organiser
from directory.people import typed
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE = "/organise/riverbend/page/"
SENT = {
    "language": "en",
    "summary": "We cook.",
    "meets": "Mondays",
    "about": "Long.",
    "csrfmiddlewaretoken": "of before",
}
HERE = {"origin": "http://testserver", "referer": f"http://testserver{PAGE}"}


@pytest.fixture
def chapter():
    return Chapter.objects.create(
        name="Riverbend Friends", slug="riverbend", city="Cairo", region="IL", lat=37.0, lon=-89.2
    )


@pytest.fixture
def organiser(chapter):
    user = UserFactory()
    Organiser.objects.create(chapter=chapter, user=user)
    return user


@pytest.fixture
def strict(organiser):
    client = Client(enforce_csrf_checks=True)
    client.force_login(organiser, backend=BACKEND)
    return client


def test_what_was_typed_stands_in_the_form_again_and_nothing_was_saved(strict, chapter):
    answer = strict.post(PAGE, SENT, headers=HERE)
    assert answer.status_code == 403
    assert "Your page was too old" in answer.text
    assert f'href="{PAGE}">Back to the form' in answer.text
    form = strict.get(PAGE).context["form"]
    assert form["meets"].value() == "Mondays"
    chapter.refresh_from_db()
    assert chapter.meets_en == ""
    assert "typed" not in strict.session


def test_in_spanish_it_leads_back_to_the_spanish_page(strict):
    answer = strict.post(f"/es{PAGE}", SENT, headers={"origin": "http://testserver"})
    assert f'href="/es{PAGE}">Volver al formulario' in answer.text


def test_who_has_lost_all_cookies_signs_in_first(organiser):
    client = Client(enforce_csrf_checks=True)
    client.post(PAGE, SENT, headers=HERE)
    assert client.session.get_expiry_age() <= typed.HOUR
    assert client.get(PAGE).headers["Location"] == f"/account/login/?next={PAGE}"
    client.force_login(organiser, backend=BACKEND)
    assert client.get(PAGE).context["form"]["meets"].value() == "Mondays"


def test_more_than_fits_is_not_kept_and_not_promised(strict):
    answer = strict.post(PAGE, {**SENT, "about": "x" * typed.MOST}, headers=HERE)
    assert "send it once more" in answer.text
    assert "We kept" not in answer.text
    assert "What you sent was not saved. Please do it once more." in strict.get(PAGE).text


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "", "https://testserver"])
def test_of_a_form_from_another_site_nothing_is_kept(strict, origin):
    answer = strict.post(PAGE, SENT, headers={**HERE, "origin": origin})
    assert answer.status_code == 403
    assert "Back to the form" not in answer.text
    assert "typed" not in strict.session


def test_of_a_form_that_anybody_may_send_nothing_is_kept(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/chapters/start/", {"name": "Ms. Ruth"}, headers={"origin": "http://testserver"})
    assert "Nothing was sent. Go back" in answer.text
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("language", ["", "/es"])
def test_what_only_takes_what_is_sent_leads_back_to_its_room(strict, language):
    room = f"{language}/organise/riverbend/"
    path = f"{room}remove/nobody/"
    answer = strict.post(path, {"sure": "1"}, headers={**HERE, "referer": f"http://testserver{path}"})
    assert answer.context["back"] == room


def test_a_mere_press_does_not_push_out_what_waits(strict):
    strict.post(PAGE, SENT, headers=HERE)
    pressed = strict.post(PAGE, {"next": PAGE, "csrfmiddlewaretoken": "of before"}, headers=HERE)
    assert "We kept what you typed" not in pressed.text
    assert strict.get(PAGE).context["form"]["meets"].value() == "Mondays"


def test_words_about_oneself_are_not_handed_to_who_signed_in_meanwhile(strict):
    mine = {"name": "Somebody else", "language": "es", "csrfmiddlewaretoken": "of before"}
    answer = strict.post("/account/profile/", mine, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "typed" not in strict.session
    assert strict.get("/account/profile/").context["form"]["name"].value() != "Somebody else"


def test_the_way_back_stays_on_this_site(strict):
    answer = strict.post(PAGE, SENT, headers={**HERE, "referer": "http://testserver//evil.example/x"})
    assert f'href="{PAGE}">Back to the form' in answer.text
    assert "evil.example" not in answer.text
