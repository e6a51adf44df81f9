"""No word for people stands outside translation: not between tags, not in an attribute that is read out, not in a
template of a message, not where Python code speaks to people.
"""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.template.loader import render_to_string

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PACKAGES = ("cms", "config", "directory", "ground", "marketplace", "search")

# What is said the same in both languages: names, marks of a format, and what only staff or machines read.
SAME = {
    "Cooperation",
    "Jackson",
    "Cooperation Jackson",
    "COOPERATION JACKSON",
}
# Machines read the one; the other must stand when nothing else does, so it says everything in both languages itself.
EXEMPT = {"robots.txt", "500.html", "specimen.html"}  # the last one names files and arguments, for those who build

_HIDDEN = re.compile(
    r"{%\s*comment.*?%}.*?{%\s*endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?%}.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{#.*?#}|<!--.*?-->|<(script|style)\b[^>]*>.*?</\1>",
    re.DOTALL,
)
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_READ_OUT = re.compile(
    r"""\s(?:alt|aria-label|aria-description|aria-roledescription|placeholder|title|label)=(?:"([^"]*)"|'([^']*)')"""
)
_META = re.compile(r"""<meta name="(?:description|author)" content="([^"]*)""")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"^(?:[\w-]+=\"[^\"]*\"\s*)+$")  # of a tag, in a block of its own
_WORD = re.compile(r"[^\W\d_]{2,}")


def literal_words(template: str, *, is_html: bool = True) -> Iterator[str]:
    """The words a template says itself, untranslated."""
    bare = _CODE.sub("\x00", _HIDDEN.sub("\x00", template))
    said = [bare]
    if is_html:
        said = [one or other for one, other in _READ_OUT.findall(bare)] + _META.findall(bare) + _TAG.split(bare)
    for text in said:
        for piece in unescape(text).split("\x00"):
            words = " ".join(piece.split()).strip(" .,:;·|/()“”→←×$")
            if _WORD.search(words) and words not in SAME and not _ATTRIBUTE.match(words):
                yield words


def _templates() -> list[Path]:
    return [path for path in sorted(TEMPLATES.rglob("*")) if path.suffix in {".html", ".txt"}]


@pytest.mark.parametrize("path", _templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_says_nothing_untranslated(path):
    if path.name not in EXEMPT:
        assert list(literal_words(path.read_text(), is_html=path.suffix == ".html")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>{% translate "Fine" %}</p>', []),
        ("<p>{% blocktranslate trimmed %}Fine{% endblocktranslate %} 12&nbsp;%</p>", []),
        ("<p>Bare</p>", ["Bare"]),
        ('<img alt="A cow">', ["A cow"]),
        ("<input placeholder='{{ x }} of'>", ["of"]),
        ("{% comment %}Arguments: a.{% endcomment %}<b>Cooperation Jackson</b>", []),
        ('<a title="{% translate "Fine" %}" class="tidy words">{{ name }}</a>', []),
    ],
)
def test_it_knows_a_bare_word(template, found):
    assert list(literal_words(template)) == found


# --- Python --------------------------------------------------------------------------------------------------------

_SPEAKING_CALLS = {
    "ValidationError",
    "success",
    "error",
    "warning",
    "info",
    "HttpResponseBadRequest",
    "PermissionDenied",
}
_SPEAKING_ARGUMENTS = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "empty_label",
    "required",
    "invalid",
}
_HEARD_BY_NOBODY = {
    "too long",  # caught three lines below
    "Not a part of the profile: .",  # a mistake in a caller, which no form can make
    "Not a list of known words.",  # the same
    "Not a table of links.",  # the same
    "Which press of a button put the last thing in.",  # of a column that no form shows
}
_NOT_PEOPLE = {"log", "logger", "logging", "stdout", "stderr"}


def _python_files() -> list[Path]:
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts and "commands" not in path.parts
    ]


def _is_said(text: str) -> bool:
    """Neither a code nor a name of something: it has more words than one, or begins like a sentence."""
    return " " in text or (text[:1].isupper() and not text.isupper())


def bare_sentences(code: str) -> Iterator[str]:
    """Literal texts in code that are given to a person as they stand: arguments of calls and fields that speak."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        whose = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
        speaks = name in _SPEAKING_CALLS and whose not in _NOT_PEOPLE
        given = [*(node.args if speaks else ()), *(k.value for k in node.keywords if k.arg in _SPEAKING_ARGUMENTS)]
        for argument in given:
            if isinstance(argument, ast.JoinedStr):
                parts = [part.value for part in argument.values if isinstance(part, ast.Constant)]
                if any(_WORD.search(str(part)) for part in parts):
                    yield "".join(map(str, parts))
            elif isinstance(argument, ast.Constant) and isinstance(argument.value, str) and _is_said(argument.value):
                yield argument.value


def test_code_says_nothing_untranslated():
    bare = {
        str(path.relative_to(ROOT)): said
        for path in _python_files()
        if (said := set(bare_sentences(path.read_text())) - _HEARD_BY_NOBODY)
    }
    assert bare == {}


def test_the_page_that_stands_when_nothing_else_does_speaks_both_languages():
    page = render_to_string("500.html")
    assert 'lang="en"' in page
    assert page.count('lang="es"') >= 3


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('ValidationError(_("Fine words."))', []),
        ('ValidationError("Bare words.", code="bare words"[0:4])', ["Bare words."]),
        ('messages.success(request, f"Saved {name}.")', ["Saved ."]),
        ('log.warning("a log line")', []),
        ('CharField(label="Your name")', ["Your name"]),
    ],
)
def test_it_knows_a_bare_sentence(code, found):
    assert list(bare_sentences(code)) == found
