"""What every change of a request has in common: who may do what when, and the record.

Only workflow.py uses it, inside the transaction of one act.
"""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from ..availability.overlaps import Clash, clashes
from ..availability.schedule import current_schedule
from ..calendar_rules.opening_hours import local_day
from ..mail import outbox
from ..mail.recipients import recipients
from ..models import BookingRequest, HistoryEntry, PrivateLink, Spa
from ..models.booking_request import OPEN, State
from ..models.history import Action
from ..models.spa import new_key

A_DAY = timedelta(days=1)

# From which states an act is allowed.
ALLOWED = {
    Action.CLEAR: {State.NEW},
    Action.PROPOSE: {State.NEW, State.PROPOSED, State.ACCEPTED},
    Action.ACCEPT: {State.NEW, State.PROPOSED},
    Action.AGREE: {State.PROPOSED},
    Action.TURN_DOWN: {State.PROPOSED},
    Action.DECLINE: {State.NEW, State.PROPOSED},
    Action.WITHDRAW: {State.NEW, State.PROPOSED},
    Action.EXPIRE: {State.NEW, State.PROPOSED},
    Action.MOVE: {State.ACCEPTED},
    Action.CANCEL: {State.ACCEPTED},
    Action.COMPLETE: {State.ACCEPTED},
    Action.MARK_NO_SHOW: {State.ACCEPTED},
    Action.REMIND_DESK: {State.NEW},
    Action.REMIND_VISITOR: {State.ACCEPTED},
}


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


def held(request: BookingRequest, action: Action, seen: int | None) -> BookingRequest:
    """The request as it stands now, its spa held until the transaction ends."""
    Spa.objects.locked()
    current = BookingRequest.objects.select_for_update().get(pk=request.pk)
    if current.state not in ALLOWED[action]:
        raise NotAllowed(
            f"That can’t be done now: the request is “{current.get_state_display()}”."
        )
    if seen is not None and seen != current.sequence:
        raise Stale("The request has changed meanwhile.")
    return current


def set_start(current: BookingRequest, start: datetime, override: bool) -> str:
    """Give the request its time; return the clashes that were overridden, in words."""
    start = start.astimezone(UTC)
    schedule, now = current_schedule(), timezone.now()
    if start <= now:
        raise NotAllowed("This time has passed.")
    if local_day(schedule, start) >= current.delete_on:
        raise NotAllowed("By then the request is deleted, as the visitor was told.")
    found = clashes(schedule, current, start, now)
    if found and not override:
        raise Clashing(found)
    current.start = start
    return ", ".join(found)


def settle(
    current: BookingRequest, action: Action, state: State, **record
) -> BookingRequest:
    """Write the new state, its history and its mails."""
    current.state = state
    current.sequence += 1
    if state not in OPEN:
        current.answer_by = None
    current.remind_at = next_reminder(current)
    current.save()
    end_desk_link(current)
    tell(current, action, **record)
    return current


def tell(current: BookingRequest, action: Action, **record) -> None:
    """Add what happened to the history, and queue the mails about it."""
    outbox.queue(note(current, action, **record), recipients(current, action))


def note(current: BookingRequest, action: Action, **record) -> HistoryEntry:
    """Add what happened to the history."""
    return HistoryEntry.objects.create(
        request=current,
        action=action,
        state=current.state,
        start=current.start,
        sequence=current.sequence,
        **record,
    )


def next_reminder(current: BookingRequest) -> datetime | None:
    """Before a session, a day ahead; without an answer, once, half-way to its end."""
    now = timezone.now()
    if current.state == State.ACCEPTED:
        day_before = current.start - A_DAY
        return day_before if day_before > now else None
    if current.state == State.NEW and not current.suspicion:
        return now + (current.answer_by - now) / 2
    return None


def end_desk_link(current: BookingRequest) -> None:
    """The front desk’s link lives while there is something to answer.

    Where there is again, the old link stays dead and the next mail has a new one.
    """
    link = current.links.get(purpose=PrivateLink.Purpose.DESK)
    now = timezone.now()
    if not current.is_open:
        link.expires_at = min(link.expires_at, now)
    else:
        if link.expires_at <= now:
            link.key = new_key()
        link.expires_at = current.answer_by
    link.save()
