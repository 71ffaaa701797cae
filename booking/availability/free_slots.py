"""Times that the desk can give with one tap: the free starts in each wished part of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..calendar_rules.capacity import free_starts
from ..calendar_rules.opening_hours import NOON, Schedule, instant, part_of_day
from ..models import BookingRequest, Wish
from .agenda import Day, days
from .schedule import current_schedule, places_taken

MOST = 6
COARSER_STEPS = (15, 30, 60)  # minutes of the clock


@dataclass(frozen=True)
class Choice:
    """A wish, what else is on that day, and a handful of starts that are free."""

    wish: Wish
    agenda: Day
    starts: list[datetime]


def choices(request: BookingRequest, now: datetime) -> Iterator[Choice]:
    """What the desk can choose from to answer `request`, asked at `now`."""
    schedule = current_schedule()
    for wish in request.wishes.all():
        (agenda,) = days(schedule, wish.day)
        yield Choice(wish, agenda, free(schedule, request, wish, now))


def free(
    schedule: Schedule, request: BookingRequest, wish: Wish, now: datetime
) -> list[datetime]:
    noon = instant(wish.day, NOON, schedule.zone)
    taken = places_taken(noon, noon, but=request)
    return handful(
        [
            start
            for start in free_starts(schedule, wish.day, request.minutes, taken, now)
            if part_of_day(schedule, start) == wish.part
        ]
    )


def handful(starts: list[datetime]) -> list[datetime]:
    """At most six of `starts`: all, or those on the half hours, or on the full ones."""
    for step in COARSER_STEPS:
        rounder = [start for start in starts if start.minute % step == 0]
        starts = rounder or starts
        if len(starts) <= MOST:
            break
    return starts[:MOST]
