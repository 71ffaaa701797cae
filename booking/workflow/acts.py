"""The life of a booking request: the one place where its state changes.

Each function changes what its act changes of a locked request; `act` makes a transaction
of it, which checks the table, then writes the state, the history and the mails. It is
called with the request, and by name: `who` acts, `why`, and `seen`, the `sequence` of the
request as that person saw it. Instants are aware datetimes.

All raise NotAllowed where the state or the clock forbids the act, and Stale where the
request has changed since it was `seen`. Those that set a time raise Clashing unless the
time is free or `override` says that the desk means it. All return the request as it then
stands.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.db import transaction

from ..models import BookingRequest
from ..models.booking_request import State
from ..models.history import VISITOR, Action
from .changes import (
    Clashing,
    NotAllowed,
    Refused,
    Stale,
    lock_booking,
    notify,
    set_start,
    settle,
)
from .deadlines import answer_after_no, end_of_offer

__all__ = ["Clashing", "NotAllowed", "Refused", "Stale"]

DESK, SITE = "the front desk", "the site"
PERFORM: dict[Action, Callable[..., BookingRequest]] = {}


def act(action: Action, by: str | None = None) -> Callable:
    """Make an act of a function that changes a locked request.

    `by` is who acts where the caller names nobody. The function may return more for the
    history.
    """

    def decorate(change: Callable) -> Callable:
        @wraps(change)
        @transaction.atomic
        def perform(booking, *args, who=by, why="", seen=None, **details):
            current = lock_booking(booking, action, seen)
            record = change(current, *args, **details) or {}
            return settle(current, action, who=who, why=why, **record)

        PERFORM[action] = perform
        return perform

    return decorate


@act(Action.CLEAR)
def clear(booking):
    """The desk finds that a request set aside is no spam: its mails go out."""
    booking.suspicion = ""


@act(Action.PROPOSE)
def propose(booking, start: datetime, override=False):
    """The desk offers another time, and holds it until the visitor answers.

    A time that was agreed before is given up.
    """
    former = booking.start if booking.state == State.ACCEPTED else None
    overridden = set_start(booking, start, override)
    booking.answer_by = end_of_offer(booking.start)
    booking.suspicion = ""
    return {"overridden": overridden, "former_start": former}


@act(Action.ACCEPT)
def accept(booking, start: datetime, override=False):
    """The desk confirms a session at `start`."""
    booking.suspicion = ""
    return {"overridden": set_start(booking, start, override)}


@act(Action.AGREE, by=VISITOR)
def agree(booking):
    """The visitor takes the proposed time, whose place has been held."""


@act(Action.TURN_DOWN, by=VISITOR)
def turn_down(booking):
    """The visitor can’t make the proposed time, and the desk answers again."""
    booking.start = None
    booking.answer_by = answer_after_no(booking)


@act(Action.DECLINE)
def decline(booking):
    """The desk can’t offer a session. Whom it answers is told, set aside or not."""
    booking.start = None
    booking.suspicion = ""


@act(Action.WITHDRAW, by=VISITOR)
def withdraw(booking):
    """The visitor asks no longer."""
    booking.start = None


@act(Action.EXPIRE, by=SITE)
def expire(booking):
    """Nobody answered in time."""


@act(Action.MOVE)
def move(booking, start: datetime, override=False):
    """The desk sets another time for an agreed session, as settled with the visitor."""
    former = booking.start
    overridden = set_start(booking, start, override)
    return {"overridden": overridden, "former_start": former}


@act(Action.CANCEL)
def cancel(booking):
    """Either side calls an agreed session off, before it begins."""
    return {"former_start": booking.start}


@act(Action.COMPLETE)
def complete(booking):
    """The session took place."""


@act(Action.MARK_NO_SHOW)
def mark_no_show(booking):
    """The visitor did not come."""


@transaction.atomic
def remind(booking) -> BookingRequest:
    """Remind the desk of a request, or the visitor of a session, when it is time."""
    is_session = booking.state == State.ACCEPTED
    action = Action.REMIND_VISITOR if is_session else Action.REMIND_DESK
    current = lock_booking(booking, action)
    current.remind_at = None
    current.save(update_fields=["remind_at"])
    notify(current, action, who=SITE)
    return current
