"""Who is signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from directory.people.models import User
from directory.people.roles import NetworkRole, has_role


def me(request: HttpRequest) -> User:
    """The signed-in person, for views behind `login_required`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def coordinator(request: HttpRequest) -> User:
    """The signed-in coordinator. Raises PermissionDenied for anybody else."""
    if not has_role(me(request), NetworkRole.COORDINATOR):
        raise PermissionDenied
    return me(request)
