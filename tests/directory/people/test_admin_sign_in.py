"""Wagtail's admin uses the same sign-in, and nobody is sent round and round."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied

from directory.people.models import User
from directory.people.views import admin_sign_in

pytestmark = pytest.mark.django_db


def visit(rf, user, next_page="/admin/pages/"):
    request = rf.get("/admin/login/", {"next": next_page})
    request.user = user
    return admin_sign_in(request)


def may_open_admin():
    kind, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    return Permission.objects.get_or_create(content_type=kind, codename="access_admin", defaults={"name": "-"})[0]


def test_a_stranger_goes_to_the_sign_in_and_comes_back(rf):
    assert visit(rf, AnonymousUser()).url == "/account/login/?next=%2Fadmin%2Fpages%2F"


def test_a_stranger_is_never_sent_off_the_site(rf):
    assert visit(rf, AnonymousUser(), "https://evil.example/").url == "/account/login/?next=%2Fadmin%2F"


def test_staff_go_on(rf):
    staff = User.objects.create_user(email="comms@example.org", is_staff=True)
    staff.user_permissions.add(may_open_admin())
    assert visit(rf, staff).url == "/admin/pages/"


def test_a_resident_is_refused_and_not_sent_round(rf):
    with pytest.raises(PermissionDenied):
        visit(rf, User.objects.create_user(email="ruth@example.org"))


def test_staff_without_the_right_are_refused_too(rf):
    with pytest.raises(PermissionDenied):
        visit(rf, User.objects.create_user(email="coordinator@example.org", is_staff=True))
