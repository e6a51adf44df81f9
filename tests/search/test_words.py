"""Words: folding, stems, and what a typed text means. Pure."""

import sqlite3

import pytest

from search import wording
from search.nearest import Known, distance, nearest
from search.snippets import excerpt
from search.stems import english, spanish
from search.words import parts

_TEXT = """
caresses ponies ties cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned falling
hissing fizzed failing filing happy sky relational conditional rational valenci hesitanci digitizer conformabli
radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness
callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness
revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent
adoption homologou communism activate angulariti homologous effective bowdlerize probate rate cease controll roll
cooperatives bakeries tomatoes deliveries organizing
"""
ENGLISH = _TEXT.split()
_KNOWN = "craft cart vault adult bread breed tomato tornado onions unions pan cord rabbit the"


def test_english_stems_are_those_of_sqlites_own_porter():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(word, tokenize = 'porter ascii')")
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(texts, instance)")
    connection.executemany("INSERT INTO texts (rowid, word) VALUES (?, ?)", enumerate(ENGLISH))
    assert [english(word) for word in ENGLISH] == [
        term for (term,) in connection.execute("SELECT term FROM terms ORDER BY doc")
    ]


@pytest.mark.parametrize(
    "forms",
    ["pan panes", "tomate tomates", "rojo roja rojos rojas", "luz luces", "dulce dulces", "flor flores", "ajo ajos", "taller talleres",
     "jabon jabones", "verdura verduras", "uva uvas", "mesa mesas", "nuez nueces", "cooperativa cooperativas"],
)  # fmt: skip
def test_spanish_forms_of_a_word_have_one_stem(forms):
    assert len({spanish(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Jalapeño", ("jalapeno",)),
        ("co-op", ("coop",)),
        ("pick-up", ("pickup",)),
        ("worker-owned", ("worker", "owned")),
        ("farmer’s", ("farmers",)),
        ("STRASSE", ("strasse",)),
        ("Straße", ("strasse",)),
        ("10-lb", ("10", "lb")),
    ],
)
def test_words_are_folded(written, words):
    assert parts(written) == words


@pytest.mark.parametrize(
    ("text", "required", "excluded"),
    [
        ("bread for the church", (("bread",), ("church",)), ()),
        ("the", (("the",),), ()),
        ('"bread for the church"', (("bread", "for", "the", "church"),), ()),
        ("greens -kale", (("greens",),), (("kale",),)),
        ("greens-kale", (("greens", "kale"),), ()),
        ("greens - kale", (("greens",), ("kale",)), ()),
        ('-"sweet potato" pie', (("pie",),), (("sweet", "potato"),)),
        ("“sweet potato”", (("sweet", "potato"),), ()),
        ('12" pizza', (("12",), ("pizza",)), ()),
        ("pan pan PAN", (("pan",),), ()),
        ("--help", (("help",),), ()),
        ("-$5.00", (("5",), ("00",)), ()),
        ("-40", (("40",),), ()),
        ("-1E02", (("1e02",),), ()),
        ("pipe -40", (("pipe",),), (("40",),)),
        ("--><script>", (("script",),), ()),
    ],
)
def test_a_typed_text_has_one_meaning(text, required, excluded):
    meaning = wording.read(text)
    assert (meaning.required, meaning.excluded) == (required, excluded)


@pytest.mark.parametrize(
    ("one", "other", "errors"), [("bred", "bread", 1), ("baker", "bakre", 1), ("pan", "pan", 0), ("kale", "corn", 3)]
)
def test_typing_errors_are_counted(one, other, errors):
    assert distance(one, other, 2) == errors


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("carft", "craft"),  # swapped, before dropped
        ("avult", "vault"),  # the first two swapped
        ("breqd", "bread"),  # the key beside it, before one far away
        ("tomatto", "tomato"),
        ("onoins", "onions"),
        ("pam", "pan"),
        ("zan", None),  # another first letter, and only two right ones
        ("fnord", None),  # two of five letters
        ("frobbit", None),
        ("thf", None),  # `the` is no word to look for
    ],
)
def test_the_word_is_meant_from_which_fingers_slip_most_easily(typed, meant):
    found = nearest(typed, [Known(word, word, 3) for word in _KNOWN.split()])
    assert (found and found.word) == meant


def test_of_two_words_as_near_the_one_more_used_is_meant():
    assert nearest("brea", [Known("bread", "bread", 1), Known("break", "break", 40)]).word == "break"
    assert nearest("kale", [Known("kale", "kale", 9)]) is None


def test_a_snippet_stands_around_the_word_and_loses_no_letter():
    text = "Nothing here. " * 40 + "We bake bread at night. " + "Nothing there. " * 40
    segments = excerpt(text, "en", frozenset({"breads"}))
    assert [segment.text for segment in segments if segment.marked] == ["bread"]
    assert segments[0].text == segments[-1].text == "…"
    inside = "".join(segment.text for segment in segments[1:-1])
    assert inside in text
    assert 120 <= len(inside) <= 180
