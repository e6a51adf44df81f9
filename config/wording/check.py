"""What is wrong with the words of a screen, in one line each."""

import re
from collections.abc import Iterable, Iterator

from config.wording.level import counts, grade
from config.wording.sources import Screen
from config.wording.words import banned, informal

HARDEST = 8.0  # years of school
# Of what the demonstration tells of real organizations: their names and aims are long words, and they are theirs.
HARDEST_TALE = 10.0
_LEAST, _SHORTEST = 3, 30  # sentences and words: fewer have no level
_SENTENCE = re.compile(r"[.!?][”\"')]*$")


def faults(screens: Iterable[Screen]) -> Iterator[str]:
    """`templates/shop/ticket.html (en): grade 9.2: …`; nothing where all is well."""
    for screen in screens:
        for fault in _of(screen):
            yield f"{screen.name} ({screen.language}): {fault}"


def _of(screen: Screen) -> Iterator[str]:
    for text in screen.texts:
        yield from (f"do not say “{word}”: {text}" for word in banned(text, screen.language))
        if screen.language == "es":
            yield from (f"usted, not “{word}”: {text}" for word in informal(text))
    most = HARDEST_TALE if "/demo/" in screen.name else HARDEST
    yield from (f"grade {level:.1f}, {most:.0f} at most: {text}" for text, level in levels(screen) if level > most)


def levels(screen: Screen) -> Iterator[tuple[str, float]]:
    """The level of all sentences of a screen together, and of each text that is long enough by itself.

    Labels are no sentences and have no level.
    """
    said = [text.strip() for text in screen.texts if _SENTENCE.search(text.strip())]
    whole = "\n\n".join(said)
    for text in dict.fromkeys([whole, *said]):
        words, sentences, _syllables = counts(text, screen.language)
        if sentences >= _LEAST and words >= _SHORTEST:
            yield text, grade(text, screen.language)
