"""Who signs in with a wrong password reads a plain sentence about the field there is, in their language."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SAID = {
    "": "This phone or e-mail and this password do not go together.",
    "/es": "Ese teléfono o correo y esa contraseña no van juntos.",
}


@pytest.mark.parametrize("prefix", SAID)
@pytest.mark.parametrize("login", ["ada@example.org", "nobody@example.org", "601-555-0199"])
def test_it_says_the_same_whether_the_account_is_there_or_not(client, prefix, login):
    UserFactory(email="ada@example.org")
    typed = {"login": login, "password": "not-this-one", "with": "password"}
    assert SAID[prefix] in client.post(f"{prefix}/account/login/", typed).text
