"""Roles in the network itself. Each is a group of Django's, so that Wagtail's permissions can hang on it."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.people.models import User

if TYPE_CHECKING:
    Visitor = User | AnonymousUser


class NetworkRole(models.TextChoices):
    COORDINATOR = "Coordinator", _("Coordinator")
    COMMUNICATIONS = "Communications", _("Communications staff")
    EDITOR = "Editors of stories", _("Editor of stories")


STAFF = {NetworkRole.COMMUNICATIONS, NetworkRole.EDITOR, NetworkRole.COORDINATOR}


def give_role(user: User, role: NetworkRole) -> None:
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    if role in STAFF and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def has_role(user: "Visitor", role: NetworkRole) -> bool:
    """Asks the database once a request and user: the answer is kept on the user object."""
    if not user.is_authenticated:
        return False
    held: set[str] | None = getattr(user, "_network_roles", None)
    if held is None:
        held = set(user.groups.values_list("name", flat=True))
        user._network_roles = held  # type: ignore[attr-defined]
    return role.value in held
