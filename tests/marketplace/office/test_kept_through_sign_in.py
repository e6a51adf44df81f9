"""A decision of the office that is sent after the session has ended: the reason is not lost, and nothing is decided."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.factories import CoopFactory
from tests.marketplace.office.conftest import BACKEND

pytestmark = pytest.mark.django_db


def test_the_reason_stands_in_its_form_again_and_only_there(office, june):
    coop = CoopFactory(state="waiting", slug="new-one")
    page = f"/office/co-ops/{coop.slug}/"
    office.logout()
    sent = {"state-reason": "They meet all we ask.", "to": "listed"}
    answer = office.post(f"{page}state/", sent, headers={"referer": f"http://testserver{page}"})
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == [page]
    office.force_login(june, backend=BACKEND)
    shown = office.get(page)
    assert shown.context["reason_form"]["reason"].value() == "They meet all we ask."
    assert shown.context["standing_form"]["reason"].value() is None
    assert "We kept what you typed." in shown.content.decode()
    coop.refresh_from_db()
    assert coop.state == "waiting"


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize(("step", "field"), [("state", "reason_form"), ("standing", "standing_form")])
def test_after_a_mistake_the_way_back_leads_to_a_page_that_opens(office, june, language, step, field):
    """The page that says what is wrong stands at an address that cannot be opened."""
    page = f"{language}/office/co-ops/{CoopFactory(state='waiting', slug='new-one').slug}/"
    wrong = office.post(f"{page}{step}/", {f"{step}-reason": "", "to": "listed"})
    assert wrong.status_code == 422
    office.logout()
    sent = {f"{step}-reason": "They meet all.", "standing-standing": "member", "standing-decided_on": "2026-01-05"}
    answer = office.post(f"{page}{step}/", sent, headers={"referer": f"http://testserver{page}{step}/"})
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == [page]
    office.force_login(june, backend=BACKEND)
    shown = office.get(page)
    assert shown.status_code == 200
    assert shown.context[field]["reason"].value() == "They meet all."


def test_reloaded_signed_out_it_leads_to_the_page_too(client):
    CoopFactory(slug="new-one")
    answer = client.get("/office/co-ops/new-one/state/")
    assert answer.headers["Location"] == "/account/login/?next=/office/co-ops/new-one/"


def test_a_page_too_old_leads_back_to_one_that_opens(june):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(june, backend=BACKEND)
    page = f"/office/co-ops/{CoopFactory(state='waiting', slug='new-one').slug}/"
    from_here = {"origin": "http://testserver", "referer": f"http://testserver{page}state/"}
    answer = strict.post(f"{page}state/", {"state-reason": "They meet all.", "to": "listed"}, headers=from_here)
    assert (answer.status_code, answer.context["back"]) == (403, page)
    assert strict.get(page).context["reason_form"]["reason"].value() == "They meet all."
