"""Random names for things: short ones for URLs, speakable ones for the telephone. Whether one is taken is the caller's affair."""

import secrets

# No vowels, so no words; nothing that looks like something else (0 o, 1 l i). 27 letters: ten of them are 47 bits.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def public_id(length: int = 10) -> str:
    """A random id for a URL, such as `7kq2mtz9xd`. 10 letters may not be guessed; 6 are enough beside a slug."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
