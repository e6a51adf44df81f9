from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override

from ground.models import Topic
from ground.texts import Said, isolated, said
from ground.topics import top_topics


def thing(en="", es="", source="en"):
    return SimpleNamespace(title_en=en, title_es=es, source_language=source)


def page(template, **context):
    return Template("{% load texts %}" + template).render(Context(context))


def test_a_text_is_said_in_the_language_asked_for():
    both = thing("Greens", "Verduras")
    assert said(both, "title", "es") == Said("Verduras", "es", is_fallback=False)
    assert said(both, "title", "en") == Said("Greens", "en", is_fallback=False)
    with override("es"):
        assert str(said(both, "title")) == "Verduras"


@pytest.mark.parametrize(
    ("obj", "language", "expected"),
    [
        (thing(en="Greens"), "es", Said("Greens", "en", is_fallback=True)),
        (thing(es="Verduras", source="es"), "en", Said("Verduras", "es", is_fallback=True)),
        (thing(en=" ", es="Verduras"), "en", Said("Verduras", "es", is_fallback=True)),
        (thing(), "en", Said("", "en", is_fallback=False)),
    ],
)
def test_a_missing_text_falls_back_and_says_so(obj, language, expected):
    assert said(obj, "title", language) == expected


def test_the_tag_marks_the_language_only_where_it_differs():
    assert page('{% said x "title" %}', x=thing("A & B")) == "A &amp; B"
    assert page('{% said x "title" %}', x=thing(es="A & B")) == '<span lang="es">A &amp; B</span>'


def test_the_tag_gives_the_text_for_an_attribute():
    html = page('{% said x "title" as t %}<img alt="{{ t.text }}" lang="{{ t.lang }}">{{ t }}', x=thing(es='"uno"'))
    assert html == '<img alt="&quot;uno&quot;" lang="es">&quot;uno&quot;'
    assert page('{% said x "title" as t %}{% if t %}there{% endif %}', x=thing()) == ""


def test_paragraphs_are_escaped_and_marked():
    assert page('{% texts x "title" %}', x=thing("One\n\n<b>two</b>")) == "<p>One</p>\n\n<p>&lt;b&gt;two&lt;/b&gt;</p>"
    assert page('{% texts x "title" %}', x=thing(es="Uno")) == '<div lang="es"><p>Uno</p></div>'
    assert page('{% texts x "title" %}', x=thing()) == ""


@pytest.mark.django_db
def test_topics_are_named_in_the_active_language_and_stand_in_order():
    food = Topic.objects.create(slug="food", name_en="Food", name_es="Comida", order=2)
    Topic.objects.create(slug="bread", name_en="Bread", name_es="Pan", parent=food)
    Topic.objects.create(slug="care", name_en="Care", name_es="Cuidado", order=1)
    with override("es"):
        assert [topic.name for topic in top_topics()] == ["Cuidado", "Comida"]
    assert [str(topic) for topic in top_topics()[1].children.all()] == ["Bread"]


def test_a_name_is_set_apart_only_where_its_letters_turn() -> None:
    assert isolated("Ruth") == "Ruth"
    assert isolated("Señora Núñez 🥖, 3") == "Señora Núñez 🥖, 3"
    assert isolated("رuth") == "\u2068رuth\u2069"
    assert isolated("a\u202eb") == "\u2068a\u202eb\u2069"
    assert page("Hello, {{ x|isolated }}.", x="<b>أمل") == "Hello, \u2068&lt;b&gt;أمل\u2069."
