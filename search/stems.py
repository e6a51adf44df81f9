"""Brings the forms of a word together: "tomatoes" and "tomato", "panes" and "pan". Pure functions of folded words.

English is Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", 1980). Spanish is light on purpose: it
takes off plural and gender endings and nothing else, so that no verb is mistaken for another.
"""

import re

_STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
# The longest ending first.
_STEP_4 = (
    "ement",
    "ance",
    "ence",
    "able",
    "ible",
    "ment",
    "ant",
    "ent",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
    "ion",
    "al",
    "er",
    "ic",
    "ou",
)
_VOWEL_THEN_CONSONANT = re.compile(r"v+c+")


def english(word: str) -> str:
    """The Porter stem of a lower-case word. Words of one or two letters, and words with other signs, stay as they are."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _plural(word)
    word = _past_and_ing(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replace(word, _STEP_2)
    word = _replace(word, _STEP_3)
    return _last_e_and_l(_strip_long(word))


def spanish(word: str) -> str:
    """The stem of a Spanish word without accents: `panes`, `pan` -> `pan`; `roja`, `rojos` -> `roj`; `luces`, `luz` -> `luc`."""
    if len(word) >= 4 and word[-1] == "s" and word[-2] in "aoe":
        word = word[:-1]
    if len(word) >= 4 and word[-1] in "aoe":
        word = word[:-1]
    return word[:-1] + "c" if len(word) >= 3 and word[-1] == "z" else word


def _shape(stem: str) -> str:
    """The stem as vowels (v) and consonants (c); a `y` after a consonant is a vowel."""
    shape = ""
    for letter in stem:
        vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(stem: str) -> int:
    return len(_VOWEL_THEN_CONSONANT.findall(_shape(stem)))


def _has_vowel(stem: str) -> bool:
    return "v" in _shape(stem)


def _ends_short(stem: str) -> bool:
    """Consonant, vowel, consonant other than w, x, y: as in `hop`, whose `hoping` needs its `e` back."""
    return _shape(stem)[-3:] == "cvc" and stem[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past_and_ing(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and _has_vowel(stem):
            return _mended(stem)
    return word


def _mended(stem: str) -> str:
    """What is left after `ed` or `ing`, made a word again."""
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsz":
        return stem[:-1]
    return stem + "e" if _measure(stem) == 1 and _ends_short(stem) else stem


def _replace(word: str, endings: dict[str, str]) -> str:
    for ending, instead in endings.items():
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return stem + instead if _measure(stem) else word
    return word


def _strip_long(word: str) -> str:
    for ending in _STEP_4:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if _measure(stem) < 2 or (ending == "ion" and not stem.endswith(("s", "t"))):
                return word
            return stem
    return word


def _last_e_and_l(word: str) -> str:
    if word.endswith("e"):
        stem = word[:-1]
        measure = _measure(stem)
        if measure > 1 or (measure == 1 and not _ends_short(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
