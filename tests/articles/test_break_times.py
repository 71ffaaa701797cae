"""When the breaks of a working day fall."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.breaks.times import (
    LONGEST_NIGHT_SHIFT,
    WEEKDAYS,
    Plan,
    break_times,
    next_day,
    offered_minutes,
    weekdays_at,
    why_not_hours,
    working_minutes,
)

MONDAY, FRIDAY, SUNDAY = 0, 4, 6
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
weeks = st.frozensets(st.integers(0, 6), min_size=1)


def test_a_working_day_has_a_break_every_45_minutes_but_none_at_its_ends():
    times = break_times(time(9), time(17), 45)

    assert times[0] == time(9, 45)
    assert times[-1] == time(16, 30)
    assert len(times) == 10


def test_no_break_falls_on_the_end_of_work():
    assert break_times(time(9), time(10), 30) == [time(9, 30)]
    assert break_times(time(9), time(9, 30), 30) == []


def test_a_night_shift_goes_on_past_midnight_into_the_next_weekday():
    plan = Plan(frozenset({FRIDAY, SUNDAY}), time(22), time(6), 60)

    breaks = dict(plan.breaks())

    assert list(breaks) == [time(23), *(time(hour) for hour in range(6))]
    assert breaks[time(23)] == [FRIDAY, SUNDAY]
    assert breaks[time(0)] == [MONDAY, FRIDAY + 1]


def test_an_am_taken_for_a_pm_is_told_from_a_night_shift():
    assert why_not_hours(time(9), time(17)) == ""
    assert why_not_hours(time(22), time(6)) == ""
    assert why_not_hours(time(0), time(23, 59)) == ""
    assert "later than the start" in why_not_hours(time(9), time(5))
    assert "later than the start" in why_not_hours(time(9), time(9))


@given(opens=clocks, closes=clocks, every=st.integers(1, 300))
def test_breaks_are_evenly_spaced_and_within_the_working_hours(opens, closes, every):
    whole = working_minutes(opens, closes)

    into = [working_minutes(opens, at) for at in break_times(opens, closes, every)]

    assert into == list(range(every, whole, every))
    assert all(0 < minutes < whole for minutes in into)
    assert whole - max(into, default=0) <= every


@given(opens=clocks, closes=clocks)
def test_hours_are_taken_as_a_day_or_as_a_night_of_some_length(opens, closes):
    is_day = opens < closes
    is_night = 0 < working_minutes(opens, closes) <= LONGEST_NIGHT_SHIFT

    assert (why_not_hours(opens, closes) == "") == (is_day or is_night)


@given(weekdays=weeks, opens=clocks, closes=clocks, every=st.integers(15, 60))
def test_each_break_comes_less_than_a_day_after_work_began(
    weekdays, opens, closes, every
):
    for at, on in Plan(weekdays, opens, closes, every).breaks():
        days_ago = 1 if at < opens else 0
        began = {(weekday - days_ago) % 7 for weekday in on}

        assert began == weekdays
        assert on == sorted(on)


@given(weekdays=weeks, today=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_the_first_day_is_the_next_chosen_one_and_may_be_today(weekdays, today):
    day = next_day(weekdays, today)

    passed = [today + timedelta(days=count) for count in range((day - today).days)]
    assert day.weekday() in weekdays
    assert not weekdays & {each.weekday() for each in passed}
    assert day < today + timedelta(days=7)


@pytest.mark.parametrize(
    ("row", "offered"),
    [
        ((1800, 3600), [30, 45, 60]),
        ((1200, 2400), [20, 30, 40]),
        ((1800, 1800), [30]),
        ((None, 3600), [60]),
        ((1500, None), [25]),
        ((0, 90), [1, 2]),
    ],
)
def test_what_is_offered_are_the_ends_of_the_row_and_its_middle(row, offered):
    assert offered_minutes(*row) == offered


@given(st.tuples(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1)).map(sorted))
def test_whatever_the_row_says_there_is_something_to_offer(row):
    offered = offered_minutes(*row)

    assert 1 <= len(offered) <= 3
    assert offered == sorted(offered)
    assert offered[0] >= 1


def test_past_midnight_sunday_is_followed_by_monday():
    assert weekdays_at(time(1), [SUNDAY], opens=time(22)) == [MONDAY]
    assert weekdays_at(time(23), [SUNDAY], opens=time(22)) == [SUNDAY]
    assert list(WEEKDAYS)[MONDAY] == "MO" and list(WEEKDAYS)[SUNDAY] == "SU"
