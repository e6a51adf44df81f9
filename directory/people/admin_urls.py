"""Wagtail's own sign-in page gives way to ours. Included before Wagtail's addresses."""

from django.urls import URLPattern, URLResolver, path

from directory.people.views import admin_sign_in

urlpatterns: list[URLPattern | URLResolver] = [path("admin/login/", admin_sign_in, name="admin_sign_in")]
