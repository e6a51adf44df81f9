"""What columns and kinds are called in other people's lists: read from `called.toml`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from directory.lists.letters import compared

# Columns about a person or about a way to reach one: their words ("contact name", "email address") say something else.
_ELSE = (
    "contact contacto owner dueno first last primer apellido user usuario file county email mail correo phone telephone telefono fax "
    "movil parent tax account manager director responsable representante updated created date fecha previous former"
)
_OF_SOMETHING_ELSE = set(_ELSE.split())
_WORD = re.compile(r"[a-z0-9]+")


def fields_by_name(columns: Iterable[str]) -> dict[str, str]:
    """Field to column: first the columns that are called so in full, then those of which one word is."""
    found: dict[str, str] = {}
    columns = list(columns)
    for name_of in (_whole, _words):
        for field, names in _called()["columns"].items():
            taken = {*found.values()}
            free = [(name_of(column), column) for column in columns if column not in taken]
            column = next((column for name in names for parts, column in free if name in parts), None)
            if field not in found and column:
                found[field] = column
    return found


@cache
def kinds_by_word() -> dict[str, str]:
    return {word: kind for kind, words in _called()["kinds"].items() for word in words}


@cache
def _called() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("called.toml").read_text(encoding="utf-8"))


def _whole(column: str) -> set[str]:
    return {"".join(_WORD.findall(compared(column)))}


def _words(column: str) -> set[str]:
    words = set(_WORD.findall(compared(column)))
    return set() if words & _OF_SOMETHING_ELSE else {word for word in words if len(word) > 1}
