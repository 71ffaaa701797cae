"""What can be wished for, and how kindly the rest is refused."""

from datetime import date, time

from booking.calendar_rules.opening_hours import Closure, PartOfDay, Span
from booking.calendar_rules.wished_times import offered_days, why_not_day, why_not_part

from ..life import MONDAY, NOW, SATURDAY, at
from .test_opening_hours import schedule

MORNING, AFTERNOON, EVENING = PartOfDay
FULL_DAY = (Span(time(9), time(18)),)


def day_words(day, *, now=NOW, minutes=60, **overrides) -> str:
    rules = schedule(**{"notice_minutes": 120} | overrides)
    return why_not_day(rules, day, minutes, now)


def part_words(day, part, *, now=NOW, minutes=60) -> str:
    return why_not_part(schedule(notice_minutes=120), day, part, minutes, now)


def test_the_next_open_days_are_offered_and_are_fine():
    days = offered_days(schedule(notice_minutes=120), 60, NOW)

    assert [day.day for day in days] == [1, 2, 3, 4, 5, 6]
    assert [day_words(day) for day in days] == [""] * 6


def test_a_closure_says_its_days_but_for_one_with_hours_of_its_own():
    thursday, friday = date(2027, 3, 4), date(2027, 3, 5)

    def words(last, **special) -> str:
        closed = (Closure(thursday, last),)
        return day_words(thursday, closures=closed, **special)

    assert words(thursday).startswith("We’re closed on Thursday, March 4. ")
    assert words(friday).startswith(
        "We’re closed from Thursday, March 4 to Friday, March 5. "
    )
    assert words(friday, special={thursday: FULL_DAY}) == ""


def test_a_day_that_has_passed():
    assert (
        day_words(date(2027, 2, 28))
        == day_words(date(1, 1, 1))
        == (
            "This day has passed. The next open days: Monday, March 1 and Tuesday, March 2."
        )
    )


def test_a_day_too_far_ahead_says_the_last_which_is_fine():
    assert day_words(date(2027, 4, 30)) == ""
    assert (
        day_words(date(2027, 5, 1))
        == day_words(date(9999, 12, 31))
        == ("That’s too far ahead: you can ask for days until Friday, April 30.")
    )


def test_today_can_be_too_late():
    assert day_words(MONDAY, now=at(MONDAY, 15, 1)) == (
        "It’s too late to ask for Monday, March 1: we need 2 hours’ notice. "
        "Open days near it: Tuesday, March 2."
    )


def test_the_notice_is_said_as_people_say_it():
    def words(notice_minutes) -> str:
        return day_words(MONDAY, now=at(MONDAY, 18), notice_minutes=notice_minutes)

    assert ": we need 1 hour’s notice." in words(60)
    assert ": we need 90 minutes’ notice." in words(90)
    assert "Monday, March 1." in words(0)


def test_a_session_can_be_too_long_for_a_day():
    special = {SATURDAY: (Span(time(9), time(10)),)}

    assert day_words(SATURDAY, minutes=90, special=special).startswith(
        "90 minutes don’t fit into our hours on Saturday, March 6."
    )


def test_a_part_of_the_day_can_be_without_hours_or_too_late():
    assert part_words(SATURDAY, EVENING, minutes=75) == (
        "On Saturday, March 6 we’re open in the morning and afternoon only."
    )
    assert part_words(SATURDAY, MORNING) == part_words(SATURDAY, AFTERNOON) == ""
    assert part_words(MONDAY, MORNING, now=at(MONDAY, 11)) == (
        "It’s too late to ask for the morning of Monday, March 1: we need 2 hours’ "
        "notice. You can still ask for the afternoon and evening."
    )


def test_a_spa_that_never_opens_offers_nothing():
    assert offered_days(schedule(weekly={}), 60, NOW) == []
    assert day_words(SATURDAY, weekly={}) == "We’re closed on Saturdays."


def test_on_a_day_when_the_clocks_change_the_words_are_the_same():
    night = dict.fromkeys(range(7), (Span(time(0), time(3)),))

    def words(day, hour) -> str:
        now = at(day, hour, 30)
        return day_words(day, weekly=night, now=now, notice_minutes=0)

    spring, autumn = date(2027, 3, 14), date(2027, 11, 7)
    assert words(spring, 0) == words(autumn, 0) == ""
    too_late = "It’s too late to ask for Sunday, "
    assert words(spring, 3).startswith(f"{too_late}March 14.")
    assert words(autumn, 3).startswith(f"{too_late}November 7.")


def test_the_notice_is_counted_in_real_minutes():
    """In the night that skips an hour, three hours pass from 23:30 to 3:30."""
    sunday = date(2027, 3, 14)
    special = {sunday: (Span(time(3, 30), time(4, 30)),)}
    now = at(date(2027, 3, 13), 23, 30)

    def words(notice_minutes) -> str:
        return day_words(
            sunday, special=special, now=now, notice_minutes=notice_minutes
        )

    assert words(180) == ""
    assert words(181) != ""


def test_days_near_the_end_of_the_year_lead_into_the_next():
    last = date(2027, 12, 31)

    assert day_words(last, now=at(last, 17)).endswith(
        "Open days near it: Saturday, January 1."
    )
