"""One page in the browser: opened once, then looked at in each width."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.look.walk.found import WIDTHS

HEIGHT = {1280: 900, 768: 1024, 360: 740, 320: 640, 640: 900}
_EAGER = "for (const late of document.querySelectorAll('img[loading=lazy]')) late.loading = 'eager'"


class Camera:
    """A tab of one visitor. `html` and `status` are of the page that was answered last; `troubles` is what the browser
    complained of since the page was opened.
    """

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self._answer: Response | None = None
        self.page.on("request", self._watch_request)
        self.page.on("response", self._watch_response)
        self.page.on("console", self._watch_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))

    def open(self, path: str, then: Callable[[Page], None] | None = None) -> None:
        self.troubles.clear()
        self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT[WIDTHS[0]]})
        self.page.goto(self.url + path)
        if then:
            then(self.page)
            self.page.wait_for_load_state()

    @property
    def status(self) -> int:
        return self._answer.status if self._answer else 0

    @property
    def html(self) -> str:
        return self._answer.text() if self._answer else ""

    def wide(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})

    def shoot(self, path: Path) -> None:
        self.page.evaluate(_EAGER)
        self.page.screenshot(path=path, full_page=True, animations="disabled")

    def _watch_request(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme in ("http", "https") and f"{there.scheme}://{there.netloc}" != self.url:
            self.troubles.append(f"asks another host: {request.url}")

    def _watch_response(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self._answer = response
        elif response.status >= 400:
            self.troubles.append(f"{response.url} answers {response.status}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        """That a page or a file answered 404 is said elsewhere, and Chromium's word for it names no place in the page."""
        if message.type == "error" and not re.match("Failed to load resource", message.text):
            self.troubles.append(f"console: {message.text}")
