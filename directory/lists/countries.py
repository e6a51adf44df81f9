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


@cache
def country_code(text: str) -> str:
    """ "" where it is not known."""
    word = " ".join(text.casefold().split())
    languages = ("en", *_LANGUAGES)
    return _ALSO.get(word) or next((code for language in languages if (code := _names(language).get(word))), "")


@cache
def _names(language: str) -> dict[str, str]:
    """Code and name of each country in small letters, to its code. One language at a time: most lists need no second one."""
    countries = {code: name for code, name in Locale(language).territories.items() if len(code) == 2 and code.isalpha()}
    return {code.casefold(): code for code in countries} | {name.casefold(): code for code, name in countries.items()}
