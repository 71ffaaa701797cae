"""What can be wished for, and how kindly the rest is refused."""

from datetime import date, time

from booking.calendar_rules.opening_hours import Closure, PartOfDay, Span
from booking.calendar_rules.wished_times import offered_days, why_not_day, why_not_part

from ..life import MONDAY, NOW, SATURDAY, at
from .test_opening_hours import schedule

MORNING, AFTERNOON, EVENING = PartOfDay
THURSDAY, FRIDAY = date(2027, 3, 4), date(2027, 3, 5)
SPRING, AUTUMN, LAST = date(2027, 3, 14), date(2027, 11, 7), date(2027, 12, 31)
NINE_TO_SIX, TO_TEN = (Span(time(9), time(18)),), (Span(time(9), time(10)),)
ONE_DAY, TWO_DAYS = Closure(THURSDAY, THURSDAY), Closure(THURSDAY, FRIDAY)
NIGHTS = {"weekly": dict.fromkeys(range(7), (Span(time(0), time(3)),))}
PASSED = (
    "This day has passed. The next open days: Monday, March 1 and Tuesday, March 2."
)
TOO_FAR = "That’s too far ahead: you can ask for days until Friday, April 30."

# A day, the rules and the time, and how the words begin; nothing where it can be.
DAYS = [
    (date(2027, 2, 28), {}, PASSED),
    (date(1, 1, 1), {}, PASSED),
    (date(2027, 4, 30), {}, ""),
    (date(2027, 5, 1), {}, TOO_FAR),
    (date(9999, 12, 31), {}, TOO_FAR),
    (THURSDAY, {"closures": (ONE_DAY,)}, "We’re closed on Thursday, March 4. "),
    (
        THURSDAY,
        {"closures": (TWO_DAYS,)},
        "We’re closed from Thursday, March 4 to Friday, March 5. ",
    ),
    (THURSDAY, {"closures": (TWO_DAYS,), "special": {THURSDAY: NINE_TO_SIX}}, ""),
    (
        MONDAY,
        {"now": at(MONDAY, 15, 1)},
        "It’s too late to ask for Monday, March 1: we need 2 hours’ notice. "
        "Open days near it: Tuesday, March 2.",
    ),
    (
        LAST,
        {"now": at(LAST, 17)},
        "It’s too late to ask for Friday, December 31: we need 2 hours’ notice. "
        "Open days near it: Saturday, January 1.",
    ),
    (
        SATURDAY,
        {"minutes": 90, "special": {SATURDAY: TO_TEN}},
        "90 minutes don’t fit into our hours on Saturday, March 6.",
    ),
    (SATURDAY, {"weekly": {}}, "We’re closed on Saturdays."),
]


def day_words(day, *, now=NOW, minutes=60, **overrides) -> str:
    rules = schedule(**{"notice_minutes": 120} | overrides)
    return why_not_day(rules, day, minutes, now)


def part_words(day, part, *, now=NOW, minutes=60) -> str:
    return why_not_part(schedule(notice_minutes=120), day, part, minutes, now)


def test_the_next_open_days_are_offered_and_are_fine():
    days = offered_days(schedule(notice_minutes=120), 60, NOW)

    assert [day.day for day in days] == [1, 2, 3, 4, 5, 6]
    assert [day_words(day) for day in days] == [""] * 6
    assert offered_days(schedule(weekly={}), 60, NOW) == []


def test_a_day_that_can_not_be_is_explained_with_days_near_it(subtests):
    for day, rules, words in DAYS:
        with subtests.test(day=day, rules=rules):
            said = day_words(day, **rules)
            assert said.startswith(words) and bool(said) == bool(words)


def test_the_notice_is_said_as_people_say_it():
    for minutes, words in {
        60: ": we need 1 hour’s notice.",
        90: ": we need 90 minutes’ notice.",
        0: "Monday, March 1.",
    }.items():
        assert words in day_words(MONDAY, now=at(MONDAY, 18), notice_minutes=minutes)


def test_a_part_of_the_day_can_be_without_hours_or_too_late():
    assert part_words(SATURDAY, EVENING, minutes=75) == (
        "On Saturday, March 6 we’re open in the morning and afternoon only."
    )
    assert part_words(SATURDAY, MORNING) == part_words(SATURDAY, AFTERNOON) == ""
    assert part_words(MONDAY, MORNING, now=at(MONDAY, 11)) == (
        "It’s too late to ask for the morning of Monday, March 1: we need 2 hours’ "
        "notice. You can still ask for the afternoon and evening."
    )


def test_on_a_day_when_the_clocks_change_the_words_are_the_same():
    for day, spoken in ((SPRING, "March 14"), (AUTUMN, "November 7")):
        early, late = (
            day_words(day, now=at(day, hour, 30), notice_minutes=0, **NIGHTS)
            for hour in (0, 3)
        )
        assert early == ""
        assert late.startswith(f"It’s too late to ask for Sunday, {spoken}.")


def test_the_notice_is_counted_in_real_minutes():
    """In the night that skips an hour, three hours pass from 23:30 to 3:30."""
    rules = {"special": {SPRING: (Span(time(3, 30), time(4, 30)),)}}
    rules["now"] = at(date(2027, 3, 13), 23, 30)

    assert day_words(SPRING, notice_minutes=180, **rules) == ""
    assert day_words(SPRING, notice_minutes=181, **rules) != ""
