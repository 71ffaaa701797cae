"""What every change of a booking request has in common: the checks and the record.

Only `acts` and its neighbors use it, inside the transaction of one act.
"""

from datetime import UTC, datetime

from django.utils import timezone

from ..availability.overlaps import Clash, clashes
from ..availability.schedule import current_schedule
from ..calendar_rules.opening_hours import local_day
from ..mail import outbox
from ..models import BookingRequest, HistoryEntry, PrivateLink, Spa
from ..models.booking_request import OPEN
from ..models.history import Action
from ..models.spa import new_key
from .deadlines import next_reminder
from .transitions import DESK, TRANSITIONS


class Refused(Exception):
    """The request stays as it is; the message tells whoever acted why."""


class NotAllowed(Refused):
    """The state of the request, or the clock, doesn’t allow the act."""


class Stale(Refused):
    """The request has changed since it was seen."""


class Clashing(Refused):
    """The time clashes with what `clashes` lists. The desk may override it."""

    def __init__(self, found: list[Clash]):
        super().__init__(f"This time clashes: {', '.join(found)}.")
        self.clashes = found


def lock_booking(
    booking: BookingRequest, action: Action, seen: int | None = None
) -> BookingRequest:
    """The request as it stands now, its spa locked until the transaction ends."""
    Spa.objects.locked()
    current = BookingRequest.objects.select_for_update().get(pk=booking.pk)
    if reason := TRANSITIONS[action].why_not(current, timezone.now()):
        raise NotAllowed(reason)
    if seen is not None and seen != current.sequence:
        raise Stale("The request has changed meanwhile.")
    return current


def set_start(booking: BookingRequest, start: datetime, override: bool) -> str:
    """Set the session's start. Returns the conflicts that were overridden, in words."""
    start = start.astimezone(UTC)
    schedule, now = current_schedule(), timezone.now()
    if start <= now:
        raise NotAllowed("This time has passed.")
    if local_day(schedule, start) >= booking.delete_on:
        raise NotAllowed("By then the request is deleted, as the visitor was told.")
    found = clashes(schedule, booking, start, now)
    if found and not override:
        raise Clashing(found)
    booking.start = start
    return ", ".join(found)


def settle(booking: BookingRequest, action: Action, **record) -> BookingRequest:
    """Write the new state, its history and its mails."""
    booking.state = TRANSITIONS[action].target
    booking.sequence += 1
    if booking.state not in OPEN:
        booking.answer_by = None
    booking.remind_at = next_reminder(booking)
    booking.save()
    end_desk_link(booking)
    notify(booking, action, **record)
    return booking


def notify(booking: BookingRequest, action: Action, **record) -> None:
    """Add what happened to the history, and queue the mails about it."""
    outbox.queue(note(booking, action, **record), recipients(booking, action))


def note(booking: BookingRequest, action: Action, **record) -> HistoryEntry:
    """Add what happened to the history."""
    return HistoryEntry.objects.create(
        request=booking,
        action=action,
        state=booking.state,
        start=booking.start,
        sequence=booking.sequence,
        **record,
    )


def recipients(booking: BookingRequest, action: Action) -> list[str]:
    """Whom to mail: nobody of what looks like spam, the desk for one without a mail.

    A visitor who gave only a phone number is called by the desk, which is told so.
    """
    told = TRANSITIONS[action].told
    if booking.suspicion or not told:
        return []
    return list(told) if booking.email else [DESK]


def end_desk_link(booking: BookingRequest) -> None:
    """The front desk’s link lives while there is something to answer.

    Where there is again, the old link stays dead and the next mail has a new one.
    """
    link = booking.links.get(purpose=PrivateLink.Purpose.DESK)
    now = timezone.now()
    if not booking.is_open:
        link.expires_at = min(link.expires_at, now)
    else:
        if link.expires_at <= now:
            link.key = new_key()
        link.expires_at = booking.answer_by
    link.save()
