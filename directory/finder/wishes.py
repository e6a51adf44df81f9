"""What people write into one box: `greens near 39203, open on Saturday`, taken apart into words, a place and a time.

Only what is surely meant is taken out of the words: a place must be one that we know.
"""

import re
from dataclasses import dataclass

from django.utils import timezone

from directory.coops.models import Weekday
from directory.coops.opening import NOW
from directory.places.around import around
from directory.places.gazetteer import fold

_DAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "lunes": 0, "martes": 1, "miercoles": 2, "jueves": 3, "viernes": 4, "sabado": 5, "sabados": 5, "domingo": 6, "domingos": 6,
}  # fmt: skip
_OPEN = re.compile(
    r"[\s,;]*\b(?:that (?:is|are) )?(?:open|abiert[oa]s?)\s+(?:on\s+|el\s+|los\s+)?"
    r"(now|ahora|today|hoy|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)\b",
    re.IGNORECASE,
)
_NEAR = re.compile(r"(?:^|[\s,;]+)(?:near|around|close to|cerca del?)\s+(?P<place>[^\s,;].*?)[\s,;.]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """`open` is a day as `opening.WHEN` names it, `now`, or ""."""

    text: str
    near: str = ""
    open: str = ""


def taken_apart(text: str) -> Wish:
    rest, when = text, ""
    if found := _OPEN.search(text):
        when, rest = _when(found[1]), (text[: found.start()] + " " + text[found.end() :]).strip()
    place = _NEAR.search(rest)
    meant = around(place["place"]) if place else None
    if place and meant and meant.spot:
        return Wish(rest[: place.start()].strip(" ,;"), place["place"], when)
    return Wish(rest.strip(" ,;"), open=when) if when else Wish(text)


def _when(word: str) -> str:
    plain = fold(word)
    if plain in ("now", "ahora"):
        return NOW
    if plain in ("today", "hoy"):
        return Weekday(timezone.localdate().weekday()).name.lower()
    day = _DAYS[plain] if plain in _DAYS else _DAYS[plain.removesuffix("s")]
    return Weekday(day).name.lower()
