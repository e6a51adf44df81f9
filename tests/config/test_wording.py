"""The words of the site: none that we do not use, usted, and no more than eight years of school."""

import re
import tomllib
from pathlib import Path

import pytest

from config.wording.check import HARDEST, faults
from config.wording.level import counts, english_syllables, grade, spanish_syllables
from config.wording.sources import Screen, code_texts, screens, template_texts, told
from config.wording.words import banned, informal

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def read():
    return list(screens(ROOT))


def test_the_words_of_the_site_are_plain(read):
    assert list(faults(read)) == []


def test_it_reads_every_template_and_the_demonstration_in_both_languages(read):
    names = {screen.name for screen in read}
    assert {"templates/shop/ticket.html", "marketplace/fulfilment/spoken.py"} <= names
    assert any(name.startswith("cms/demo/stories.toml") for name in names)
    for language in ("en", "es"):
        assert sum(len(screen.texts) for screen in read if screen.language == language) > 1_500, language


def _dicts(value):
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _dicts(one)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/demo/*.toml")), ids=lambda path: path.name)
def test_the_demonstration_says_everything_in_both_languages(path):
    """`say_en` beside `say_es`, a list as long as the other, and a source that is in English (`source`) has a Spanish name."""
    lone = []
    for entry in _dicts(tomllib.loads(path.read_text())):
        for key, text in entry.items():
            other = {"en": "es", "es": "en"}.get(key) or re.sub(
                r"_(en|es)$", lambda m: "_es" if m[1] == "en" else "_en", key
            )
            said = entry.get(other) or (entry.get(key.removesuffix("_es")) if key.endswith("_es") else None)
            if other != key and not (text and said and isinstance(said, type(text)) and _long(text) == _long(said)):
                lone.append((key, text))
        lone += [
            fact for fact in entry.get("facts", ()) if isinstance(fact, list) and not (len(fact) == 4 and all(fact))
        ]
    assert lone == []


def _long(text):
    return len(text) if isinstance(text, list) else 1


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Our vibrant community unlocks a seamless journey.", "en", ["vibrant", "unlocks", "seamless", "journey"]),
        ("Oops! Invalid input. Click here.", "en", ["Oops", "Invalid", "Click here"]),
        ("We utilize stakeholders.", "en", ["utilize", "stakeholders"]),
        ("A multi-stakeholder co-op with used ovens. We use them.", "en", []),
        ("Haga clic para utilizar el carrito.", "es", ["Haga clic", "utilizar", "carrito"]),
        ("Elija lo que va a llevar en su canasta.", "es", []),
        ("Write to users@example.org", "en", []),
    ],
)
def test_it_knows_the_words_we_do_not_use(text, language, words):
    assert list(banned(text, language)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tú puedes con tus cosas.", ["Tú", "puedes", "tus"]),
        ("Únete y siéntate.", ["Únete", "siéntate"]),
        ("Elige una. Escribe tu nombre.", ["tu", "Elige", "Escribe"]),
        ("Si quieres, llámanos.", ["quieres", "llámanos"]),
        ("Usted elige. Únase, siéntese y llámenos; ellas no se ven.", []),
        ("El límite de las compras es de dos cuentas.", []),
        ("Le avisamos a usted; su té y sus cosas, sí, ve y das.", ["das"]),
    ],
)
def test_it_knows_who_is_called_tu(text, words):
    assert list(informal(text)) == words


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *[("co-op", 2), ("cooperation", 5), ("people", 2), ("wanted", 2), ("packed", 1), ("boxes", 2), ("takes", 1)],
        *[("radio", 3), ("station", 2), ("table", 2), ("organizer", 4), ("Mississippi", 4), ("yes", 1), ("erased", 2)],
    ],
)
def test_english_syllables(word, syllables):
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *[("cooperativa", 6), ("guía", 2), ("días", 2), ("ciudad", 2), ("muy", 1), ("y", 1), ("quien", 1), ("país", 2)],
        *[("pingüino", 3), ("aéreo", 4), ("pagué", 2), ("lluvia", 2), ("dirección", 3), ("mayo", 2), ("historia", 3)],
    ],
)
def test_spanish_syllables(word, syllables):
    assert spanish_syllables(word) == syllables


@pytest.mark.parametrize(
    ("language", "plain", "hard"),
    [
        (
            "en",
            "Pick your bread here. We keep it for you. Bring cash or a card.",
            (
                "The institutional reconfiguration of cooperative enterprises necessitates comprehensive organizational "
                "documentation, notwithstanding considerable administrative complications."
            ),
        ),
        (
            "es",
            "Recoja su pan aquí. Se lo guardamos. Traiga efectivo o tarjeta.",
            (
                "La reconfiguración institucional de las organizaciones cooperativas necesita documentación administrativa "
                "exhaustiva, independientemente de las complicaciones organizativas correspondientes."
            ),
        ),
    ],
)
def test_it_tells_plain_from_hard(language, plain, hard):
    assert grade(plain, language) <= 5
    assert grade(hard, language) > 12
    assert any("grade" in fault for fault in faults([Screen("a page", language, (f"{hard} " * 3,))]))
    assert grade("", language) == 0
    assert HARDEST == 8


def test_it_counts_words_sentences_and_no_markup():
    assert counts("<b>Two</b> words. %(n)s more: 12 of them!", "en")[:2] == (6, 3)


def test_labels_have_no_level():
    labels = ("Organizational documentation", "Administrative complications", "Institutional reconfiguration") * 10
    assert list(faults([Screen("a page", "en", labels)])) == []


def test_it_finds_what_a_template_says():
    template = """{% translate "One" %}<p>{% blocktranslate trimmed count n=x %}
      {{ n }} hen
    {% plural %}{{ n }} hens{% endblocktranslate %}</p>{% translate 'Two' as two %}{{ transport }}"""
    assert list(template_texts(template)) == ["One", "%(n)s hen", "%(n)s hens", "Two"]


def test_it_finds_what_code_says():
    code = '_("One"); ngettext("%s hen", "%s hens", n); pgettext("farm", "Two"); print("none")'
    assert sorted(code_texts(code)) == ["%s hen", "%s hens", "One", "Two"]


def test_it_finds_what_the_demonstration_says():
    entry = {
        "slug": "x",
        "say_en": "One",
        "say_es": "Uno",
        "en": [{"text": "Two"}, {"coop": "y"}],
        "variants": [{"en": "Three"}],
        "facts": [["Cost", "Nothing", "Costo", "Nada"]],
    }
    assert list(told(entry, "en")) == ["One", "Two", "Three", "Cost", "Nothing"]
    assert list(told(entry, "es")) == ["Uno", "Costo", "Nada"]
