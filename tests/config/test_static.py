"""Static files as production serves them: a name with a hash, kept for ever, pressed when they were built."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "static" / "fonts"
ASK = """
import json, django
django.setup()
from django.core.management import call_command
call_command("collectstatic", "--no-input", "-v0")
from django.templatetags.static import static
from django.test import Client
def ask(name, coding):
    answer = Client(HTTP_HOST="localhost").get(static(name), headers={"Accept-Encoding": coding})
    size = sum(map(len, answer.streaming_content))
    kept = {key: answer.headers.get(key, "") for key in ("Cache-Control", "Content-Encoding", "Vary")}
    return {"url": static(name), "status": answer.status_code, "size": size, **kept}
names = ("css/site.css", "js/offline.js", "fonts/league-gothic-400.woff2", "img/network.svg")
print(json.dumps({f"{name} {coding}": ask(name, coding) for name in names for coding in ("br", "gzip", "identity")}))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(folder),
        "STATIC_BUILT": "yes",
        "WITHOUT": "marketplace,cms",  # Wagtail's own files take longer to press than all the rest of this
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_file_has_its_hash_in_its_name_and_is_kept_for_ever(served):
    for name, answer in served.items():
        assert answer["status"] == 200, name
        assert answer["url"].count(".") == 2, name
        assert answer["Cache-Control"] == "max-age=315360000, public, immutable", name


@pytest.mark.parametrize("name", ["css/site.css", "img/network.svg"])
def test_text_comes_as_brotli_or_gzip_as_the_browser_asks(served, name):
    by_brotli, by_gzip, plain = (served[f"{name} {coding}"] for coding in ("br", "gzip", "identity"))
    assert (by_brotli["Content-Encoding"], by_gzip["Content-Encoding"], plain["Content-Encoding"]) == ("br", "gzip", "")
    assert by_brotli["size"] <= by_gzip["size"] < plain["size"]
    assert by_brotli["Vary"] == "Accept-Encoding"


def test_fonts_are_pressed_already_and_sent_as_they_are(served):
    assert served["fonts/league-gothic-400.woff2 br"]["Content-Encoding"] == ""


def test_a_production_site_serves_built_files(tmp_path):
    look = "from config import settings as s; print(s.STORAGES['staticfiles']['BACKEND'], s.WHITENOISE_USE_FINDERS)"
    said = {
        production: subprocess.run(
            [sys.executable, "-c", look],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "PRODUCTION": production},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for production in ("yes", "no")
    }
    assert said["yes"] == ["ground.static_files.BuiltFiles", "False"]
    assert said["no"] == ["django.contrib.staticfiles.storage.StaticFilesStorage", "True"]


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.woff2")), ids=lambda path: path.name)
def test_a_font_is_small_and_its_licence_stands_beside_it(path):
    assert path.stat().st_size <= 20_000
    family = path.name.split("-")[0]
    assert any(family in licence.name for licence in FONTS.glob("OFL-*.txt"))
