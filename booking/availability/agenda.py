"""What is on: the sessions of a day with the places they take, and the wishes that wait.

Days are those of the spa's zone; instants are aware datetimes in UTC.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..calendar_rules.capacity import Session, free_again, free_starts
from ..calendar_rules.opening_hours import (
    NOON,
    PartOfDay,
    Schedule,
    Span,
    instant,
    is_open,
    local_day,
    part_of_day,
    spans,
)
from ..models import BookingRequest, Wish
from ..models.booking_request import State
from .schedule import A_DAY, places_taken

PARTS = list(PartOfDay)


@dataclass(frozen=True)
class Slot:
    """A session that is agreed, over or held for an answer, and how full the spa is then.

    `places` are those taken when it begins, its own among them.
    """

    request: BookingRequest
    places: int
    capacity: int
    is_in_hours: bool

    @property
    def is_over_capacity(self) -> bool:
        return self.places > self.capacity

    @property
    def end(self) -> datetime:
        return self.request.start + timedelta(minutes=self.request.minutes)


@dataclass(frozen=True)
class Day:
    day: date
    hours: list[Span]
    slots: list[Slot]
    wishes: list[Wish]


def days(schedule: Schedule, first: date, count: int = 1) -> list[Day]:
    """What is on from the day `first`, for so many days, in two queries."""
    last = first + timedelta(days=count - 1)
    slots = list(slots_between(schedule, first, last))
    wishes = waiting_wishes(first, last)
    return [
        Day(
            day,
            spans(schedule, day),
            [slot for slot in slots if local_day(schedule, slot.request.start) == day],
            [wish for wish in wishes if wish.day == day],
        )
        for day in (first + timedelta(days=ahead) for ahead in range(count))
    ]


def slots_between(schedule: Schedule, first: date, last: date) -> Iterator[Slot]:
    """The sessions that begin from the day `first` to the day `last`, in their order."""
    begin = instant(first, time(), schedule.zone)
    end = instant(last + A_DAY, time(), schedule.zone)
    held = list(
        BookingRequest.objects.holding_a_place()
        .filter(start__gte=begin - A_DAY, start__lt=end)
        .select_related("area")
    )
    places = Places(schedule, [request.session for request in held])
    for request in held:
        if request.start >= begin:
            yield Slot(
                request,
                places.taken_at(request.start),
                schedule.capacity,
                is_open(schedule, request.start, request.minutes),
            )


class Places:
    """How many of these sessions are on at an instant, however many there are."""

    def __init__(self, schedule: Schedule, taken: Collection[Session]):
        self.begins = sorted(session.start for session in taken)
        self.ends = sorted(free_again(schedule, session) for session in taken)

    def taken_at(self, at: datetime) -> int:
        return bisect_right(self.begins, at) - bisect_right(self.ends, at)


def waiting_wishes(first: date, last: date) -> list[Wish]:
    """The wishes for these days of requests that nobody answered yet, as the days go."""
    wishes = Wish.objects.filter(
        day__range=(first, last), request__state=State.NEW, request__suspicion=""
    ).select_related("request")
    return sorted(
        wishes,
        key=lambda wish: (wish.day, PARTS.index(wish.part), wish.request.answer_by),
    )


def full_wishes(
    schedule: Schedule, requests: Iterable[BookingRequest], now: datetime
) -> set[int]:
    """The keys of the wishes in whose part of the day no session can start any more.

    Of requests that wait for an answer. Asks for the places taken in one query.
    """
    wishes = [
        (wish, request.minutes)
        for request in requests
        if request.state == State.NEW
        for wish in request.wishes.all()
    ]
    if not wishes:
        return set()
    wished = sorted({wish.day for wish, _ in wishes})
    taken = places_taken(
        *(instant(day, NOON, schedule.zone) for day in (wished[0], wished[-1]))
    )
    free = {
        (day, minutes): free_parts(schedule, day, minutes, taken, now)
        for day, minutes in {(wish.day, minutes) for wish, minutes in wishes}
    }
    return {
        wish.pk for wish, minutes in wishes if wish.part not in free[wish.day, minutes]
    }


def free_parts(
    schedule: Schedule,
    day: date,
    duration_minutes: int,
    taken: Iterable[Session],
    now: datetime,
) -> set[PartOfDay]:
    """The parts of `day` in which a session can start and has a place."""
    noon = instant(day, NOON, schedule.zone)
    near = [session for session in taken if abs(session.start - noon) < 2 * A_DAY]
    return {
        part_of_day(schedule, start)
        for start in free_starts(schedule, day, duration_minutes, near, now)
    }
