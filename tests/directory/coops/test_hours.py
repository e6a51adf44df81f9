"""When a co-op is open, said in words."""

from datetime import date, datetime, time

import pytest
from django.utils.translation import override

from directory.coops.hours import Span, clock, sentence, week

# Tuesday to Saturday from 6 am to 1 pm, Saturdays again from 4 pm.
BAKERY = [Span(day, time(6), time(13)) for day in range(1, 6)] + [Span(5, time(16), time(18, 30))]
TUESDAY, SATURDAY = "2026-11-24", "2026-11-28"


def at(day: str, clock_time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock_time}-06:00")


@pytest.mark.parametrize(
    ("day", "clock_time", "words"),
    [
        (TUESDAY, "06:00", "Open now, until 1\u00a0pm"),
        (TUESDAY, "12:59", "Open now, until 1\u00a0pm"),
        (TUESDAY, "13:00", "Closed now. Opens tomorrow at 6\u00a0am."),
        (TUESDAY, "05:59", "Closed now. Opens today at 6\u00a0am."),
        (SATURDAY, "14:00", "Closed now. Opens today at 4\u00a0pm."),
        (SATURDAY, "17:00", "Open now, until 6:30\u00a0pm"),
        (SATURDAY, "19:00", "Closed now. Opens on Tuesday at 6\u00a0am."),
    ],
)
def test_the_sentence_at_each_edge_of_a_day(day: str, clock_time: str, words: str) -> None:
    assert sentence(BAKERY, now=at(day, clock_time)) == words


def test_a_closed_day_is_said_and_passed_over() -> None:
    closed = [date(2026, 11, 24), date(2026, 11, 25)]
    assert (
        sentence(BAKERY, now=at(TUESDAY, "07:00"), closed_days=closed)
        == "Closed today. Opens on Thursday at 6\u00a0am."
    )


def test_the_day_is_named_with_its_date_when_a_week_is_closed() -> None:
    closed = [date(2026, 11, day) for day in range(24, 31)]
    words = sentence(BAKERY, now=at(TUESDAY, "07:00"), closed_days=closed)
    assert words == "Closed today. Opens on Tuesday 1 December at 6\u00a0am."


def test_nothing_is_said_where_no_hours_are_known() -> None:
    assert sentence([], now=at(TUESDAY, "07:00")) == ""


def test_no_opening_is_promised_when_none_is_in_sight() -> None:
    closed = [date(2026, 11, 24 + n) for n in range(7)] + [date(2026, 12, 1 + n) for n in range(10)]
    assert sentence(BAKERY, now=at(TUESDAY, "07:00"), closed_days=closed) == "Closed today."


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (0, 30, "12:30\u00a0am"),
        (12, 0, "noon"),
        (12, 5, "12:05\u00a0pm"),
        (9, 0, "9\u00a0am"),
        (23, 59, "11:59\u00a0pm"),
    ],
)
def test_the_clock_speaks_as_people_do(hour: int, minute: int, words: str) -> None:
    assert clock(time(hour, minute)) == words


def test_the_week_has_seven_days_in_the_readers_language() -> None:
    with override("es"):
        days = week(BAKERY)
    weekdays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
    assert [day.name.lower() for day in days] == weekdays
    assert [len(day.spans) for day in days] == [0, 1, 1, 1, 1, 2, 0]
