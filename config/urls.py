"""Every address of the site. `/` speaks English, `/es/` Spanish."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import TemplateView
from django.views.static import serve

from config.installed import favicon, manifest
from config.offline import service_worker
from config.sitemap import sitemap
from config.specimen.views import specimen

_Patterns = list[URLPattern | URLResolver]

_outside_languages: _Patterns = [
    path(
        "robots.txt",
        TemplateView.as_view(
            template_name="robots.txt", content_type="text/plain", extra_context={"site_url": settings.SITE_URL}
        ),
        name="robots",
    ),
    path("sw.js", service_worker, name="service_worker"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("", include("directory.opendata.file_urls")),
]
if settings.MEDIA_URL.startswith("/"):
    # On one machine the site serves its own pictures; a city puts nginx or S3 before it (docs/operating.md).
    _outside_languages.append(
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media")
    )

_directory: _Patterns = [
    path("specimen/", specimen, name="specimen"),
    path("", include("directory.people.urls")),
    path("", include("directory.coops.urls")),
    path("", include("directory.coops.account_urls")),
    path("", include("directory.freshness.urls")),
    path("", include("directory.lists.urls")),
    path("", include("directory.claims.urls")),
    path("", include("directory.finder.urls")),
    path("", include("directory.opendata.urls")),
    path("", include("directory.chapters.urls")),
]

_anywhere: _Patterns = [
    path("offline/", TemplateView.as_view(template_name="offline.html"), name="offline"),
    path("manifest.webmanifest", manifest, name="manifest"),
]

# `include` imports at once, so an upper package is named only where it is installed.
_in_languages = [*_anywhere, *_directory]
_first: _Patterns = []  # patterns are tried in their order: where people shop comes before all others
if settings.HAS_MARKETPLACE:
    _first = [path("", include("marketplace.shop.urls"))]
    _in_languages = [
        *_in_languages,
        path("", include("marketplace.desk.urls")),
        path("", include("marketplace.office.urls")),
    ]
if settings.HAS_CMS:
    _outside_languages.append(path("", include("directory.people.admin_urls")))  # /admin/login/, before Wagtail's
    _outside_languages.append(path("", include("cms.admin_urls")))
    _in_languages = [*_in_languages, path("", include("cms.urls"))]

handler400, handler500 = "config.trouble.bad_request", "config.trouble.server_error"
urlpatterns: _Patterns = [
    *i18n_patterns(*_first, prefix_default_language=False),
    *_outside_languages,
    *i18n_patterns(*_in_languages, prefix_default_language=False),
]
