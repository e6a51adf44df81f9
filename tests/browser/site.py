"""The site under test: `manage.py up` in an empty folder, in processes of its own, as `make run` starts it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

from tests.browser.post import PostBox

ROOT = Path(__file__).resolve().parents[2]
START = float(os.environ.get("BROWSER_START_SECONDS", "240"))
STOP = 15.0


class Site:
    """`folder` may hold the site of an earlier run: then it starts within seconds, on the database as that run left it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "site.log"
        mail, texts = folder / "mail", folder / "texts"
        for needed in (mail, texts):
            needed.mkdir(parents=True, exist_ok=True)
        self.post = PostBox(mail, texts)
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """From the empty folder to all that `up` lays before it serves. Raises AssertionError with the site's own words."""
        command = [sys.executable, "manage.py", "up", "--port", str(self.port), "--only-prepare"]
        with self.log.open("wb") as log:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=START,
            )
        assert done.returncode == 0, f"The site could not be prepared:\n{self.said()}"

    def take_over(self, other: "Site") -> None:
        """Begin with what another has prepared, and know that the pages stand at an address of our own."""
        shutil.copytree(other.folder / "var", self.folder / "var")
        with closing(sqlite3.connect(self.folder / "var" / "site.sqlite3")) as database, database:
            database.execute("UPDATE wagtailcore_site SET port = ?", [self.port])

    def start(self) -> None:
        """Raises AssertionError with the site's own words when it does not answer in time."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START
        while not self._answers():
            ended = self._process.poll()
            if ended is not None or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"The site did not start ({ended}):\n{self.said()}")
            time.sleep(0.2)

    def environment(self) -> dict[str, str]:
        """What the site's processes know: nothing of what the caller has set for a site of their own."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "VAR_DIR": str(self.folder / "var"),
            "SITE_URL": self.url,
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(self.post.mail),
            "SMS_CHANNEL": "tests.browser.phone.FileSms",
            "SMS_FILE_PATH": str(self.post.texts),
            "BEHIND_PROXY": "yes",  # each visitor of the tests comes from an address of their own
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _answers(self) -> bool:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(self.url, timeout=10) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
        return False

    def stop(self) -> None:
        """Asks the supervisor, which stops web and worker; what is left of its session after that is killed."""
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def said(self, lines: int = 60) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
