"""Every text of the site, by the screen or file that says it: templates, code, and the demonstration's own texts."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType

PACKAGES = ("cms", "config", "directory", "ground", "marketplace", "search")
_SAYS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_CONTEXT_FIRST = {"pgettext", "pgettext_lazy", "npgettext"}
_QUOTED = re.compile(r"""^trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')""")
_LANGUAGES = ("en", "es")
# Of these the demonstration's files hold one language in each key.
_TELLING = re.compile(r"^(?:\w+_)?(en|es)$")
_NAMES = ("slug", "en", "title_en")
_STORY_PARTS = {"text", "words", "claim"}


@dataclass(frozen=True)
class Screen:
    """Texts that are read together, in one language (`en` or `es`). `name` says where they stand."""

    name: str
    language: str
    texts: tuple[str, ...]


def screens(root: Path) -> Iterator[Screen]:
    """All of the site under `root`, each screen once in each language."""
    spanish = _spanish(root / "locale/es/LC_MESSAGES/django.po")
    for name, texts in _english(root):
        yield Screen(name, "en", texts)
        yield Screen(name, "es", tuple(said for text in texts for said in spanish.get(text, ())[:1]))
    yield from _demonstration(root)


def _spanish(path: Path) -> Mapping[str, tuple[str, ...]]:
    """English text -> its Spanish ones; a plural's second form stands under its own English."""
    with path.open("rb") as file:
        catalog = read_po(file, locale="es")
    found: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        english = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        for number, text in enumerate(english):
            found[text] = (*found.get(text, ()), said[min(number, len(said) - 1)] or "")
    return found


def _english(root: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"} and (texts := tuple(template_texts(path.read_text(encoding="utf-8")))):
            yield str(path.relative_to(root)), texts
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts and (texts := tuple(code_texts(path.read_text(encoding="utf-8")))):
                yield str(path.relative_to(root)), texts


def template_texts(template: str) -> Iterator[str]:
    """The msgids of a template, in the order in which they are said."""
    block: list[str] | None = None
    trimmed = False
    for token in Lexer(template).tokenize():
        words = token.contents.split(None, 1)
        tag = words[0] if token.token_type == TokenType.BLOCK and words else ""
        if block is None:
            if quoted := _QUOTED.match(token.contents):
                yield str(quoted[1] or quoted[2] or "")
            elif tag.startswith("blocktrans"):
                block, trimmed = [], "trimmed" in token.contents.split()
        elif token.token_type == TokenType.TEXT:
            block.append(token.contents)
        elif token.token_type == TokenType.VAR:
            block.append(f"%({token.contents.split('|')[0].strip()})s")
        else:  # plural, or the end
            yield _trim("".join(block)) if trimmed else "".join(block)
            block = [] if tag == "plural" else None


def _trim(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def code_texts(code: str) -> Iterator[str]:
    """The msgids of Python code."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _SAYS:
            for argument in node.args[1:] if name in _CONTEXT_FIRST else node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _demonstration(root: Path) -> Iterator[Screen]:
    for path in sorted(root.glob("*/demo/*.toml")):
        for kind, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for entry in entries if isinstance(entries, list) else [entries]:
                known = entry if isinstance(entry, dict) else {}
                name = next((known[key] for key in _NAMES if isinstance(known.get(key), str)), kind)
                for language in _LANGUAGES:
                    if texts := tuple(told(entry, language)):
                        yield Screen(f"{path.relative_to(root)}: {name}", language, texts)


def told(entry: Any, language: str) -> Iterator[str]:
    """What an entry of the demonstration says in that language, at any depth."""
    if isinstance(entry, list):
        for one in entry:
            yield from told(one, language)
    elif isinstance(entry, dict):
        for key, value in entry.items():
            known = _TELLING.match(key)
            if key == "facts":  # [name, text, name in Spanish, text in Spanish]
                yield from (said for fact in value for said in (fact[:2] if language == "en" else fact[2:]))
            elif not known:
                yield from told(value, language) if isinstance(value, (list, dict)) else ()
            elif known[1] == language:
                yield from _strings(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        yield from (text for key, text in value.items() if key in _STORY_PARTS and isinstance(text, str))
