"""Wagtail's admin and its documents: the same address in every language; the admin speaks each person's own."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from cms.admin_account import AdminAccountView

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/account/", require_admin_access(AdminAccountView.as_view()), name="wagtailadmin_account"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
