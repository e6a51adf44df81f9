"""Where to go on reading: a word that only we can make and read, and that stays good while co-ops come and go."""

from django.core import signing

_SAID = "This cursor is none of ours: take the one from the page before."
_signer = signing.Signer(salt="directory.opendata.cursor")


class NoCursor(ValueError):
    """It was not given out by this site."""


def written(after: int) -> str:
    return _signer.sign_object(after)


def read(word: str) -> int:
    """Raises NoCursor."""
    try:
        after = _signer.unsign_object(word)
    except (signing.BadSignature, ValueError) as error:
        raise NoCursor(_SAID) from error
    if not isinstance(after, int):
        raise NoCursor(_SAID)
    return after
