"""Templates with the words of a language in them say what Django's own loader would have them say."""

from pathlib import Path

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.utils import translation

LIBRARIES = {"i18n": "django.templatetags.i18n", "look": "ground.templatetags.look"}
OURS = "ground.spoken_templates.Loader"
THEIRS = "django.template.loaders.cached.Loader"
FILES = "django.template.loaders.filesystem.Loader"

PAGE = """{% load i18n %}{% comment %}Not said.{% endcomment %}<p>{% translate "Market" %}</p>
{% if shown %}<b>{% translate "Co-ops" %}</b>{% else %}{% translate "Stories" %}{% endif %}
{% for one in many %}{% translate "Join" %} {{ one }}{% empty %}{% translate "Search" %}{% endfor %}
{% with name="x" %}{% translate "Market" as kept %}{{ kept }}{% endwith %}
{% url "market" %} {% url "market_topic" topic %} {% url "home" as home_url %}{{ home_url }} {% url place %}
{% include "part.html" with title=_("Market") only %}{% translate name_of_it %}{% translate "Market"|upper %}
{% blocktranslate trimmed with n=topic %}
  To pay: {{ n }}.{% endblocktranslate %}{% blocktranslate with total=risky asvar kept %}To pay: {{ total }}.{% endblocktranslate %}{{ kept }}{{ n }}
{% blocktranslate with total=missing %}To pay: {{ total }} 100%{% endblocktranslate %}
{% blocktranslate count n=many|length %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}
{% language "en" %}{% translate "Market" %}
{% blocktranslate with total="x" %}To pay: {{ total }}.{% endblocktranslate %}{% include "part.html" with title=_("Co-ops") %}{% endlanguage %}"""
PART = """{% load i18n %}<i>{{ title }}: {% translate "100% of it" %} {% translate "Search" %}</i>"""


@pytest.fixture
def engines(tmp_path: Path) -> list[Engine]:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "part.html").write_text(PART)
    return [Engine(dirs=[str(tmp_path)], libraries=LIBRARIES, loaders=[(loader, [FILES])]) for loader in (OURS, THEIRS)]


def _said(engine: Engine, **told: object) -> str:
    return engine.get_template("page.html").render(
        Context({"name_of_it": "Join", "topic": "food", "place": "coops", **told})
    )


@pytest.mark.parametrize("told", [{}, {"shown": True, "many": [1, 2], "risky": "<b>"}])
def test_both_loaders_say_the_same_in_each_language(engines, told):
    ours, theirs = engines
    said = {}
    for language in ("en", "es", "en"):
        with translation.override(language):
            said[language] = _said(ours, **told)
            assert said[language] == _said(theirs, **told)
    assert "Mercado" in said["es"]
    assert "/es/market/" in said["es"]
    assert "Mercado" not in said["en"]
    assert "100% of it" in said["en"]


def test_words_side_by_side_become_one_text(engines):
    (first, *_others) = engines[0].get_template("part.html").nodelist
    assert isinstance(first, TextNode)
    assert first.s == "<i>"
    assert len(engines[0].get_template("part.html").nodelist) == 3
    assert len(engines[1].get_template("part.html").nodelist) == 8


def test_a_package_keeps_its_own_templates():
    apart = Engine(
        libraries=LIBRARIES, loaders=[(OURS, [("django.template.loaders.locmem.Loader", {"part.html": PART})])]
    )
    assert len(apart.get_template("part.html").nodelist) == 8
