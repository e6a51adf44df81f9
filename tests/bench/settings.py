"""The site as it runs in production, but for two things: HTTP, so that a visitor on the loopback keeps its cookies, and
static files that are not compressed beforehand, which would take longer than all of the measuring.
"""

from config.settings import *  # noqa: F403
from config.settings import STORAGES

DEBUG = False
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "tests.bench.static_files.UncompressedFiles"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
