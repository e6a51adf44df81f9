"""The sets of words as the site's engines read them: each process asks for them once a second at most, with one small question."""

import time

from django.apps import apps

from search.same import NONE, Sets, gathered

_KEPT = 1.0  # seconds
_lines: tuple[str, ...] = ()
_sets: Sets = NONE
_until = 0.0


def current() -> Sets:
    global _lines, _sets, _until  # noqa: PLW0603 - a process's own copy
    if time.monotonic() >= _until:
        lines = tuple(apps.get_model("search", "WordSet").objects.values_list("line", flat=True))
        if lines != _lines:
            _lines, _sets = lines, gathered(lines)
        _until = time.monotonic() + _KEPT
    return _sets


def forget() -> None:
    """They are asked for anew."""
    global _until  # noqa: PLW0603
    _until = 0.0
