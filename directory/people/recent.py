"""Signed in a short while ago: asked for before names and addresses of others are shown."""

import time

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

SESSION_KEY = "signed_in_at"
SHORT_WHILE = 600  # seconds


def note_sign_in(*, request: HttpRequest | None, user: AbstractBaseUser, **_signal: object) -> None:
    """Kept in the session and not on the account: another device's sign-in must not open this one."""
    if request is not None:
        request.session[SESSION_KEY] = int(time.time())


def signed_in_recently(request: HttpRequest, seconds: int = SHORT_WHILE) -> bool:
    at = request.session.get(SESSION_KEY)
    return isinstance(at, int) and 0 <= time.time() - at < seconds
