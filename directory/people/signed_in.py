"""Who is signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from directory.people.models import User


def me(request: HttpRequest) -> User:
    """The signed-in person, for views behind `login_required`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
