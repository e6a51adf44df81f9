"""Three processes that share the walk: two alone leave a processor idle while the browser waits for its next frame.

Each has Django and a browser of its own; a task crosses over as a few words.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from tests.look.walk.found import Brought

if TYPE_CHECKING:
    from tests.access import Row
    from tests.look.walk.part import Part
    from tests.look.walk.places import State

PROCESSES = int(os.environ.get("LOOK_PROCESSES", "3"))
Task = tuple[str, int]  # "row" or "state", its place in the list
_part: "Part | None" = None


def ready(environment: dict[str, str]) -> None:
    """Django in this process, on the database of the site under test."""
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="config.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop stands in this thread
    import django  # noqa: PLC0415

    django.setup()
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()  # Django's client tells then with what a page was drawn


def walk(environment: dict[str, str], folder: Path, *, check: bool, only: list[str]) -> Brought:
    """Pictures go to `folder`. `only`: names of addresses; all without any."""
    from tests.look.walk.people import sign_in  # noqa: PLC0415 - needs Django to stand

    whole = Brought()
    pool = ProcessPoolExecutor(
        PROCESSES,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(environment, sign_in(environment["SITE_URL"]), folder, check),
    )
    with pool:
        for done in as_completed([pool.submit(_do, task) for task in _tasks(only)]):
            whole.add(done.result())
    return whole


def _tasks(only: list[str]) -> list[Task]:
    from tests.look.walk.places import rows, states  # noqa: PLC0415

    whole = [("state", number, state.name) for number, state in enumerate(states())]
    whole += [("row", number, row.name) for number, row in enumerate(rows())]
    return [(kind, number) for kind, number, name in whole if not only or name in only]


def _begin(environment: dict[str, str], sessions: dict[str, str], folder: Path, check: bool) -> None:
    global _part
    ready(environment)
    from tests.look.walk.part import Part  # noqa: PLC0415
    from tests.look.walk.people import Door  # noqa: PLC0415

    _part = Part(Door(environment["SITE_URL"], sessions), folder, check=check)


def _do(task: Task) -> Brought:
    from tests.look.walk.places import rows, states  # noqa: PLC0415

    assert _part is not None
    kind, number = task
    found: Row | State = rows()[number] if kind == "row" else states()[number]
    return _part.walk(found, number)
