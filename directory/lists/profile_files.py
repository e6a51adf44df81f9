"""The files of the profiles: each a small TOML in the folder `profiles` beside this module."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).with_name("profiles")


class BadProfile(Exception):
    """A profile cannot be used; the text says why."""


def names() -> list[str]:
    return sorted(file.stem for file in HERE.glob("*.toml"))


def read_file(path: Path) -> dict[str, Any]:
    """Raises BadProfile."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadProfile(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadProfile(f"{path} is not TOML: {error}") from None
