"""Signed-in people of the demonstration, for Django's test client and for the browser alike."""

from dataclasses import dataclass
from random import randrange
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from tests.access import STRANGER
from tests.access.world import EMAILS as TABLE

# People whom the access table leaves out because no answer hangs on them, and whose pages are worth seeing.
ORGANISER, BUYER, SPANISH_STEWARD = "organiser", "buyer", "steward who reads Spanish"
EMAILS = TABLE | {
    ORGANISER: "sam@demo.example",
    BUYER: "nia@demo.example",
    SPANISH_STEWARD: "lucia@demo.example",
}


@dataclass(frozen=True)
class Door:
    """The site that is walked through, and a session for each actor who has an account."""

    url: str
    sessions: dict[str, str]

    def client(self, actor: str) -> Client:
        """Asks in this process what the browser will ask the site: the same database, the same cookies."""
        there = urlsplit(self.url)
        client = Client(
            raise_request_exception=False,
            SERVER_NAME=there.hostname,
            SERVER_PORT=str(there.port or 80),
            REMOTE_ADDR=f"10.{randrange(256)}.{randrange(256)}.{randrange(256)}",  # no limit for one address is reached
        )
        if actor != STRANGER:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client

    def cookies(self, client: Client) -> list[dict[str, str]]:
        """Of a client, in the browser's words."""
        return [
            {"name": name, "value": morsel.value, "url": self.url}
            for name, morsel in client.cookies.items()
            if morsel.value
        ]


def sign_in(url: str) -> dict[str, str]:
    """With the printed password, through the form, as people do."""
    found = {}
    for actor, email in EMAILS.items():
        client = Door(url, {}).client(STRANGER)
        password = f"{email.partition('@')[0]}-likes-collards"
        answer = client.post("/account/login/", {"login": email, "password": password, "with": "password"})
        assert answer.status_code == 302, f"{email} could not sign in: {answer.status_code}"
        found[actor] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found
