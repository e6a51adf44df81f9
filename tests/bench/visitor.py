"""A person without JavaScript: follows redirects, keeps cookies, fills in the CSRF token."""

from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

PATIENCE = 60  # seconds


class Page(NamedTuple):
    url: str  # where the redirects ended
    html: str


class Visitor:
    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._cookies))

    def get(self, path: str) -> Page:
        return self._open(path, None)

    def post(self, path: str, **fields: str) -> Page:
        token = next((cookie.value for cookie in self._cookies if cookie.name == "csrftoken"), "") or ""
        return self._open(path, urlencode({**fields, "csrfmiddlewaretoken": token}).encode())

    def _open(self, path: str, body: bytes | None) -> Page:
        with self._opener.open(self._base_url + path, body, PATIENCE) as response:
            return Page(response.url, response.read().decode())
