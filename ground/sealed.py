"""Fields that are sealed at rest, with a key for each person.

A person's key is itself sealed by a master key from `settings.SEAL_KEYS` (newest first; all open, the first seals).
Destroying the person's key makes what was sealed with it unreadable, also where a copy is left. `manage.py
rewrap_keys` seals all keys with the newest master key; after it an old one may be taken out of the setting, except
the last in the list: `blind` is derived from it and must not change.
"""

import hashlib
import hmac
import uuid
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.utils import timezone


class CannotOpenError(Exception):
    """The key was destroyed, is another one, or the sealed text was altered."""


class SealedKey(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.BinaryField(max_length=300)
    destroyed = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


@lru_cache(maxsize=4)
def _masters(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _master() -> MultiFernet:
    return _masters(tuple(settings.SEAL_KEYS))


def new_key() -> SealedKey:
    return SealedKey.objects.create(wrapped_key=_master().encrypt(Fernet.generate_key()))


def seal(key: SealedKey, text: str) -> str:
    """A token of about 4/3 of the text and 100 characters, for a TextField. Raises CannotOpenError if the key is
    destroyed.
    """
    return _person(key).encrypt(text.encode()).decode()


def open_sealed(key: SealedKey, token: str) -> str:
    """The text that was sealed. Raises CannotOpenError."""
    try:
        return _person(key).decrypt(token.encode()).decode()
    except InvalidToken:
        raise CannotOpenError(f"Cannot be opened with the key {key}.") from None


def destroy(key: SealedKey) -> None:
    """Make everything sealed with this key unreadable. The row stays, so that rows which name it need not change."""
    key.wrapped_key = bytes(len(key.wrapped_key))  # as long as before, so that SQLite writes over the same place
    key.destroyed = timezone.now()
    key.save(update_fields=["wrapped_key", "destroyed"])


def _person(key: SealedKey) -> Fernet:
    if key.destroyed:
        raise CannotOpenError(f"The key {key} is destroyed.")
    try:
        return Fernet(_master().decrypt(bytes(key.wrapped_key)))
    except InvalidToken:
        raise CannotOpenError(f"No master key opens the key {key}.") from None


def seal_briefly(text: str) -> str:
    """Seal with the master key alone, for what is wiped within hours, such as a message that waits to be sent."""
    return _master().encrypt(text.encode()).decode()


def open_brief(token: str) -> str:
    """The text of `seal_briefly`. Raises CannotOpenError."""
    try:
        return _master().decrypt(token.encode()).decode()
    except InvalidToken:
        raise CannotOpenError("Cannot be opened with any master key.") from None


def blind(text: str, purpose: str) -> str:
    """64 hex characters that are equal for equal texts, to look a sealed field up; nothing can be read from them
    without the key.

    The caller normalises (an e-mail in lower case, a number in E.164). `purpose` keeps the look-ups of two fields
    apart. Derived from the oldest master key, so that it stays the same when a new one is put in front.
    """
    return hmac.new(_blind_key(settings.SEAL_KEYS[-1]), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _blind_key(master: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ground.sealed.blind").derive(master.encode())


def rewrap(batch: int = 500) -> int:
    """Seal every living key with the newest master key; returns how many. Safe to run again."""
    count = 0
    for key in SealedKey.objects.filter(destroyed=None).iterator(chunk_size=batch):
        fresh = _master().rotate(bytes(key.wrapped_key))
        count += SealedKey.objects.filter(pk=key.pk, destroyed=None).update(wrapped_key=fresh)
    return count
