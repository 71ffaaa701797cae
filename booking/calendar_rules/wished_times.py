"""Whether a wish can be asked for, and the kind words where it can't: pure functions over
the spa's schedule. Days are those of its zone; `now` is an aware datetime."""

from datetime import date, datetime, timedelta
from itertools import islice

from django.utils.text import get_text_list

from ..utils.formatting import spoken_day, spoken_days
from .opening_hours import (
    PartOfDay,
    Schedule,
    local_day,
    open_days,
    open_parts,
    part_of_day,
    spans,
    starts,
)


def offered_days(
    schedule: Schedule, duration_minutes: int, now: datetime, count: int = 6
) -> list[date]:
    """The next days on which a session could start."""
    return list(islice(open_days(schedule, duration_minutes, now), count))


def why_not_day(
    schedule: Schedule, day: date, duration_minutes: int, now: datetime
) -> str:
    """Why nothing can be asked for on `day`; empty where something can."""
    today = local_day(schedule, now)
    last = today + timedelta(days=schedule.horizon_days)
    if day < today:
        next_days = offered_days(schedule, duration_minutes, now, count=2)
        return f"This day has passed. The next open days: {spoken_days(next_days)}."
    if day > last:
        return f"That’s too far ahead: you can ask for days until {spoken_day(last)}."
    if open_parts(schedule, day, duration_minutes, now):
        return ""
    reason = why_closed(schedule, day, duration_minutes)
    return f"{reason} {near(schedule, day, duration_minutes, now)}".strip()


def why_closed(schedule: Schedule, day: date, duration_minutes: int) -> str:
    """Why a session can’t start on a day that is neither past nor too far ahead."""
    if any(starts(schedule, day, duration_minutes)):
        return f"It’s too late to ask for {spoken_day(day)}{notice(schedule)}."
    if spans(schedule, day):
        return (
            f"{duration_minutes} minutes don’t fit into our hours on {spoken_day(day)}."
        )
    closure = next((each for each in schedule.closures if each.covers(day)), None)
    if closure is None:
        return f"We’re closed on {day:%A}s."
    if closure.first == closure.last:
        return f"We’re closed on {spoken_day(day)}."
    first, final = spoken_day(closure.first), spoken_day(closure.last)
    return f"We’re closed from {first} to {final}."


def why_not_part(
    schedule: Schedule, day: date, part: PartOfDay, duration_minutes: int, now: datetime
) -> str:
    """Why that part of a day that can be asked for can't; empty where it can."""
    possible = open_parts(schedule, day, duration_minutes, now)
    if part in possible:
        return ""
    rest = get_text_list(possible, "and")
    if part in parts_in_hours(schedule, day, duration_minutes):
        return (
            f"It’s too late to ask for the {part} of {spoken_day(day)}"
            f"{notice(schedule)}. You can still ask for the {rest}."
        )
    return f"On {spoken_day(day)} we’re open in the {rest} only."


def parts_in_hours(
    schedule: Schedule, day: date, duration_minutes: int
) -> set[PartOfDay]:
    return {
        part_of_day(schedule, start)
        for start in starts(schedule, day, duration_minutes)
    }


def near(schedule: Schedule, day: date, duration_minutes: int, now: datetime) -> str:
    """The last open day before `day` and the first after it, in words."""
    days = list(open_days(schedule, duration_minutes, now))
    before = [each for each in days if each < day][-1:]
    found = before + [each for each in days if each > day][:1]
    return f"Open days near it: {spoken_days(found)}." if found else ""


def notice(schedule: Schedule) -> str:
    """Why something is too late, where the spa asks for notice."""
    if not schedule.notice_minutes:
        return ""
    hours, minutes = divmod(schedule.notice_minutes, 60)
    amount, unit = (schedule.notice_minutes, "minute") if minutes else (hours, "hour")
    return f": we need {amount} {unit}{'’s' if amount == 1 else 's’'} notice"
