"""Foreign addresses are asked by ground.fetching and by nobody else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_ROOT = Path(settings.BASE_DIR)
_CALLERS = {"urllib.request", "http.client", "requests", "urllib3", "httpx", "aiohttp", "socket", "ftplib", "telnetlib"}
_LISTENS = {"config/management/commands/serve.py"}  # opens the port of the site itself


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_else_of_the_site_calls_out():
    found = {
        path.relative_to(_ROOT).as_posix()
        for package in ("ground", "search", "directory", "marketplace", "cms", "config")
        for path in (_ROOT / package).rglob("*.py")
        if _CALLERS.intersection(_imported(path)) and "ground/fetching/" not in path.as_posix()
    }
    assert found - _LISTENS == set()
