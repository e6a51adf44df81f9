"""`manage.py up`: from an empty folder to a running site. What is done already is not done again."""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.texts import compile_texts
from search.engine import is_filled


class Command(BaseCommand):
    help = "Migrate, load the demonstration, index, and serve."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--only-prepare", action="store_true", help="Stop before the site is served.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        for folder in (settings.VAR_DIR, settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in settings.LOCALE_PATHS:
            compile_texts(folder)
        building = _build_static_files()  # beside the rest, which leaves a processor idle
        self._step("The database is being set up", _migrations_are_missing(), _migrate)
        if settings.DEMONSTRATION:
            call_command("demo", verbosity=1)
        self._step("Everything is being indexed", not is_filled(), lambda: call_command("index", if_empty=True))
        if building and building.wait():
            raise CommandError("The static files could not be built; what is written above says why.")
        self.stdout.write(
            f"Ready after {time.monotonic() - started:.0f} s: http://localhost:{options['port']}/ (Ctrl-C stops it)."
        )
        self.stdout.flush()  # before the site's own lines, wherever they go
        if not options["only_prepare"]:
            if not settings.DEBUG:
                os.environ["STATIC_BUILT"] = "yes"  # for the processes that `serve` starts
            call_command("serve", port=options["port"])

    def _step(self, words: str, is_needed: bool, do: Callable[[], object]) -> None:
        if is_needed:
            self.stdout.write(f"{words} …")
            do()


def _build_static_files() -> "subprocess.Popen[bytes] | None":
    """Begins to, unless they are built since the last change of one, or DEBUG serves them as they stand."""
    built = settings.STATIC_ROOT / "staticfiles.json"
    changed = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(None))
    if settings.DEBUG or (built.exists() and built.stat().st_mtime >= max(path.stat().st_mtime for path in changed)):
        return None
    command = [sys.executable, sys.argv[0], "collectstatic", "--no-input", "-v0"]
    return subprocess.Popen(command, env={**os.environ, "STATIC_BUILT": "yes"})  # noqa: S603


def _migrations_are_missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    """Django and Wagtail first: at each of their many changes Django draws anew all tables that hang on the changed one,
    and as long as ours are not there these are few. That takes a third off the first start.
    """
    executor = MigrationExecutor(connection)
    ours = {app.label for app in apps.get_app_configs() if (settings.BASE_DIR / app.name.split(".")[0]).is_dir()}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours])
    call_command("migrate", verbosity=0)
