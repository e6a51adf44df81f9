"""Links lead where they say, and where everybody may go; several words are words that we know."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from directory.coops.models import Cooperative, Kind
from directory.coops.services import create_coop, edit_profile
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
GOOD = {
    "labour": ["owners", "hired"],
    "languages": ["en", "ase"],
    "links": {"facebook": "https://m.facebook.com/us", "other": "http://us.example/"},
    "legal_form": "social",
}


def test_what_is_known_is_kept() -> None:
    coop = create_coop(name="Bakery", kind=Kind.WORKER, by=None, **GOOD)
    coop.refresh_from_db()
    assert {name: getattr(coop, name) for name in GOOD} == GOOD


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_form", "mafia"),
        ("labour", ["owners", "owners"]),
        ("labour", "owners"),
        ("languages", ["xx"]),
        ("languages", [["en"]]),
        ("links", ["https://us.example/"]),
        ("links", {"myspace": "https://us.example/"}),
        ("links", {"other": "javascript:alert(1)"}),
        ("links", {"other": "http://localhost/"}),
        ("links", {"other": "http://192.168.0.1/"}),
        ("links", {"other": "https://me:secret@us.example/"}),
        ("links", {"other": "us.example"}),
        ("links", {"other": 7}),
        ("links", {"facebook": "https://facebook.com.evil.example/us"}),
        ("links", {"facebook": "https://notfacebook.com/us"}),
    ],
)
def test_what_is_not_good_is_refused_and_nothing_changes(field: str, value: Any) -> None:
    coop = create_coop(name="Bakery", kind=Kind.WORKER, by=None, **GOOD)
    with pytest.raises(ValidationError) as refused:
        edit_profile(coop=coop, by=UserFactory(), changes={field: value})
    assert list(refused.value.error_dict) == [field]
    assert Cooperative.objects.values(*GOOD).get() == GOOD
