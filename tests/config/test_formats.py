"""Days, times, money and telephone numbers as people in Jackson write them, in each language."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from directory.coops.templatetags.hours import moment
from directory.people.phones import said_phone
from ground.templatetags.look import tel
from marketplace.fulfilment import spoken
from marketplace.money import format_amount, parse_amount

TEMPLATES = Path(__file__).parents[2] / "templates"
NINE = datetime(2026, 11, 21, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
NOON, EVENING = NINE.replace(hour=12), NINE.replace(hour=18, minute=30)


def _plain(text):
    return str(text).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "day", "hours", "until", "short"),
    [
        ("en", "Saturday 21 November", "9 am to noon", "Saturday 21 November, 6:30 pm", "Sat 21 Nov, 9 am"),
        ("es", "sábado 21 de noviembre", "9 am a mediodía", "sábado 21 de noviembre, 6:30 pm", "sáb 21 nov, 9 am"),
    ],
)
def test_a_day_and_its_hours(language, day, hours, until, short):
    with translation.override(language):
        assert _plain(spoken.day_words(NINE.date())) == day
        assert _plain(spoken.hours_words(NINE, NOON)) == hours
        assert _plain(spoken.moment_words(EVENING)) == until
        assert _plain(moment(NINE)) == short


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("en", "21 November 2026", "21 Nov 2026", "November 2026"),
        ("es", "21 de noviembre de 2026", "21 nov 2026", "noviembre de 2026"),
    ],
)
def test_a_date(language, long, short, month):
    with translation.override(language):
        assert [date_format(NINE, form) for form in ("DATE_FORMAT", "SHORT_DATE_FORMAT", "YEAR_MONTH_FORMAT")] == [
            long,
            short,
            month,
        ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_money_and_numbers_are_written_as_in_the_united_states_in_both(language):
    with translation.override(language):
        assert format_amount(450, "USD") == "$4.50"
        assert format_amount(1_234_550, "USD") == "$12,345.50"
        shown = Template("{{ many|floatformat:'0g' }} {{ few }} {{ far|floatformat:1 }}")
        assert shown.render(Context({"many": 12_345, "few": 7, "far": 2.5})) == "12,345 7 2.5"


@pytest.mark.parametrize("typed", ["$4.50", "4.50", "4,50", "$ 4.50", "4.5", "US$4.50"])
def test_money_is_taken_as_people_type_it(typed):
    assert parse_amount(typed) == 450


@pytest.mark.parametrize(
    ("kept", "said", "dialled"),
    [
        ("+16015550142", "601-555-0142", "tel:+16015550142"),
        ("+525512345678", "+52 55 1234 5678", "tel:+525512345678"),
    ],
)
def test_a_telephone_number_is_said_in_one_way_and_dialled_in_full(kept, said, dialled):
    assert said_phone(kept) == said
    assert tel(said) == dialled
    assert tel("(601) 555-0142") == "tel:+16015550142"
    assert tel("1-601-555-0142") == "tel:+16015550142"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_writes_a_date_by_hand(path):
    """A day in words needs the order of its language: a named format, a translated one, or a single part of a date."""
    formats = re.findall(r"""\|date:"([^"]*)\"""", path.read_text())
    by_hand = [
        form for form in formats if not (form.isupper() or len(form) == 1 or form in MACHINE or form in ONE_ORDER)
    ]
    assert by_hand == []


MACHINE = {"Y-m", "Y-m-d", "c", "H:i"}
ONE_ORDER = {"D j"}  # the same in both languages
