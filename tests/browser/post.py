"""What went out to people: e-mails and text messages, read from the folders the site under test writes them to."""

import email
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.policy import default
from pathlib import Path

_BETWEEN = b"-" * 79
PATIENCE = 20.0  # seconds; the worker looks for new tasks several times a second


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str

    def link(self, part: str) -> str:
        """The first address in it that contains `part`, without the site's own beginning."""
        for url in re.findall(r"https?://[^/\s]+(/[^\s<>\"]*)", self.text):
            if part in url:
                return url.rstrip(".,)")
        raise AssertionError(f"No link with {part!r} in:\n{self.text}")

    def code(self) -> str:
        found = re.search(r"\b\d{6}\b", self.text)
        assert found, f"No code of six digits in:\n{self.text}"
        return found.group()


class PostBox:
    """`wait_for(address)` returns the next letter to an address that was not taken yet."""

    def __init__(self, mail: Path, texts: Path) -> None:
        self.mail, self.texts = mail, texts
        self._taken: dict[str, int] = {}

    def wait_for(self, address: str, *, about: str = "") -> Letter:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            letters = self.to(address)
            for place in range(self._taken.get(address, 0), len(letters)):
                if about in letters[place].subject + letters[place].text:
                    self._taken[address] = place + 1
                    return letters[place]
            time.sleep(0.05)
        raise AssertionError(f"Nothing about {about!r} came to {address}; there is: {self.to(address)}")

    def skip_old(self, address: str) -> None:
        self._taken[address] = len(self.to(address))

    def to(self, address: str) -> list[Letter]:
        """Oldest first."""
        return [letter for letter in (*self._letters(), *self._texts()) if letter.to == address]

    def _letters(self) -> Iterator[Letter]:
        for path in sorted(self.mail.glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
            for raw in path.read_bytes().split(b"\n" + _BETWEEN):
                message = email.message_from_bytes(raw.strip(), policy=default)
                body = message.get_body(("plain",))
                if body is not None and message["To"]:
                    yield Letter(message["To"], message["Subject"] or "", body.get_content())

    def _texts(self) -> Iterator[Letter]:
        for path in sorted(self.texts.glob("*.json"), key=lambda path: path.stat().st_mtime_ns):
            said = json.loads(path.read_text(encoding="utf-8"))
            yield Letter(said["to"], "", said["text"])
