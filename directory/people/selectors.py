"""What is read about an account."""

from typing import NamedTuple

from allauth.mfa.models import Authenticator

from directory.people.models import User


class Methods(NamedTuple):
    """How a person can sign in, beside the code that everybody can get."""

    password: bool
    passkeys: int
    app: bool


def sign_in_methods(user: User) -> Methods:
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return Methods(
        password=user.has_usable_password(),
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        app=Authenticator.Type.TOTP in kinds,
    )
