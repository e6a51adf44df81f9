"""Random names for things: short ones for URLs, speakable ones for the telephone.

Whether one is taken already is the caller's affair: a unique column, and another try.
"""

import re
import secrets

from ground.words import WORDS

# No vowels, so no words; nothing that looks like something else (0 o, 1 l i). 27 letters: ten of them are 47 bits.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"

_CODE = re.compile(r"([A-Z]+)[^A-Z0-9]+([A-Z]+)[^A-Z0-9]*(\d{4})")


def public_id(length: int = 10) -> str:
    """A random id for a URL, such as `7kq2mtz9xd`. 10 letters may not be guessed; 6 are enough beside a slug."""
    number, letters = secrets.randbelow(len(ALPHABET) ** length), []
    for _ in range(length):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def speakable_code() -> str:
    """A code to say on the telephone, such as `OKRA-MANGO-4821`: one of about a billion, so no secret by itself."""
    first, second = secrets.SystemRandom().sample(WORDS, 2)
    return f"{first}-{second}-{1000 + secrets.randbelow(9000)}".upper()


def read_code(typed: str) -> str:
    """The code as `speakable_code` writes it, from whatever stands between its parts (`okra mango 4821`); "" if it is
    none.
    """
    found = _CODE.fullmatch(typed.strip().upper())
    return "-".join(found.groups()) if found else ""
