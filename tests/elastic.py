"""Elasticsearch for tests: the server that TEST_ELASTICSEARCH_URL names, with indices of this process alone."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from urllib.parse import urlsplit

import pytest

from search.elastic.engine import Elastic

SCRIPT = Path(__file__).parent.parent / ".ci" / "elasticsearch"
PATIENT = 30.0  # seconds: what is slow on a busy machine is not wrong


def url() -> str:
    """Skips the test where there is no server."""
    found = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    if not found:
        pytest.skip("TEST_ELASTICSEARCH_URL names no Elasticsearch")
    return found


def served() -> Iterator[Elastic]:
    engine = Elastic(url(), f"test-{token_hex(6)}", patience=PATIENT, write_patience=PATIENT, at_once=True)
    yield engine
    engine.drop()
    engine.client.close()


def emptied(engine: Elastic) -> Elastic:
    """Quicker than another index for each test."""
    if engine.indices.is_built():
        everything = {"match_all": {}}
        engine.client.delete_by_query(index=engine.indices.live, query=everything, refresh=True, conflicts="proceed")
    else:
        engine.rebuild([])
    return engine


class Own:
    """A server that may be killed."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="elasticsearch-"))
        self._folder.chmod(0o755)  # it does not run as root
        self._port = ""

    def start(self) -> str:
        """Its address, the same after each start."""
        command = [SCRIPT, "start", self._folder, *filter(None, [self._port])]
        url = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        self._port = str(urlsplit(url).port)
        return url

    def send(self, signal: int) -> None:
        process = int((self._folder / "pid").read_text())
        os.kill(process, signal)
        if signal == 9:
            while _lives(process):
                time.sleep(0.05)

    def end(self) -> None:
        subprocess.run([SCRIPT, "stop", self._folder], check=True)
        shutil.rmtree(self._folder)


def _lives(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
