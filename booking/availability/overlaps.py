"""Why a time may not do: what the desk is shown before it decides, and may override."""

from datetime import UTC, datetime
from enum import StrEnum

from ..calendar_rules.capacity import has_place
from ..calendar_rules.opening_hours import (
    Schedule,
    is_in_time,
    is_open,
    local_day,
    spans,
)
from ..models import BookingRequest
from .schedule import places_taken


class Clash(StrEnum):
    CLOSED = "closed that day"
    OUTSIDE_HOURS = "outside the opening hours"
    OVER_CAPACITY = "no place free"
    TOO_LATE = "too late or too far ahead"


def clashes(
    schedule: Schedule, request: BookingRequest, start: datetime, now: datetime
) -> list[Clash]:
    """What speaks against a session of `request` at the instant `start`, asked at `now`.

    Asks the database for the places taken: call it in the transaction that takes one.
    """
    start = start.astimezone(UTC)
    found = []
    if not spans(schedule, local_day(schedule, start)):
        found.append(Clash.CLOSED)
    elif not is_open(schedule, start, request.minutes):
        found.append(Clash.OUTSIDE_HOURS)
    taken = places_taken(start, start, but=request)
    if not has_place(schedule, start, request.minutes, taken):
        found.append(Clash.OVER_CAPACITY)
    if not is_in_time(schedule, start, now):
        found.append(Clash.TOO_LATE)
    return found
