"""When the spa works, across clock changes, leap days and the turn of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.capacity import Session, has_place
from booking.hours import (
    Closure,
    NotOneTime,
    PartOfDay,
    Schedule,
    Span,
    instant,
    is_in_time,
    is_open,
    open_days,
    open_parts,
    spans,
    starts,
)

HOUSTON = ZoneInfo("America/Chicago")
SPRING, AUTUMN = date(2027, 3, 14), date(2027, 11, 7)
DAY = timedelta(days=1)
ALL_DAY = (Span(time(0), time(23, 45)),)
NINE_TO_SIX = {day: (Span(time(9), time(18)),) for day in range(6)}  # closed on Sundays


def at(text: str) -> datetime:
    """An instant from its local time in Houston."""
    return datetime.fromisoformat(text).replace(tzinfo=HOUSTON).astimezone(UTC)


def walls(instants) -> list[str]:
    return [f"{each.astimezone(HOUSTON):%H:%M}" for each in instants]


def schedule(**overrides) -> Schedule:
    return Schedule(**{"zone": HOUSTON, "weekly": NINE_TO_SIX} | overrides)


@pytest.mark.parametrize(
    ("day", "skipped_or_repeated"),
    [(SPRING, "02:00 02:15 02:30 02:45"), (AUTUMN, "01:00 01:15 01:30 01:45")],
)
def test_no_session_starts_in_the_hour_of_a_clock_change(day, skipped_or_repeated):
    everything = {
        f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45)
    } - {"23:45"}

    offered = walls(starts(schedule(special={day: ALL_DAY}), day, 15))

    assert set(offered) == everything - set(skipped_or_repeated.split())


@pytest.mark.parametrize(
    "day", [SPRING - DAY, SPRING + DAY, AUTUMN - DAY, AUTUMN + DAY]
)
def test_days_beside_a_clock_change_have_all_their_starts(day):
    assert len(list(starts(schedule(special={day: ALL_DAY}), day, 15))) == 95


@pytest.mark.parametrize(
    ("day", "wall"), [(SPRING, time(2, 30)), (AUTUMN, time(1, 30))]
)
def test_a_time_that_clocks_skip_or_repeat_is_no_time(day, wall):
    with pytest.raises(NotOneTime, match=str(day)):
        instant(day, wall, HOUSTON)


def test_a_session_across_the_spring_change_keeps_its_true_length():
    early = schedule(special={SPRING: (Span(time(1), time(4)),)})

    # From 1:30, two true hours last until 4:30 on the clock.
    assert not is_open(early, at("2027-03-14T01:30"), 120)
    assert is_open(early, at("2027-03-14T01:00"), 120)


def test_a_session_across_the_autumn_change_keeps_its_true_length():
    early = schedule(special={AUTUMN: (Span(time(0), time(2)),)})

    # From midnight, three true hours last until 2:00 on the clock.
    assert is_open(early, at("2027-11-07T00:00"), 180)
    assert not is_open(early, at("2027-11-07T00:15"), 180)


def test_a_day_of_several_spans_is_left_free_between_them():
    lunch = schedule(
        weekly={0: (Span(time(14), time(16)), Span(time(9), time(10, 30)))}
    )

    offered = walls(starts(lunch, date(2027, 3, 1), 60))

    assert offered == [
        "09:00",
        "09:15",
        "09:30",
        "14:00",
        "14:15",
        "14:30",
        "14:45",
        "15:00",
    ]


def test_a_special_day_wins_over_the_week_and_a_closure_over_the_week():
    sunday, monday = date(2027, 3, 7), date(2027, 3, 8)
    open_sunday = (Span(time(10), time(12)),)
    closed_week = (Closure(sunday, monday),)

    assert spans(schedule(), sunday) == []
    assert spans(schedule(special={sunday: open_sunday}), sunday) == [*open_sunday]
    assert spans(schedule(closures=closed_week), monday) == []
    assert spans(
        schedule(closures=closed_week, special={monday: open_sunday}), monday
    ) == [*open_sunday]


@pytest.mark.parametrize("ends", [(time(9), time(9)), (time(10), time(9))])
def test_the_spa_opens_before_it_closes(ends):
    with pytest.raises(ValueError, match="before it closes"):
        Span(*ends)


def test_notice_and_horizon_are_kept_to_the_minute_and_the_day():
    rules = schedule(notice_minutes=120, horizon_days=7)
    now = at("2027-03-10T10:00")

    assert not is_in_time(rules, at("2027-03-10T11:59"), now)
    assert is_in_time(rules, at("2027-03-10T12:00"), now)
    assert is_in_time(rules, at("2027-03-17T17:00"), now)
    assert not is_in_time(rules, at("2027-03-18T09:00"), now)


def test_a_part_of_day_is_open_while_a_session_can_still_start_in_it():
    monday = date(2027, 3, 1)
    rules = schedule()

    def parts(now: str, minutes: int = 60) -> list[PartOfDay]:
        return open_parts(rules, monday, minutes, at(now))

    assert parts("2027-02-28T12:00") == list(PartOfDay)
    assert parts("2027-03-01T11:50") == [PartOfDay.AFTERNOON, PartOfDay.EVENING]
    assert parts("2027-03-01T11:50", minutes=90) == [PartOfDay.AFTERNOON]
    assert parts("2027-03-01T17:10") == []


def test_open_days_skip_sundays_closures_and_reach_over_the_year_and_the_leap_day():
    rules = schedule(closures=(Closure(date(2027, 12, 25), date(2028, 1, 1)),))

    days = list(open_days(rules, 60, at("2027-12-24T08:00")))

    assert days[:3] == [date(2027, 12, 24), date(2028, 1, 3), date(2028, 1, 4)]
    assert all(day.weekday() != 6 for day in days)
    assert date(2028, 2, 29) in open_days(rules, 60, at("2028-02-20T08:00"))


def test_places_are_taken_until_the_turnover_is_over():
    rules = schedule(turnover_minutes=15)
    taken = [Session(at("2027-03-01T10:00"), 60)]

    assert has_place(rules, at("2027-03-01T11:15"), 60, taken)
    assert not has_place(rules, at("2027-03-01T11:00"), 60, taken)
    assert has_place(rules, at("2027-03-01T08:45"), 60, taken)
    assert not has_place(rules, at("2027-03-01T09:00"), 60, taken)


def test_two_places_serve_two_at_once_and_not_three():
    rules = schedule(capacity=2)
    one, two = Session(at("2027-03-01T10:00"), 60), Session(at("2027-03-01T10:30"), 60)
    after_one = Session(at("2027-03-01T11:00"), 30)

    assert has_place(rules, at("2027-03-01T10:15"), 15, [one])
    assert not has_place(rules, at("2027-03-01T10:15"), 60, [one, two])
    assert has_place(rules, at("2027-03-01T10:00"), 30, [one, two])
    assert not has_place(rules, at("2027-03-01T10:45"), 30, [one, two, after_one])


days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
quarters = st.integers(0, 95).map(lambda q: time(q // 4, q % 4 * 15))
durations = st.sampled_from([15, 30, 45, 60, 75, 90, 120])
span_lists = st.lists(
    st.tuples(quarters, quarters)
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: Span(*ends)),
    max_size=3,
)


@given(days, span_lists, durations)
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


sessions = st.lists(
    st.builds(
        lambda quarter, minutes: Session(
            at("2027-03-01T08:00") + quarter * STEP, minutes
        ),
        st.integers(0, 40),
        durations,
    ),
    max_size=12,
)
STEP = timedelta(minutes=15)


@given(sessions, st.integers(1, 3), st.sampled_from([0, 15]))
def test_sessions_taken_one_by_one_never_exceed_the_capacity(asked, capacity, turnover):
    rules = schedule(capacity=capacity, turnover_minutes=turnover)
    taken = []
    for session in asked:
        if has_place(rules, session.start, session.duration_minutes, taken):
            taken.append(session)

    for quarter in range(64):
        moment = at("2027-03-01T08:00") + quarter * STEP
        there = [
            session
            for session in taken
            if session.start
            <= moment
            < session.start + timedelta(minutes=session.duration_minutes + turnover)
        ]
        assert len(there) <= capacity
