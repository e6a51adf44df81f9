"""What was typed is kept only where the form is one of ours."""

import pytest

from directory.people.too_old import is_from_here


@pytest.mark.parametrize(
    ("origin", "is_ours"),
    [
        ("http://testserver", True),
        ("https://coops.example.org", True),  # behind a proxy that ends TLS, and said to be trusted
        ("https://testserver", False),
        ("http://testserver.example.org", False),
        ("https://elsewhere.example.org", False),
        ("null", False),
        ("", False),
    ],
)
def test_a_form_is_ours_by_its_origin(rf, settings, origin, is_ours):
    settings.CSRF_TRUSTED_ORIGINS = ["https://coops.example.org"]
    assert is_from_here(rf.post("/account/profile/", headers={"origin": origin} if origin else {})) is is_ours
