"""When the spa works, across clock changes, leap days and the turn of the year; and how full
it is: no more sessions at once than places, each taken until the turnover is over."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.availability import agenda
from booking.availability.agenda import Places
from booking.calendar_rules.capacity import Session, free_again, has_place
from booking.calendar_rules.opening_hours import (
    Closure,
    NotOneTime,
    Schedule,
    Span,
    instant,
    is_open,
    open_days,
    starts,
)

from ..life import HOUSTON, MONDAY, at

SPRING, AUTUMN = date(2027, 3, 14), date(2027, 11, 7)
DAY, STEP = timedelta(days=1), timedelta(minutes=15)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
ALL_DAY = (Span(time(0), time(23, 45)),)
NINE_TO_SIX = {day: (Span(time(9), time(18)),) for day in range(6)}  # but on Sundays


def schedule(**overrides) -> Schedule:
    return Schedule(**{"zone": HOUSTON, "weekly": NINE_TO_SIX} | overrides)


def walls(instants) -> list[str]:
    return [f"{each.astimezone(HOUSTON):%H:%M}" for each in instants]


def quarters_of(day: date) -> list[str]:
    """When a session of a quarter can start on a day that is open all day."""
    return walls(starts(schedule(special={day: ALL_DAY}), day, 15))


def test_no_session_starts_in_the_hour_of_a_clock_change():
    whole_day = {f"{each:%H:%M}" for each in QUARTERS} - {"23:45"}

    assert whole_day - {*quarters_of(SPRING)} == {"02:00", "02:15", "02:30", "02:45"}
    assert whole_day - {*quarters_of(AUTUMN)} == {"01:00", "01:15", "01:30", "01:45"}
    assert {*quarters_of(SPRING), *quarters_of(AUTUMN)} == whole_day
    for beside in (SPRING - DAY, SPRING + DAY, AUTUMN - DAY, AUTUMN + DAY):
        assert {*quarters_of(beside)} == whole_day


def test_a_time_that_clocks_skip_or_repeat_is_no_time():
    for day, wall in ((SPRING, time(2, 30)), (AUTUMN, time(1, 30))):
        with pytest.raises(NotOneTime, match=str(day)):
            instant(day, wall, HOUSTON)
    for fold in (0, 1):
        twice = at(AUTUMN, 1, 30).replace(fold=fold)
        assert not is_open(schedule(special={AUTUMN: ALL_DAY}), twice, 15)


def test_a_session_across_a_clock_change_keeps_its_true_length():
    spring = schedule(special={SPRING: (Span(time(1), time(4)),)})
    autumn = schedule(special={AUTUMN: (Span(time(0), time(2)),)})

    # From 1:30, two true hours last until 4:30 on the clock.
    assert not is_open(spring, at(SPRING, 1, 30), 120)
    assert is_open(spring, at(SPRING, 1), 120)
    # From midnight, three true hours last until 2:00 on the clock.
    assert is_open(autumn, at(AUTUMN, 0), 180)
    assert not is_open(autumn, at(AUTUMN, 0, 15), 180)


def test_a_day_of_several_spans_is_left_free_between_them():
    lunch = schedule(
        weekly={0: (Span(time(14), time(16)), Span(time(9), time(10, 30)))}
    )

    offered = " ".join(walls(starts(lunch, MONDAY, 60)))

    assert offered == "09:00 09:15 09:30 14:00 14:15 14:30 14:45 15:00"


def test_open_days_skip_sundays_closures_and_reach_over_the_year_and_the_leap_day():
    rules = schedule(closures=(Closure(date(2027, 12, 25), date(2028, 1, 1)),))

    days = list(open_days(rules, 60, at(date(2027, 12, 24), 8)))

    assert days[:3] == [date(2027, 12, 24), date(2028, 1, 3), date(2028, 1, 4)]
    assert all(day.weekday() != 6 for day in days)
    february = open_days(rules, 60, at(date(2028, 2, 20), 8))
    assert date(2028, 2, 29) in february


span_lists = st.lists(
    st.tuples(st.sampled_from(QUARTERS), st.sampled_from(QUARTERS))
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: Span(*ends)),
    max_size=3,
)
durations = st.sampled_from([15, 30, 45, 60, 75, 90, 120])


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), span_lists, durations)
def test_every_start_names_one_instant_and_ends_before_closing(day, hours, minutes):
    rules = schedule(special={day: tuple(hours)})

    for start in starts(rules, day, minutes):
        local = start.astimezone(HOUSTON)
        end = (start + timedelta(minutes=minutes)).astimezone(HOUSTON)
        assert instant(day, local.time(), HOUSTON) == start
        assert end.date() == day
        assert any(
            span.opens <= local.time() and end.time() <= span.closes for span in hours
        )
        assert is_open(rules, start, minutes)


def test_two_places_serve_two_at_once_and_not_three():
    one, two = Session(at(MONDAY, 10), 60), Session(at(MONDAY, 10, 30), 60)
    after_one = Session(at(MONDAY, 11), 30)

    def is_free(hour, minute, minutes, *taken) -> bool:
        start = at(MONDAY, hour, minute)
        return has_place(schedule(capacity=2), start, minutes, taken)

    assert is_free(10, 15, 15, one)
    assert not is_free(10, 15, 60, one, two)
    assert is_free(10, 0, 30, one, two)
    assert not is_free(10, 45, 30, one, two, after_one)


def begun(minutes_after_midnight: int, minutes: int) -> Session:
    return Session(at(MONDAY, 0) + timedelta(minutes=minutes_after_midnight), minutes)


def on_at(moment, sessions, rules) -> list[Session]:
    return [each for each in sessions if each.start <= moment < free_again(rules, each)]


def sessions(starts, minutes):
    return st.lists(st.builds(begun, starts, minutes), max_size=12)


@given(
    sessions(st.integers(0, 40).map(lambda quarter: quarter * 15), durations),
    st.integers(1, 3),
    st.sampled_from([0, 15]),
)
def test_sessions_taken_one_by_one_never_exceed_the_capacity(asked, capacity, turnover):
    rules = schedule(turnover_minutes=turnover, capacity=capacity)
    taken = []
    for each in asked:
        if has_place(rules, each.start, each.duration_minutes, taken):
            taken.append(each)

    for moment in (at(MONDAY, 0) + quarter * STEP for quarter in range(64)):
        assert len(on_at(moment, taken, rules)) <= capacity


@given(
    sessions(st.integers(0, 300), st.integers(1, 90)),
    st.integers(0, 400),
    st.integers(0, 30),
)
def test_the_places_taken_are_those_of_sessions_that_are_on(taken, minute, turnover):
    rules = schedule(turnover_minutes=turnover)
    moment = at(MONDAY, 0) + timedelta(minutes=minute)

    places = Places(rules, taken).taken_at(moment)

    assert places == len(on_at(moment, taken, rules))


def test_each_session_is_looked_at_once(monkeypatch):
    looks = []
    monkeypatch.setattr(
        agenda, "free_again", lambda *of: looks.append(of) or free_again(*of)
    )
    taken = [begun(minute, 60) for minute in range(300)]

    places = Places(schedule(turnover_minutes=15), taken)

    assert max(places.taken_at(each.start) for each in taken) == 75
    assert len(looks) == len(taken)
