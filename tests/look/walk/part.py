"""One of the processes that walk: it has a browser of its own and takes one task after another."""

import atexit
import itertools
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from tests.access import STRANGER, Row
from tests.access.world import World
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.look.walk import checks
from tests.look.walk.camera import Camera
from tests.look.walk.found import WIDTHS, Brought, Finding, Shown
from tests.look.walk.people import Door
from tests.look.walk.places import OF_WAGTAIL, State, address
from tests.look.walk.same import groups

_NARROWEST, _DOUBLE = 320, 640
_addresses = itertools.count(1)


class Part:
    def __init__(self, door: Door, folder: Path, *, check: bool) -> None:
        self.door, self.folder, self.check = door, folder, check
        self.world = World()
        playwright = sync_playwright().start()
        self.browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        atexit.register(playwright.stop)
        atexit.register(self.browser.close)
        self._contexts: dict[str, Camera] = {}

    def walk(self, task: Row | State, number: int, language: str) -> Brought:
        started, brought = time.monotonic(), Brought()
        name, what = task.name, task.what if isinstance(task, State) else ""
        try:
            brought = self._row(task, number, language) if isinstance(task, Row) else self._state(task, language)
        except Exception as error:  # noqa: BLE001 - one page that cannot be reached must not hide the others
            lost = Shown(name, what, "?", (STRANGER,), language, 0, "")
            brought.findings.append(Finding(lost, 0, f"could not be reached: {type(error).__name__}: {error}"))
        brought.seconds[f"{name}: {what} ({language})"] = time.monotonic() - started
        return brought

    def _row(self, row: Row, number: int, language: str) -> Brought:
        brought, path = Brought(), address(row, self.world, language)
        if language != "en" and path == address(row, self.world, "en"):
            return brought
        for actors in groups(row, lambda actor: self.door.client(actor).get(path)):
            stem = f"{_slug(row.name)}.{number}.{_slug(actors[0])}.{language}"
            shown = Shown(row.name, "", path, actors, language, 200, stem)
            camera = self._camera(actors[0])
            camera.open(path)
            self._look(camera, shown, brought)
        return brought

    def _state(self, state: State, language: str) -> Brought:
        brought, client, context = Brought(), self.door.client(state.actor), self._context()
        page = made(state, self.world, client, language)
        camera = Camera(context, self.door.url)
        context.add_cookies(self.door.cookies(client))
        if isinstance(page, str):
            path, status = page, 200
        else:
            path, status = page.wsgi_request.get_full_path(), page.status_code
            _serve(context, self.door.url + path, page)
        camera.open(path)
        stem = f"{_slug(state.name)}.{_slug(state.what)}.{language}"
        shown = Shown(state.name, state.what, path, (state.actor,), language, status, stem)
        self._look(camera, shown, brought, is_letter=state.is_letter)
        context.close()
        return brought

    def _look(self, camera: Camera, shown: Shown, brought: Brought, *, is_letter: bool = False) -> None:
        brought.shown.append(shown)
        is_ours = not shown.path.startswith(OF_WAGTAIL)
        if camera.status != shown.status:
            brought.findings.append(Finding(shown, 0, f"answers {camera.status} and not {shown.status}"))
        watched = self.check and is_ours
        if watched:
            self._keep_html(camera, shown)
            checks.bring_axe(camera.page)
        for width in WIDTHS:
            camera.wide(width)
            camera.shoot(self.folder / f"{shown.stem}.{width}.png")
            if watched and width != 768:
                brought.findings += [Finding(shown, width, said) for said in checks.axe(camera.page)]
        if watched:
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
        if actor not in self._contexts:
            context = self._context()
            if actor != STRANGER:
                context.add_cookies(self.door.cookies(self.door.client(actor)))
            self._contexts[actor] = Camera(context, self.door.url)
        return self._contexts[actor]

    def _context(self) -> BrowserContext:
        """A browser from an address of its own, so that no limit for one address is reached."""
        number = next(_addresses) + os.getpid() * 1_000
        context = self.browser.new_context(
            reduced_motion="reduce",
            device_scale_factor=1,
            service_workers="block",
            extra_http_headers={"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"},
        )
        context.set_default_timeout(20_000)
        return context


def made(state: State, world: World, client: Client, language: str) -> str | HttpResponse:
    """What was done for a page that is there already is undone: other pages must not show it."""
    with translation.override(language), transaction.atomic():
        page = state.make(world, client, language)
        if not isinstance(page, str):
            transaction.set_rollback(True)
    return page


def _serve(context: BrowserContext, url: str, page: HttpResponse) -> None:
    """With its own headers, so that the browser holds it to the site's policy."""
    headers = {name: value for name, value in page.headers.items() if name.lower() != "content-length"}

    def answer(route: Route) -> None:
        route.fulfill(status=page.status_code, body=page.content, headers=headers)

    context.route(url, answer)


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text).strip("-").lower()
