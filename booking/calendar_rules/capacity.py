"""How many clients are served at once: pure functions over the sessions that take a place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .opening_hours import Schedule, is_in_time, starts


@dataclass(frozen=True)
class Session:
    """A place that is taken from the instant `start` on, for some minutes."""

    start: datetime
    duration_minutes: int


def has_place(
    schedule: Schedule,
    start: datetime,
    duration_minutes: int,
    taken: Iterable[Session],
) -> bool:
    """Whether a place is free from `start` to the end of the session and its turnover."""
    end = free_again(schedule, Session(start, duration_minutes))
    overlapping = [
        session
        for session in taken
        if session.start < end and start < free_again(schedule, session)
    ]
    moments = [start, *(max(start, session.start) for session in overlapping)]
    return all(
        sum(
            session.start <= moment < free_again(schedule, session)
            for session in overlapping
        )
        < schedule.capacity
        for moment in moments
    )


def free_again(schedule: Schedule, session: Session) -> datetime:
    minutes = session.duration_minutes + schedule.turnover_minutes
    return session.start + timedelta(minutes=minutes)


def free_starts(
    schedule: Schedule,
    day: date,
    duration_minutes: int,
    taken: Iterable[Session],
    now: datetime,
) -> Iterator[datetime]:
    """The instants of `day`, in UTC, at which a session can start and has a place."""
    for start in starts(schedule, day, duration_minutes):
        if is_in_time(schedule, start, now) and has_place(
            schedule, start, duration_minutes, taken
        ):
            yield start
