"""One page in the browser: opened once, then looked at in each width."""

import base64
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Page, Request, Response

from tests.look.walk.found import WIDTHS

HEIGHT = {1280: 900, 768: 1024, 360: 740, 320: 640, 640: 900}
# How high the page is, once everything that is seen late is there.
_WHOLE = """() => {
  for (const late of document.querySelectorAll('img[loading=lazy]')) late.loading = 'eager';
  const awaited = [document.fonts.ready, ...[...document.images].map(image => image.decode().catch(() => {}))];
  return Promise.all(awaited).then(() => document.documentElement.scrollHeight);
}"""
_FORGET = "try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page of no site keeps nothing */ }"


class Camera:
    """A tab of one visitor. `html` and `status` are of the page that was answered last; `troubles` is what the browser
    complained of since the page was opened.
    """

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.context = context
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self._answer: Response | None = None
        self.page.on("request", self._watch_request)
        self.page.on("response", self._watch_response)
        self.page.on("console", self._watch_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))

    def open(self, path: str) -> None:
        self.troubles.clear()
        self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT[WIDTHS[0]]})
        self.page.goto(self.url + path)

    def open_given(self, path: str, given: HttpResponse) -> None:
        """Shows a page that the site gave already, with its own headers, so that the browser holds it to the site's policy.

        In the browser's own words: where Playwright stands between browser and site, the browser keeps no files.
        """
        answer = {
            "responseCode": given.status_code,
            "responseHeaders": [
                {"name": name, "value": value}
                for name, value in given.headers.items()
                if name.lower() != "content-length"
            ],
            "body": base64.b64encode(given.content).decode(),
        }

        def serve(paused: Mapping[str, Any]) -> None:
            self._wire.send("Fetch.fulfillRequest", {"requestId": paused["requestId"], **answer})

        self._wire.send("Fetch.enable", {"patterns": [{"urlPattern": self.url + path, "resourceType": "Document"}]})
        self._wire.once("Fetch.requestPaused", serve)
        try:
            self.open(path)
        finally:
            self._wire.send("Fetch.disable")

    def enter(self, cookies: list[dict[str, str]], headers: dict[str, str]) -> None:
        """As somebody else from now on."""
        self.context.clear_cookies()
        self.context.add_cookies(cookies)
        self.context.set_extra_http_headers(headers)

    def forget_everything(self) -> None:
        """From now on no page finds what an earlier one has put by."""
        self.context.add_init_script(_FORGET)

    @cached_property
    def _wire(self) -> CDPSession:
        return self.context.new_cdp_session(self.page)

    @property
    def status(self) -> int:
        return self._answer.status if self._answer else 0

    @property
    def html(self) -> str:
        return self._answer.text() if self._answer else ""

    def wide(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})

    def shoot(self, path: Path) -> None:
        """The whole page, in a window as high as itself: asked to reach beyond the window, the browser draws twice."""
        width = self.page.viewport_size["width"] if self.page.viewport_size else WIDTHS[0]
        self.page.set_viewport_size({"width": width, "height": self.page.evaluate(_WHOLE)})
        asked = {"format": "png", "optimizeForSpeed": True}
        path.write_bytes(base64.b64decode(self._wire.send("Page.captureScreenshot", asked)["data"]))

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
