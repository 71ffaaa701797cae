"""When the breaks of a working day fall."""

from datetime import date, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from articles.breaks.times import (
    LONGEST_NIGHT_SHIFT,
    Plan,
    break_times,
    next_day,
    offered_minutes,
    why_not_hours,
    working_minutes,
)

clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
weeks = st.frozensets(st.integers(0, 6), min_size=1)


@given(opens=clocks, closes=clocks, every=st.integers(1, 300))
@example(opens=time(9), closes=time(17), every=45)
@example(opens=time(9), closes=time(10), every=30)  # the second is the end of work
@example(opens=time(9), closes=time(9, 30), every=30)
def test_breaks_are_evenly_spaced_and_within_the_working_hours(opens, closes, every):
    whole = working_minutes(opens, closes)

    into = [working_minutes(opens, at) for at in break_times(opens, closes, every)]

    assert into == list(range(every, whole, every))
    assert all(0 < minutes < whole for minutes in into)
    assert whole - max(into, default=0) <= every


@given(opens=clocks, closes=clocks)
@example(opens=time(0), closes=time(23, 59))
@example(opens=time(22), closes=time(6))
@example(opens=time(9), closes=time(5))
@example(opens=time(9), closes=time(9))
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


def test_what_is_offered_are_the_ends_of_the_row_and_its_middle():
    offered = {
        (1800, 3600): [30, 45, 60],
        (1200, 2400): [20, 30, 40],
        (1800, 1800): [30],
        (None, 3600): [60],
        (1500, None): [25],
        (0, 90): [1, 2],
    }

    assert {row: offered_minutes(*row) for row in offered} == offered


@given(st.tuples(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1)).map(sorted))
def test_whatever_the_row_says_there_is_something_to_offer(row):
    offered = offered_minutes(*row)

    assert 1 <= len(offered) <= 3
    assert offered == sorted(offered)
    assert offered[0] >= 1
