"""A decision of the office that is sent after the session has ended: the reason is not lost, and nothing is decided."""

from urllib.parse import parse_qs, urlsplit

import pytest

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
