"""The life of a request: the one place where its state changes.

Each function is one act and one transaction: it refuses what is illegal, states who, when
and why in the history, and queues the mails. Instants are aware datetimes; `who` names
the person that acts; `seen` is the `sequence` of the request as that person saw it.

All raise NotAllowed where the state forbids the act, and Stale where the request has
changed since it was `seen`. Those that set a time raise Clashing unless the time is free
or `override` says that the desk means it. All return the request as it then stands.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ..models import BookingRequest, Spa
from ..models.booking_request import State
from ..models.history import VISITOR, Action
from .changes import (
    A_DAY,
    Clashing,
    NotAllowed,
    Refused,
    Stale,
    held,
    set_start,
    settle,
    tell,
)

__all__ = ["Clashing", "NotAllowed", "Refused", "Stale"]

DESK, SITE = "the front desk", "the site"


@transaction.atomic
def clear(request, *, who: str, seen: int | None = None) -> BookingRequest:
    """The desk finds that a request set aside is no spam: its mails go out."""
    current = held(request, Action.CLEAR, seen)
    if not current.suspicion:
        raise NotAllowed("This request isn’t set aside.")
    current.suspicion = ""
    return settle(current, Action.CLEAR, State.NEW, who=who)


@transaction.atomic
def propose(
    request, start: datetime, *, who: str, why="", override=False, seen=None
) -> BookingRequest:
    """The desk offers another time, and holds it until the visitor answers.

    A time that was agreed before is given up.
    """
    current = held(request, Action.PROPOSE, seen)
    former = current.start if current.state == State.ACCEPTED else None
    overridden = set_start(current, start, override)
    current.answer_by = end_of_offer(current.start)
    current.suspicion = ""
    return settle(
        current,
        Action.PROPOSE,
        State.PROPOSED,
        who=who,
        why=why,
        overridden=overridden,
        former_start=former,
    )


def end_of_offer(start: datetime) -> datetime:
    """When an offer of `start` ends: when its notice begins.

    Who is offered a time sooner than that has as long as the notice, or until it begins.
    """
    notice = timedelta(minutes=Spa.objects.current().notice_minutes)
    return max(start - notice, min(start, timezone.now() + notice))


@transaction.atomic
def accept(
    request, start: datetime, *, who: str, why="", override=False, seen=None
) -> BookingRequest:
    """The desk confirms a session at `start`."""
    current = held(request, Action.ACCEPT, seen)
    overridden = set_start(current, start, override)
    current.suspicion = ""
    return settle(
        current, Action.ACCEPT, State.ACCEPTED, who=who, why=why, overridden=overridden
    )


@transaction.atomic
def agree(request, *, seen: int | None = None) -> BookingRequest:
    """The visitor takes the proposed time, whose place has been held."""
    current = held(request, Action.AGREE, seen)
    if current.answer_by <= timezone.now():
        raise NotAllowed("It’s too late to agree to this time.")
    return settle(current, Action.AGREE, State.ACCEPTED, who=VISITOR)


@transaction.atomic
def turn_down(request, *, why="", seen: int | None = None) -> BookingRequest:
    """The visitor can’t make the proposed time, and the desk answers again.

    It has until the last wish ends, and a day at the least.
    """
    current = held(request, Action.TURN_DOWN, seen)
    current.start = None
    current.answer_by = max(current.wishes_end_at, timezone.now() + A_DAY)
    return settle(current, Action.TURN_DOWN, State.NEW, who=VISITOR, why=why)


@transaction.atomic
def decline(request, *, who: str, why="", seen: int | None = None) -> BookingRequest:
    """The desk can’t offer a session. Whom it answers is told, set aside or not."""
    current = held(request, Action.DECLINE, seen)
    current.start = None
    current.suspicion = ""
    return settle(current, Action.DECLINE, State.DECLINED, who=who, why=why)


@transaction.atomic
def withdraw(request, *, who=VISITOR, why="", seen=None) -> BookingRequest:
    """The visitor asks no longer."""
    current = held(request, Action.WITHDRAW, seen)
    current.start = None
    return settle(current, Action.WITHDRAW, State.WITHDRAWN, who=who, why=why)


@transaction.atomic
def expire(request) -> BookingRequest:
    """Nobody answered in time. Raises NotAllowed while there is time."""
    current = held(request, Action.EXPIRE, None)
    if current.answer_by > timezone.now():
        raise NotAllowed("There is still time to answer.")
    return settle(current, Action.EXPIRE, State.EXPIRED, who=SITE)


@transaction.atomic
def move(
    request, start: datetime, *, who: str, why="", override=False, seen=None
) -> BookingRequest:
    """The desk sets another time for an agreed session, as settled with the visitor."""
    current = held(request, Action.MOVE, seen)
    former = current.start
    overridden = set_start(current, start, override)
    return settle(
        current,
        Action.MOVE,
        State.ACCEPTED,
        who=who,
        why=why,
        overridden=overridden,
        former_start=former,
    )


@transaction.atomic
def cancel(request, *, who: str, why="", seen: int | None = None) -> BookingRequest:
    """Either side calls an agreed session off, before it begins."""
    current = held(request, Action.CANCEL, seen)
    if current.start <= timezone.now():
        raise NotAllowed("The session has begun.")
    return settle(
        current,
        Action.CANCEL,
        State.CANCELLED,
        who=who,
        why=why,
        former_start=current.start,
    )


@transaction.atomic
def complete(request, *, who: str, seen: int | None = None) -> BookingRequest:
    """The session took place."""
    current = held(request, Action.COMPLETE, seen)
    refuse_before_start(current)
    return settle(current, Action.COMPLETE, State.COMPLETED, who=who)


@transaction.atomic
def mark_no_show(request, *, who: str, seen: int | None = None) -> BookingRequest:
    """The visitor did not come."""
    current = held(request, Action.MARK_NO_SHOW, seen)
    refuse_before_start(current)
    return settle(current, Action.MARK_NO_SHOW, State.NO_SHOW, who=who)


def refuse_before_start(current: BookingRequest) -> None:
    if current.start > timezone.now():
        raise NotAllowed("The session hasn’t begun.")


@transaction.atomic
def remind(request) -> BookingRequest:
    """Remind the desk of a request, or the visitor of a session, when it is time."""
    action = (
        Action.REMIND_VISITOR if request.state == State.ACCEPTED else Action.REMIND_DESK
    )
    current = held(request, action, None)
    if current.remind_at is None or current.remind_at > timezone.now():
        raise NotAllowed("It isn’t time for a reminder.")
    current.remind_at = None
    current.save(update_fields=["remind_at"])
    tell(current, action, who=SITE)
    return current
