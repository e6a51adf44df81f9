"""Each step in its turn, none without being told before."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from directory.freshness.models import Step
from directory.freshness.periods import LEAST_BEFORE, Move, Told, day_of, next_move, oldest

SINCE = datetime.date(2025, 5, 31)


def story(since, start, until):
    """What becomes of an entry that nobody confirms, looked at each day: (day, step, "told" or "taken", day of the step)."""
    told, happened, day = {}, [], start
    while day <= until:
        move = next_move(since, day, told)
        if move:
            happened.append((day, move.step, "taken" if move.takes else "told", move.on))
            told[move.step] = Told(told[move.step].on if move.takes else day, move.takes)
        day += datetime.timedelta(days=1)
    return happened


def date(text):
    return datetime.date.fromisoformat(text)


def test_the_story_of_an_entry():
    assert story(SINCE, SINCE, date("2027-12-31")) == [
        (date("2025-11-30"), Step.ASK, "told", date("2026-02-28")),
        (date("2026-01-29"), Step.MARK, "told", date("2026-02-28")),
        (date("2026-02-28"), Step.MARK, "taken", date("2026-02-28")),
        (date("2026-05-01"), Step.FADE, "told", date("2026-05-31")),
        (date("2026-05-31"), Step.FADE, "taken", date("2026-05-31")),
        (date("2026-10-31"), Step.HIDE, "told", date("2026-11-30")),
        (date("2026-11-30"), Step.HIDE, "taken", date("2026-11-30")),
    ]


def test_what_is_years_old_when_the_site_begins_gets_two_weeks_for_each_step():
    happened = story(date("2019-01-01"), date("2026-11-27"), date("2027-12-31"))
    assert [(day, step, what) for day, step, what, _on in happened] == [
        (date("2026-11-27"), Step.MARK, "told"),
        (date("2026-12-11"), Step.MARK, "taken"),
        (date("2026-12-12"), Step.FADE, "told"),
        (date("2026-12-26"), Step.FADE, "taken"),
        (date("2026-12-27"), Step.HIDE, "told"),
        (date("2027-01-10"), Step.HIDE, "taken"),
    ]


@pytest.mark.parametrize("late", range(0, 400, 37))
def test_no_step_is_taken_within_two_weeks_of_being_told_however_late_the_worker_is(late):
    told = {}
    for day, step, what, on in story(SINCE, SINCE + datetime.timedelta(days=150 + late), date("2028-12-31")):
        if what == "told":
            told[step] = (day, on)
        else:
            assert day >= told[step][0] + LEAST_BEFORE
            assert day >= told[step][1]  # never before the day that was named


def test_nothing_is_to_be_done_before_half_a_year():
    assert next_move(SINCE, date("2025-11-29"), {}) is None
    assert next_move(SINCE, date("2025-11-30"), {}) == Move(Step.ASK, date("2026-02-28"), takes=False)


def test_months_have_their_own_lengths():
    assert (day_of(Step.MARK, SINCE), oldest(Step.ASK, date("2026-08-31"))) == (date("2026-02-28"), date("2026-02-28"))


def test_the_periods_are_a_setting(settings):
    settings.FRESHNESS_MONTHS = [1, 2, 3, 4]
    assert day_of(Step.HIDE, SINCE) == date("2025-09-30")


@pytest.mark.parametrize("months", [[], [6, 9, 12], [6, 9, 9, 18], [18, 12, 9, 6], [0, 1, 2, 3]])
def test_periods_that_do_not_rise_are_refused(settings, months):
    settings.FRESHNESS_MONTHS = months
    with pytest.raises(ImproperlyConfigured):
        day_of(Step.HIDE, SINCE)
