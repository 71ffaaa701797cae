"""What the clock decides of a booking request: when it is reminded of, by when it has to be
answered, and which acts it forbids.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from ..availability.schedule import A_DAY
from ..calendar_rules.opening_hours import PartOfDay, Schedule, last_start
from ..models import BookingRequest, Spa
from ..models.booking_request import State


def end_of_wishes(
    schedule: Schedule, wished: Iterable[tuple[date, PartOfDay]], minutes: int
) -> datetime:
    """When the last of the wished times can begin at the latest."""
    return max(last_start(schedule, day, part, minutes) for day, part in wished)


def end_of_offer(start: datetime) -> datetime:
    """When an offer of `start` ends: when its notice begins.

    Who is offered a time sooner than that has as long as the notice, or until it begins.
    """
    notice = timedelta(minutes=Spa.objects.current().notice_minutes)
    return max(start - notice, min(start, timezone.now() + notice))


def answer_after_no(booking: BookingRequest) -> datetime:
    """The desk answers again until the last wish ends, and has a day at the least."""
    return max(booking.wishes_end_at, timezone.now() + A_DAY)


def next_reminder(booking: BookingRequest) -> datetime | None:
    """Before a session, a day ahead; without an answer, once, half-way to its end."""
    now = timezone.now()
    if booking.state == State.ACCEPTED:
        day_before = booking.start - A_DAY
        return day_before if day_before > now else None
    if booking.state == State.NEW and not booking.suspicion:
        return now + (booking.answer_by - now) / 2
    return None


def only_in_time(booking: BookingRequest, now: datetime) -> str:
    in_time = booking.answer_by > now
    return "" if in_time else "It’s too late to answer about this time."


def only_out_of_time(booking: BookingRequest, now: datetime) -> str:
    return "There is still time to answer." if booking.answer_by > now else ""


def only_before_start(booking: BookingRequest, now: datetime) -> str:
    return "" if booking.start > now else "The session has begun."


def only_after_start(booking: BookingRequest, now: datetime) -> str:
    return "The session hasn’t begun." if booking.start > now else ""


def only_when_due(booking: BookingRequest, now: datetime) -> str:
    is_due = booking.remind_at and booking.remind_at <= now
    return "" if is_due else "It isn’t time for a reminder."
