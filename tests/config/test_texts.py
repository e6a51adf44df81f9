"""Every word of the site is there in both languages."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
CODE = ("cms", "config", "directory", "ground", "marketplace", "search", "templates")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|(?<!%)%[sd]|\{\w*\}")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>", re.IGNORECASE)
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


def _catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return [message for message in _catalog(PO) if message.id]


def _forms(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _pairs(messages: list[Message]) -> Iterator[tuple[str, str]]:
    """Each English form beside each Spanish one that stands for it."""
    for message in messages:
        english, spanish = _forms(message.id), _forms(message.string)
        for number, text in enumerate(spanish):
            yield english[min(number, len(english) - 1)], text


def _key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, _forms(message.id)


def test_every_text_has_its_spanish(messages):
    assert [m.id for m in messages if not all(_forms(m.string)) or not _forms(m.string)] == []
    assert [m.id for m in messages if m.fuzzy] == []


def test_spanish_has_two_forms_for_one_and_many(messages):
    counted = [m for m in messages if m.pluralizable]
    assert [m.id for m in counted if len(_forms(m.string)) != 2] == []
    assert "nplurals=2; plural=(n != 1);" in PO.read_text()


# A number and a noun that no plural form is needed for, since there are always several.
NEVER_ONE = {
    "%(n)s places",  # a number on the map stands for two places or more
    "its name has more than %(n)s letters",  # the longest has 200
    "%(field)s: more than %(n)s letters, dropped",  # the shortest limit is 12
    "Shorten it to %(most)s characters or fewer.",  # no field is shorter than ten
    # All but the network's contribution, which would have to be 95 percent.
    "%(n)s patches of 20 go to the co-ops. The plain part, %(holes)s of 20, keeps the network going.",
    "%(n)s places, among them %(name)s: show this piece of the map",
}
# Placeholders that stand for a number of things; the others stand for words, amounts of money and days.
_COUNT = r"%\((?:n|count|number|total_count|left|many|most|days|hours|minutes|items|pieces|orders)\)[sd]"
COUNTED = re.compile(rf"{_COUNT} (?:more |new |other |open |late )?(?!is\b|was\b|has\b)[a-z]+s\b")


def test_a_number_beside_a_noun_has_a_form_for_one_and_for_many(messages):
    lone = [m.id for m in messages if not m.pluralizable and COUNTED.search(m.id) and m.id not in NEVER_ONE]
    assert lone == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [("%(n)s orders wait", True), ("In %(days)s days", True), ("%(n)s more things", True), ("%(n)s is left", False)],
)
def test_it_knows_a_number_beside_a_noun(text, counted):
    assert bool(COUNTED.search(text)) is counted


def test_both_languages_have_the_same_placeholders(messages):
    differ = [
        (english, spanish)
        for english, spanish in _pairs(messages)
        if sorted(set(PLACEHOLDER.findall(english))) != sorted(set(PLACEHOLDER.findall(spanish)))
    ]
    assert differ == []


def test_tags_in_a_text_are_closed(messages):
    assert [text for pair in _pairs(messages) for text in pair if not _is_balanced(text)] == []


def _is_balanced(text: str) -> bool:
    still_open: list[str] = []
    for closes, name, alone in TAG.findall(text):
        if alone or name.lower() in VOID:
            continue
        if not closes:
            still_open.append(name)
        elif not still_open or still_open.pop() != name:
            return False
    return not still_open


@pytest.mark.parametrize(
    ("text", "fine"), [("<b>Yes</b>", True), ("a<br>b", True), ("<b>No", False), ("<b><i>No</b></i>", False)]
)
def test_it_knows_an_open_tag(text, fine):
    assert _is_balanced(text) is fine


def test_every_text_of_the_code_stands_in_the_catalog(tmp_path, messages):
    if shutil.which("xgettext") is None:
        missing = "gettext is not installed."
        pytest.fail(missing) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(missing)
    for folder in CODE:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=_no_text_in_it)
    copy = tmp_path / PO.relative_to(ROOT)
    copy.parent.mkdir(parents=True)
    shutil.copy(PO, copy)
    command = ["makemessages", "--locale=es", "--no-wrap", "--no-location", "--no-obsolete", "--verbosity=0"]
    subprocess.run(
        [sys.executable, "-m", "django", *command], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )
    said_in_code = {_key(message) for message in _catalog(copy) if message.id}
    assert said_in_code - {_key(message) for message in messages} == set()
    assert {_key(message) for message in messages} - said_in_code == set(), "no longer said anywhere"


def _no_text_in_it(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"__pycache__", "data", "node_modules"} or name.endswith(".csv")}
