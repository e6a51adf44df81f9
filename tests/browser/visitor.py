"""A person at a browser, watched: nothing may come from another host, no error may be logged, no page may be broken."""

import itertools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.browser.site import Site

SHOTS = os.environ.get("SHOTS", "")
_addresses = itertools.count(1)


@dataclass(frozen=True)
class Device:
    name: str
    width: int
    height: int
    touch: bool


PHONE = Device("phone", 360, 740, touch=True)
DESKTOP = Device("desktop", 1280, 900, touch=False)
# For what cannot differ with the width of the page.
ON_A_PHONE = pytest.mark.parametrize("device", [PHONE], ids=["phone"], indirect=True)


class Visitor:
    """One browser with its own cookies and its own network address. Look at each page with `shot`."""

    def __init__(
        self, browser: Browser, site: Site, device: Device, *, name: str, script: bool = True, state: dict | None = None
    ) -> None:
        self.site, self.device, self.name, self.script = site, device, name, script
        number = next(_addresses) + os.getpid() * 1_000
        self.context: BrowserContext = browser.new_context(
            base_url=site.url,
            viewport={"width": device.width, "height": device.height},
            has_touch=device.touch,
            device_scale_factor=1,
            java_script_enabled=script,
            reduced_motion="reduce",
            storage_state=state,
            extra_http_headers={"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"},
        )
        self.context.set_default_timeout(15_000)
        self.troubles: list[str] = []
        self._asked: set[str] = set()
        self._shots = itertools.count(1)
        self.page = self.open()

    def open(self) -> Page:
        """A tab more, watched like the first."""
        page = self.context.new_page()
        page.on("request", self._watch_request)
        page.on("response", self._watch_response)
        page.on("console", self._watch_console)
        page.on("pageerror", lambda error: self.troubles.append(f"script error on {page.url}: {error}"))
        return page

    def _watch_request(self, request: Request) -> None:
        if request.is_navigation_request():
            self._asked.add(request.url)
        there = urlsplit(request.url)
        if there.scheme in ("http", "https") and f"{there.scheme}://{there.netloc}" != self.site.url:
            self.troubles.append(f"asked another host: {request.url}")

    def _watch_response(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"answered {response.status}: {response.url}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        """Chromium logs the answer 404 or 422 of a page as an error; the test says itself which answer it expects. 422 is
        also what htmx gets where an amount is refused. htmx logs a request that a newer one has overtaken; one that
        failed it names besides.
        """
        if message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            return
        is_answer = message.text.startswith("Failed to load resource")
        is_page = is_answer and (message.location.get("url") in self._asked or " 422 " in message.text)
        if message.type == "error" and not is_page:
            self.troubles.append(f"console: {message.text} ({message.location.get('url')})")

    def go(self, path: str, *, status: int = 200) -> None:
        response = self.page.goto(path)
        assert response is not None, path
        assert response.status == status, f"{path} answered {response.status}"

    def shot(self, step: str) -> None:
        """Look at the page: no sideways scroll (Wagtail's admin has its own mind), and a picture of it where SHOTS names a folder."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if SHOTS:
            folder = Path(SHOTS) / self.name
            folder.mkdir(parents=True, exist_ok=True)
            self.page.evaluate(
                "for (const late of document.querySelectorAll('img[loading=lazy]')) late.loading = 'eager'"
            )
            self.page.wait_for_load_state("networkidle")
            path = folder / f"{next(self._shots):02}-{step}.{self.device.name}.png"
            self.page.screenshot(path=path, full_page=True)
        is_wagtails = urlsplit(self.page.url).path.startswith("/admin/")
        assert wide <= self.device.width or is_wagtails, (
            f"{step} ({self.page.url}) is {wide} px wide on {self.device.width}"
        )

    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def click(self, target: Locator) -> None:
        """Press what leads to another page, and be there."""
        with self.page.expect_navigation(wait_until="load"):
            target.click()

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        self.click((within or self.page).get_by_role("button", name=name).first)

    def follow(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        self.click((within or self.page).get_by_role("link", name=name).first)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def forgets(self, part: str) -> None:
        """Troubles that the test has made itself; there must be one that names `part`."""
        left = [trouble for trouble in self.troubles if part not in trouble]
        assert left != self.troubles, self.troubles
        self.troubles = left

    def close(self) -> None:
        self.context.close()
        assert not self.troubles, "\n".join(self.troubles)
