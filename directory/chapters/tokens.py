"""Signed links. What is altered, too old or made for something else opens to nothing, and the page says no more than 404."""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing

_LONGEST = 400
CONFIRM_FOR = timedelta(days=3)
INVITED_FOR = timedelta(days=60)

CONFIRM, LEAVE, LEFT, APPLIED, INVITED = (
    f"chapters.{purpose}" for purpose in ("confirm", "leave", "left", "applied", "invited")
)


def make(purpose: str, value: Any) -> str:
    return signing.dumps(value, salt=purpose, compress=False)


def read(purpose: str, token: str, max_age: timedelta | None = None) -> Any:
    """What was signed, or None."""
    if len(token) > _LONGEST:
        return None
    try:
        return signing.loads(token, salt=purpose, max_age=max_age)
    except signing.BadSignature:
        return None


def stamp(moment: datetime) -> int:
    """A moment in a token: microseconds, so that two asked links differ."""
    return int(moment.timestamp() * 1_000_000)
