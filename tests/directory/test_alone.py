"""The directory runs and renders with marketplace and cms taken out of the installed apps."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

VISIT = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.conf import settings
from django.test import Client
from directory.coops.models import Cooperative
from search.documents import everything
from search.engine import current
assert not any(app.startswith(("marketplace", "cms", "wagtail")) for app in settings.INSTALLED_APPS)
coop = Cooperative.objects.create(name="Morning Shift Bakery", slug="morning-shift", kind="worker")
current().rebuild(everything())
client = Client(headers={"host": "localhost"})
for path in ("/co-ops/", "/co-ops/?view=map", "/co-ops/morning-shift/", "/search/", "/search/?q=bakery", "/chapters/"):
    for prefix in ("", "/es"):
        response = client.get(prefix + path)
        print(response.status_code, prefix + path, "Morning Shift" in response.content.decode())
"""


def test_its_pages_render_without_what_stands_above(tmp_path: Path) -> None:
    env = {**os.environ, "WITHOUT": "marketplace,cms", "VAR_DIR": str(tmp_path)}
    env.pop("DATABASE_URL", None)
    env["DJANGO_SETTINGS_MODULE"] = "config.settings"
    done = subprocess.run(
        [sys.executable, "-c", VISIT], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers = [line.split(" ") for line in done.stdout.splitlines()]
    assert [status for status, _path, _shown in answers] == ["200"] * 12, done.stdout
    shows = {path for _status, path, shown in answers if shown == "True"}
    here = {"/co-ops/", "/co-ops/?view=map", "/co-ops/morning-shift/", "/search/?q=bakery"}
    assert shows == here | {f"/es{path}" for path in here}
