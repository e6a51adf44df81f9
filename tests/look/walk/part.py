"""One of the processes that walk: it has a browser of its own and takes one task after another."""

import atexit
import itertools
import os
import re
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from tests.access import STRANGER, Row
from tests.access.world import World
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.look.walk import checks
from tests.look.walk.camera import Camera
from tests.look.walk.found import WIDTHS, Brought, Finding, Shown
from tests.look.walk.people import Door
from tests.look.walk.places import LANGUAGES, OF_WAGTAIL, State, address
from tests.look.walk.same import groups

_NARROWEST, _DOUBLE = 320, 640
# A page is built alike in both languages; where its words have least room they are looked at in both.
AXE_WIDTHS = {"en": (1280, 360), "es": (360,)}
_addresses = itertools.count(1)


class Part:
    def __init__(self, door: Door, folder: Path, *, check: bool) -> None:
        self.door, self.folder, self.check = door, folder, check
        self.world = World()
        playwright = sync_playwright().start()
        self.browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        atexit.register(playwright.stop)
        atexit.register(self.browser.close)
        self._cameras: dict[str, Camera] = {}

    def walk(self, task: Row | State, number: int) -> Brought:
        """In both languages."""
        started, brought = time.monotonic(), Brought()
        name, what = task.name, task.what if isinstance(task, State) else ""
        try:
            self._row(task, number, brought) if isinstance(task, Row) else self._state(task, brought)
        except Exception as error:  # noqa: BLE001 - one page that cannot be reached must not hide the others
            lost = Shown(name, what, "?", (STRANGER,), "en", 0, "")
            brought.findings.append(Finding(lost, 0, f"could not be reached: {type(error).__name__}: {error}"))
        brought.seconds[f"{name}: {what}"] = time.monotonic() - started
        return brought

    def _row(self, row: Row, number: int, brought: Brought) -> None:
        """Who shares a page in one language shares it in the other."""
        paths = {language: address(row, self.world, language) for language in LANGUAGES}
        for actors in groups(row, lambda actor: self.door.client(actor).get(paths["en"])):
            for path in dict.fromkeys(paths.values()):
                language = next(known for known in paths if paths[known] == path)
                stem = f"{_slug(row.name)}.{number}.{_slug(actors[0])}.{language}"
                camera = self._camera(actors[0])
                camera.open(path)
                self._look(camera, Shown(row.name, "", path, actors, language, 200, stem), brought)

    def _state(self, state: State, brought: Brought) -> None:
        for language in LANGUAGES:
            client = self.door.client(state.actor)
            page = made(state, self.world, client, language)
            self._stage.enter(self.door.cookies(client), _headers())
            if isinstance(page, str):
                path, status = page, 200
                self._stage.open(path)
            else:
                path, status = page.wsgi_request.get_full_path(), page.status_code
                self._stage.open_given(path, page)
            stem = f"{_slug(state.name)}.{_slug(state.what)}.{language}"
            shown = Shown(state.name, state.what, path, (state.actor,), language, status, stem)
            self._look(self._stage, shown, brought, is_letter=state.is_letter)

    def _look(self, camera: Camera, shown: Shown, brought: Brought, *, is_letter: bool = False) -> None:
        brought.shown.append(shown)
        is_ours = not shown.path.startswith(OF_WAGTAIL)
        if camera.status != shown.status:
            brought.findings.append(Finding(shown, 0, f"answers {camera.status} and not {shown.status}"))
        watched = self.check and is_ours
        if watched:
            self._keep_html(camera, shown)
            checks.bring_axe(camera.page)
        if not self.check:
            for width in WIDTHS:
                camera.wide(width)
                camera.shoot(self.folder / f"{shown.stem}.{width}.png")
        if watched:
            for width in AXE_WIDTHS[shown.language]:
                camera.wide(width)
                brought.findings += [Finding(shown, width, said) for said in checks.axe(camera.page)]
            brought.findings += self._narrow(camera, shown)
            brought.findings += [Finding(shown, 0, said) for said in camera.troubles]
            if not is_letter:
                brought.findings += [Finding(shown, 0, said) for said in checks.own_style_or_script(camera.html)]

    def _keep_html(self, camera: Camera, shown: Shown) -> None:
        (self.folder / "html" / f"{shown.stem}.html").write_text(camera.html, encoding="utf-8")

    def _narrow(self, camera: Camera, shown: Shown) -> Iterator[Finding]:
        camera.wide(_NARROWEST)
        yield from (Finding(shown, _NARROWEST, said) for said in checks.sideways(camera.page, _NARROWEST))
        camera.wide(_DOUBLE)
        yield from (Finding(shown, _DOUBLE, said) for said in checks.large_text(camera.page, _DOUBLE))

    def _camera(self, actor: str) -> Camera:
        """The actor's tab, kept for all rows."""
        if actor not in self._cameras:
            self._cameras[actor] = self._new_camera()
            if actor != STRANGER:
                self._cameras[actor].enter(self.door.cookies(self.door.client(actor)), _headers())
        return self._cameras[actor]

    @cached_property
    def _stage(self) -> Camera:
        """The tab for all states: a new one for each would fetch the style sheet, fonts and scripts again."""
        camera = self._new_camera()
        camera.forget_everything()
        return camera

    def _new_camera(self) -> Camera:
        context = self.browser.new_context(
            reduced_motion="reduce", device_scale_factor=1, service_workers="block", extra_http_headers=_headers()
        )
        context.set_default_timeout(60_000)
        return Camera(context, self.door.url)


def _headers() -> dict[str, str]:
    """From an address of its own, so that no limit for one address is reached."""
    number = next(_addresses) + os.getpid() * 1_000
    return {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}


def made(state: State, world: World, client: Client, language: str) -> str | HttpResponse:
    """What was done for a page that is there already is undone: other pages must not show it."""
    with translation.override(language), transaction.atomic():
        page = state.make(world, client, language)
        if not isinstance(page, str):
            transaction.set_rollback(True)
    return page


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text).strip("-").lower()
