"""What can be wished for, and how kindly the rest is refused."""

from datetime import date, datetime, time

import pytest

from booking.hours import Closure, PartOfDay, Schedule, Span
from booking.wishes import offered_days, why_not_day, why_not_part

from .life import HOUSTON, MONDAY, NOW, SATURDAY, at

MORNING, AFTERNOON, EVENING = PartOfDay
FULL_DAY = (Span(time(9), time(18)),)
WEEKDAYS = dict.fromkeys(range(6), FULL_DAY)


def schedule(**overrides) -> Schedule:
    """Open Monday to Saturday, 9 to 18, two hours' notice, sixty days ahead."""
    values = {"zone": HOUSTON, "weekly": WEEKDAYS, "notice_minutes": 120}
    return Schedule(**values | overrides)


def day_words(day, *, now=NOW, minutes=60, **overrides) -> str:
    return why_not_day(schedule(**overrides), day, minutes, now)


def part_words(day, part, *, now=NOW, minutes=60, **overrides) -> str:
    return why_not_part(schedule(**overrides), day, part, minutes, now)


def test_the_next_open_days_are_offered():
    days = offered_days(schedule(), 60, NOW)

    assert [day.day for day in days] == [1, 2, 3, 4, 5, 6]


def test_an_open_day_is_fine():
    assert day_words(MONDAY) == day_words(SATURDAY) == ""


def test_a_closed_weekday_names_the_open_days_near_it():
    assert day_words(date(2027, 3, 7)) == (
        "We’re closed on Sundays. "
        "Open days near it: Saturday, March 6 and Monday, March 8."
    )


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2027, 3, 4), "We’re closed on Thursday, March 4. "),
        (
            date(2027, 3, 5),
            "We’re closed from Thursday, March 4 to Friday, March 5. ",
        ),
    ],
)
def test_a_closure_says_its_days(last, words):
    closure = Closure(date(2027, 3, 4), last)

    assert day_words(date(2027, 3, 4), closures=(closure,)).startswith(words)


def test_a_day_with_hours_of_its_own_is_open_in_a_closure():
    closure = Closure(MONDAY, SATURDAY)
    special = {SATURDAY: FULL_DAY}

    assert day_words(SATURDAY, closures=(closure,), special=special) == ""


@pytest.mark.parametrize("day", [date(2027, 2, 28), date(1, 1, 1)])
def test_a_day_that_has_passed(day):
    assert day_words(day) == (
        "This day has passed. The next open days: Monday, March 1 and Tuesday, March 2."
    )


@pytest.mark.parametrize("day", [date(2027, 5, 1), date(9999, 12, 31)])
def test_a_day_too_far_ahead_says_the_last(day):
    assert day_words(day) == (
        "That’s too far ahead: you can ask for days until Friday, April 30."
    )


def test_the_last_day_ahead_is_fine():
    assert day_words(date(2027, 4, 30)) == ""


def test_today_can_be_too_late():
    assert day_words(MONDAY, now=at(MONDAY, 15, 1)) == (
        "It’s too late to ask for Monday, March 1: we need 2 hours’ notice. "
        "Open days near it: Tuesday, March 2."
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (60, ": we need 1 hour’s notice."),
        (90, ": we need 90 minutes’ notice."),
        (0, "Monday, March 1."),
    ],
)
def test_the_notice_is_said_as_people_say_it(minutes, words):
    assert words in day_words(MONDAY, now=at(MONDAY, 18), notice_minutes=minutes)


def test_a_session_can_be_too_long_for_a_day():
    special = {SATURDAY: (Span(time(9), time(10)),)}

    assert day_words(SATURDAY, minutes=90, special=special).startswith(
        "90 minutes don’t fit into our hours on Saturday, March 6."
    )


def test_a_part_of_the_day_without_hours():
    assert part_words(SATURDAY, EVENING, minutes=75) == (
        "On Saturday, March 6 we’re open in the morning and afternoon only."
    )
    assert part_words(SATURDAY, MORNING) == part_words(SATURDAY, AFTERNOON) == ""


def test_a_part_of_today_can_be_too_late():
    assert part_words(MONDAY, MORNING, now=at(MONDAY, 11)) == (
        "It’s too late to ask for the morning of Monday, March 1: we need 2 hours’ "
        "notice. You can still ask for the afternoon and evening."
    )


def test_a_spa_that_never_opens_offers_nothing():
    assert offered_days(schedule(weekly={}), 60, NOW) == []
    assert day_words(SATURDAY, weekly={}) == "We’re closed on Saturdays."


@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 11, 7)])
def test_on_a_day_when_the_clocks_change_the_words_are_the_same(day):
    night = dict.fromkeys(range(7), (Span(time(0), time(3)),))
    now = datetime.combine(day, time(3, 30), tzinfo=HOUSTON)

    assert day_words(day, weekly=night, now=now, notice_minutes=0).startswith(
        f"It’s too late to ask for {day:%A, %B} {day.day}."
    )
    before = datetime.combine(day, time(0, 30), tzinfo=HOUSTON)
    assert day_words(day, weekly=night, now=before, notice_minutes=0) == ""


@pytest.mark.parametrize(("notice_minutes", "is_fine"), [(180, True), (181, False)])
def test_the_notice_is_counted_in_real_minutes(notice_minutes, is_fine):
    """In the night that skips an hour, three hours pass from 23:30 to 3:30."""
    sunday = date(2027, 3, 14)
    special = {sunday: (Span(time(3, 30), time(4, 30)),)}
    now = at(date(2027, 3, 13), 23, 30)

    words = day_words(sunday, special=special, now=now, notice_minutes=notice_minutes)

    assert (words == "") is is_fine


def test_days_near_the_end_of_the_year_lead_into_the_next():
    now = at(date(2027, 12, 31), 17)

    assert day_words(date(2027, 12, 31), now=now).endswith(
        "Open days near it: Saturday, January 1."
    )
