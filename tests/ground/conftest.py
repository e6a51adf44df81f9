import pytest
from django.core.files.storage import storages

from ground import outbox
from ground.models import Photo


def in_folders(settings, tmp_path, monkeypatch, originals_of):
    """Keep public and private files in folders of this test, and so the originals of the field; returns both folders."""
    backend = "django.core.files.storage.FileSystemStorage"
    public, private = tmp_path / "media", tmp_path / "private"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": public, "base_url": "/media/"}},
        "originals": {"BACKEND": backend, "OPTIONS": {"location": private}},
    }
    monkeypatch.setattr(originals_of, "storage", storages["originals"])
    return public, private


@pytest.fixture
def media(settings, tmp_path, monkeypatch):
    return in_folders(settings, tmp_path, monkeypatch, Photo._meta.get_field("original"))


@pytest.fixture
def handlers(monkeypatch):
    """Handlers that a test registers are gone after it."""
    monkeypatch.setattr(outbox, "_handlers", dict(outbox._handlers))
