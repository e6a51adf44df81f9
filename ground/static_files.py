"""Where the built static files stand."""

from functools import cache
from typing import Any

from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class KnownAddresses(ManifestFilesMixin):
    """The address of a built file never changes while a process runs, and a page names a dozen: each is made once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._address = cache(super().url)

    def url(self, name: str, force: bool = False) -> str:
        return self._address(name, force)


class BuiltFiles(KnownAddresses, CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed once, when they are built."""
