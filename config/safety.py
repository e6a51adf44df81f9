"""Refuses to start a production site that is not safe, and names each setting that is wrong.

It looks at the settings once, when Django starts with PRODUCTION=yes; `manage.py check` alone would be forgotten.
"""

import base64
import binascii
from collections.abc import Iterator

from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
_MAIL_TO_NOWHERE = ("console", "dummy", "locmem", "filebased")


def refuse_unsafe(settings: LazySettings) -> None:
    """Raises ImproperlyConfigured with one line for each unsafe setting of a production site."""
    if settings.PRODUCTION and (wrong := list(unsafe(settings))):
        raise ImproperlyConfigured(
            "This site does not start in production:\n" + "\n".join(f"- {line}" for line in wrong)
        )


def unsafe(settings: LazySettings) -> Iterator[str]:
    """What is wrong, in one line each that begins with the name of the variable."""
    yield from _secrets(settings)
    yield from _address(settings)
    if settings.DEBUG:
        yield "DEBUG: must be off; its pages show settings and code to strangers."
    if settings.DEMONSTRATION:
        yield "DEMONSTRATION: must be off; its sign-ins are printed and its card takes no money."
    if settings.EMAIL_BACKEND.rpartition(".")[0].endswith(_MAIL_TO_NOWHERE):
        yield "EMAIL_BACKEND: name one that sends, such as django.core.mail.backends.smtp.EmailBackend."
    if settings.SMS_CHANNEL.endswith("ConsoleSms"):
        yield "SMS_CHANNEL: it would write sign-in codes into the log; name a channel, or ground.messages.NoSms without one."


def _secrets(settings: LazySettings) -> Iterator[str]:
    if settings.SECRET_KEY == settings.DEVELOPMENT_SECRET or len(settings.SECRET_KEY) < 50:
        yield "SECRET_KEY: set one of your own with 50 characters or more."
    if settings.DEVELOPMENT_SEAL_KEY in settings.SEAL_KEYS:
        yield "SEAL_KEYS: set one of your own; the one for laptops is public."
    if not settings.SEAL_KEYS or not all(_is_key(key) for key in settings.SEAL_KEYS):
        yield "SEAL_KEYS: each must be 32 bytes in URL-safe base64."


def _is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text)) == 32
    except (binascii.Error, ValueError):
        return False


def _address(settings: LazySettings) -> Iterator[str]:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts or not hosts - LOCAL:
        yield "ALLOWED_HOSTS: name the hosts of this site, without a star."
    if not settings.SITE_URL.startswith("https://"):
        yield "SITE_URL: must begin with https://, or sign-ins travel in the open."
