"""A country as its two letters, however a list writes it: in any of many languages, as a code, or by a name for a part of it."""

from functools import cache

from babel import Locale

_LANGUAGES = (
    *(
        "en",
        "es",
        "fr",
        "pt",
        "it",
        "de",
        "nl",
        "ca",
        "gl",
        "eu",
        "el",
        "bg",
        "ro",
        "hu",
        "cs",
        "sk",
        "sl",
        "hr",
        "sr",
        "pl",
    ),
    *("lt", "lv", "et", "fi", "sv", "da", "nb", "is", "ga", "mt", "sq", "mk", "tr", "uk", "ru", "ar"),
)
_ALSO = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "united states of america": "US", "eeuu": "US", "ee. uu.": "US", "ee.uu.": "US",
    "estados unidos de américa": "US", "el": "GR", "holland": "NL", "czech republic": "CZ", "macedonia": "MK",
    "republic of ireland": "IE", "slovak republic": "SK", "russia": "RU", "south korea": "KR", "turkey": "TR",
}  # fmt: skip


def country_code(text: str) -> str:
    """ "" where it is not known."""
    word = " ".join(text.casefold().split())
    return _by_name().get(word) or _by_name().get(word.rstrip("."), "")


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(code.casefold(), code)
                found.setdefault(name.casefold(), code)
    return found | _ALSO
