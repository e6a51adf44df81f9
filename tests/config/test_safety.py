"""A production site that is not safe does not start, and says why."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.safety import refuse_unsafe, unsafe

ROOT = Path(__file__).parent.parent.parent
SAFE = {
    "PRODUCTION": "yes",
    "SECRET_KEY": "s3cret-" * 12,
    "SEAL_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "ALLOWED_HOSTS": "coop.example",
    "SITE_URL": "https://coop.example",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "SMS_CHANNEL": "ground.messages.NoSms",
}
UNSAFE = {
    "SECRET_KEY": "short",
    "SEAL_KEYS": "b25seS1mb3ItYS1sYXB0b3AtYW5kLW5vdC1wZW9wbGU=",
    "ALLOWED_HOSTS": "*",
    "SITE_URL": "http://coop.example",
    "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
    "SMS_CHANNEL": "ground.messages.ConsoleSms",
    "DEBUG": "yes",
    "DEMONSTRATION": "yes",
}


def check(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **SAFE, **changes}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_documented_production_settings_pass_the_check_without_a_word(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_each_unsafe_setting_is_named(tmp_path: Path) -> None:
    done = check(tmp_path, **UNSAFE)
    assert done.returncode != 0
    assert [name for name in UNSAFE if f"- {name}:" not in done.stderr] == []


def site(**changes: object) -> SimpleNamespace:
    safe = {
        "PRODUCTION": True,
        "DEBUG": False,
        "DEMONSTRATION": False,
        "SECRET_KEY": SAFE["SECRET_KEY"],
        "DEVELOPMENT_SECRET": "for a laptop",
        "SEAL_KEYS": [SAFE["SEAL_KEYS"]],
        "DEVELOPMENT_SEAL_KEY": UNSAFE["SEAL_KEYS"],
        "ALLOWED_HOSTS": ["coop.example"],
        **{name: SAFE[name] for name in ("SITE_URL", "EMAIL_BACKEND", "SMS_CHANNEL")},
    }
    return SimpleNamespace(**safe | changes)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SEAL_KEYS", []),
        ("SEAL_KEYS", ["not-base64!"]),
        ("SEAL_KEYS", [UNSAFE["SEAL_KEYS"]]),
        ("ALLOWED_HOSTS", ["coop.example", "*"]),
        ("ALLOWED_HOSTS", ["localhost"]),
        ("SITE_URL", "http://coop.example"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("SMS_CHANNEL", "ground.messages.ConsoleSms"),
        ("DEBUG", True),
        ("DEMONSTRATION", True),
    ],
)
def test_one_unsafe_setting_is_enough_to_refuse(name: str, value: object) -> None:
    assert [line.partition(":")[0] for line in unsafe(site(**{name: value}))] == [name]
    with pytest.raises(ImproperlyConfigured, match=f"- {name}:"):
        refuse_unsafe(site(**{name: value}))


def test_outside_production_nothing_is_refused() -> None:
    refuse_unsafe(site(PRODUCTION=False, DEBUG=True, SECRET_KEY="short"))


def test_a_word_that_is_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    done = check(tmp_path, PRODUCTION="ture")
    assert done.returncode != 0
    assert "PRODUCTION must be yes or no" in done.stderr


def test_a_shared_cache_needs_nothing_but_its_address(tmp_path: Path) -> None:
    look = "from django.core.cache import cache; import django; django.setup(); print(cache._cache.get_client())"
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "REDIS_URL": "redis://cache.example:6379/0",
    }
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert "cache.example" in done.stdout, done.stderr


@pytest.mark.parametrize(
    "written", ["localhost:9200", "http://localhost", "ftp://localhost:9200", "http://localhost:port", "http://:9200"]
)
def test_half_an_address_of_a_server_is_refused(monkeypatch, written):
    monkeypatch.setenv("ELASTICSEARCH_URL", written)
    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_URL must be an address"):
        environment.server("ELASTICSEARCH_URL")


@pytest.mark.parametrize("written", ["", "http://localhost:9200", "https://user:word@search.example.org:443"])
def test_an_address_of_a_server_or_none_is_taken(monkeypatch, written):
    monkeypatch.setenv("ELASTICSEARCH_URL", written)
    assert environment.server("ELASTICSEARCH_URL") == written
