"""What may happen to a booking request: the one table of its acts.

A new act is a name in `Action`, a row here, a function in `acts`, and a mail to each side
that is told.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from ..models import BookingRequest, OutboxMail
from ..models.booking_request import OPEN, State
from ..models.history import Action
from . import deadlines

VISITOR, DESK = OutboxMail.Recipient.VISITOR, OutboxMail.Recipient.DESK
BOTH = (VISITOR, DESK)


@dataclass(frozen=True)
class Offer:
    """An act as one side is offered it. `form` is "time", "word" or nothing to fill in."""

    button: str
    title: str = ""
    hint: str = ""
    done: str = ""
    form: str = ""
    question: str = ""
    style: str = "stop"
    is_in_mail: bool = False


@dataclass(frozen=True)
class Transition:
    """From which states an act leads to which, and who is told by mail and offered it.

    `limit` says why the act is forbidden at an instant, or nothing. Without a `target`,
    the state stays.
    """

    action: Action
    sources: Collection[State] = ()
    target: State | None = None
    told: Collection[str] = ()
    limit: Callable[[BookingRequest, datetime], str] = lambda booking, now: ""
    staff: Offer | None = None
    visitor: Offer | None = None

    def why_not(self, booking: BookingRequest, now: datetime) -> str:
        """Why the act can't be done to `booking` at `now`; empty where it can."""
        if booking.state not in self.sources:
            state = booking.get_state_display()
            return f"That can’t be done now: the request is “{state}”."
        return self.limit(booking, now)


def only_set_aside(booking: BookingRequest, now: datetime) -> str:
    return "" if booking.suspicion else "This request isn’t set aside."


TABLE = [
    Transition(Action.SUBMIT, target=State.NEW, told=BOTH),
    Transition(
        Action.CLEAR,
        (State.NEW,),
        State.NEW,
        told=BOTH,
        limit=only_set_aside,
        staff=Offer(
            title="This is no spam",
            button="Mark as no spam",
            hint="The visitor and the front desk get their mails.",
            done="Marked as no spam",
        ),
    ),
    Transition(
        Action.ACCEPT,
        OPEN,
        State.ACCEPTED,
        told=BOTH,
        staff=Offer(
            title="Confirm a time",
            button="Confirm this time",
            hint="The session is booked, and the visitor gets it for the calendar.",
            done="The session is confirmed",
            form="time",
            is_in_mail=True,
        ),
    ),
    Transition(
        Action.PROPOSE,
        (State.NEW, State.PROPOSED, State.ACCEPTED),
        State.PROPOSED,
        told=(VISITOR,),
        staff=Offer(
            title="Propose another time",
            button="Propose this time",
            hint="The place is held until the visitor answers.",
            done="The time is proposed",
            form="time",
            is_in_mail=True,
        ),
    ),
    Transition(
        Action.AGREE,
        (State.PROPOSED,),
        State.ACCEPTED,
        told=BOTH,
        limit=deadlines.only_in_time,
        visitor=Offer("Agree to this time"),
    ),
    Transition(
        Action.TURN_DOWN,
        (State.PROPOSED,),
        State.NEW,
        told=(DESK,),
        limit=deadlines.only_in_time,
        visitor=Offer(
            title="This time doesn’t suit me",
            button="Turn this time down",
            hint="We look for another time. Your request stays open.",
            question="Which time would be better? (optional)",
            style="quiet",
        ),
    ),
    Transition(
        Action.DECLINE,
        OPEN,
        State.DECLINED,
        told=(VISITOR,),
        staff=Offer(
            title="Decline",
            button="Decline the request",
            hint="The request ends, and the visitor is told.",
            done="The request is declined",
            form="word",
            is_in_mail=True,
        ),
    ),
    Transition(
        Action.COMPLETE,
        (State.ACCEPTED,),
        State.COMPLETED,
        limit=deadlines.only_after_start,
        staff=Offer(
            title="The session took place",
            button="Mark as completed",
            done="Marked as completed",
        ),
    ),
    Transition(
        Action.MARK_NO_SHOW,
        (State.ACCEPTED,),
        State.NO_SHOW,
        limit=deadlines.only_after_start,
        staff=Offer(
            title="The visitor did not come",
            button="Mark as “did not come”",
            done="Marked as “did not come”",
        ),
    ),
    Transition(
        Action.MOVE,
        (State.ACCEPTED,),
        State.ACCEPTED,
        told=BOTH,
        staff=Offer(
            title="Move the session",
            button="Move to this time",
            hint="For a time that was settled with the visitor, who is told.",
            done="The session is moved",
            form="time",
        ),
    ),
    Transition(
        Action.CANCEL,
        (State.ACCEPTED,),
        State.CANCELLED,
        told=BOTH,
        limit=deadlines.only_before_start,
        staff=Offer(
            title="Cancel the session",
            button="Cancel the session",
            hint="The visitor is told, and the session leaves the calendar.",
            done="The session is cancelled",
            form="word",
        ),
        visitor=Offer(
            title="I can’t come",
            button="Cancel my session",
            hint="Then your time is given to someone else.",
            question="A word to us (optional)",
        ),
    ),
    Transition(
        Action.WITHDRAW,
        OPEN,
        State.WITHDRAWN,
        told=BOTH,
        staff=Offer(
            title="Withdraw for the visitor",
            button="Withdraw the request",
            hint="When the visitor calls and no longer wants a session.",
            done="The request is withdrawn",
            form="word",
        ),
        visitor=Offer(
            title="I don’t need a session any more",
            button="Take my request back",
            hint="Then your request ends. You can ask anew at any time.",
        ),
    ),
    Transition(
        Action.EXPIRE, OPEN, State.EXPIRED, told=BOTH, limit=deadlines.only_out_of_time
    ),
    Transition(
        Action.REMIND_DESK, (State.NEW,), told=(DESK,), limit=deadlines.only_when_due
    ),
    Transition(
        Action.REMIND_VISITOR,
        (State.ACCEPTED,),
        told=(VISITOR,),
        limit=deadlines.only_when_due,
    ),
    Transition(Action.SET_ASIDE, (State.NEW,), told=(DESK,)),
]
TRANSITIONS = {row.action: row for row in TABLE}
FOR_STAFF = [row for row in TABLE if row.staff]
FROM_MAIL = [row for row in FOR_STAFF if row.staff.is_in_mail]
FOR_VISITOR = [row for row in TABLE if row.visitor]
