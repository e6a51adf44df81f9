"""How many years of school a text asks for.

English: the grade of Flesch and Kincaid. Spanish: the ease of Fernández Huerta, read as a grade by the table of its
author's scale (60 to 70 is what people read after seven or eight years). Both count words, sentences and syllables.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s”\"')]|$)|\n{2,}|(?<=\w)[:;](?=\s)")
_MARKUP = re.compile(r"<[^>]*>|&\w+;")
_BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
_TOKEN = {"en": "this", "es": "esto"}

# Fernández Huerta's scale: at least so much ease, then so many years of school.
_YEARS = ((90, 4), (80, 5), (70, 6), (60, 8), (50, 10), (30, 13))
_HARDEST = 16

_EN_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouyszxcghl]es|[^aeiouytd]ed)$|^y")
_EN_NUCLEUS = re.compile(r"[aeiouy]{1,2}")
_EN_TWO = re.compile(r"(?<![cstgq])i[aou](?=[^u]|$)|[aeiouy]ing|rea(?=t|$)|uou|oope|(?<=[cs])m$")
_ES_STRONG = re.compile(r"[aeoáéóíú]")
_ES_WEAK = re.compile(r"(?<![aeoáéóíú])[iuü]+(?![aeoáéóíúiuü])")
_ES_MUTE_U = re.compile(r"(?<=[qg])u(?=[eiéí])")


def grade(text: str, language: str) -> float:
    """Years of school, in `en` or `es`. 0 for a text without words."""
    words, sentences, syllables = counts(text, language)
    if not words:
        return 0.0
    if language == "en":
        return 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    ease = 206.84 - 60 * syllables / words - 1.02 * words / sentences
    return next((float(years) for least, years in _YEARS if ease >= least), float(_HARDEST))


def counts(text: str, language: str) -> tuple[int, int, int]:
    """Words, sentences (1 at least) and syllables. A placeholder counts as one short word, a number as none.

    A sentence ends in a full stop or its like, a colon or semicolon, or a blank line.
    """
    plain = _BLANK.sub(_TOKEN[language], _MARKUP.sub(" ", text))
    words = _WORD.findall(plain)
    count = english_syllables if language == "en" else spanish_syllables
    sentences = sum(1 for part in _SENTENCE_END.split(plain) if _WORD.search(part))
    return len(words), max(1, sentences), sum(map(count, words))


def english_syllables(word: str) -> int:
    """By rule, right for about nine words of ten, and as often one too many as one too few."""
    low = re.sub(r"['’]\w*", "", word.lower())
    if "-" in low:
        return sum(map(english_syllables, low.split("-")))
    bare = _EN_SILENT.sub("", low) if len(low) > 3 else low
    return max(1, len(_EN_NUCLEUS.findall(bare)) + len(_EN_TWO.findall(low)))


def spanish_syllables(word: str) -> int:
    """By rule: each strong vowel and each accented one is a syllable; weak ones lean on it or stand together alone."""
    low = re.sub(r"y$", "i", _ES_MUTE_U.sub("", word.lower()))
    return max(1, len(_ES_STRONG.findall(low)) + len(_ES_WEAK.findall(low)))
