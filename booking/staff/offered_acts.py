"""What the front desk can do with a request, from its mail and from the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..models import BookingRequest
from ..models.history import Action
from ..workflow import acts
from ..workflow.changes import ALLOWED
from .forms import ActForm, TimeForm, WordForm


@dataclass(frozen=True)
class Act:
    """One function of the workflow, its form, and the words for it."""

    action: Action
    perform: Callable[..., BookingRequest]
    form: type[ActForm]
    title: str
    button: str
    hint: str
    done: str

    def is_possible(self, request: BookingRequest, now: datetime) -> bool:
        """Whether the state and the clock allow it; the workflow checks once more."""
        if request.state not in ALLOWED[self.action]:
            return False
        if self.action == Action.CLEAR:
            return bool(request.suspicion)
        if self.action == Action.CANCEL:
            return request.start > now
        if self.action in (Action.COMPLETE, Action.MARK_NO_SHOW):
            return request.start <= now
        return True


ACCEPT = Act(
    Action.ACCEPT,
    acts.accept,
    TimeForm,
    "Confirm a time",
    "Confirm this time",
    "The session is booked, and the visitor gets it for the calendar.",
    "The session is confirmed",
)
PROPOSE = Act(
    Action.PROPOSE,
    acts.propose,
    TimeForm,
    "Propose another time",
    "Propose this time",
    "The place is held until the visitor answers.",
    "The time is proposed",
)
DECLINE = Act(
    Action.DECLINE,
    acts.decline,
    WordForm,
    "Decline",
    "Decline the request",
    "The request ends, and the visitor is told.",
    "The request is declined",
)
CLEAR = Act(
    Action.CLEAR,
    acts.clear,
    ActForm,
    "This is no spam",
    "Mark as no spam",
    "The visitor and the front desk get their mails.",
    "Marked as no spam",
)
MOVE = Act(
    Action.MOVE,
    acts.move,
    TimeForm,
    "Move the session",
    "Move to this time",
    "For a time that was settled with the visitor, who is told.",
    "The session is moved",
)
CANCEL = Act(
    Action.CANCEL,
    acts.cancel,
    WordForm,
    "Cancel the session",
    "Cancel the session",
    "The visitor is told, and the session leaves the calendar.",
    "The session is cancelled",
)
COMPLETE = Act(
    Action.COMPLETE,
    acts.complete,
    ActForm,
    "The session took place",
    "Mark as completed",
    "",
    "Marked as completed",
)
NO_SHOW = Act(
    Action.MARK_NO_SHOW,
    acts.mark_no_show,
    ActForm,
    "The visitor did not come",
    "Mark as “did not come”",
    "",
    "Marked as “did not come”",
)
WITHDRAW = Act(
    Action.WITHDRAW,
    acts.withdraw,
    WordForm,
    "Withdraw for the visitor",
    "Withdraw the request",
    "When the visitor calls and no longer wants a session.",
    "The request is withdrawn",
)

FROM_THE_MAIL = [ACCEPT, PROPOSE, DECLINE]
ALL = [
    CLEAR,
    ACCEPT,
    PROPOSE,
    DECLINE,
    COMPLETE,
    NO_SHOW,
    MOVE,
    CANCEL,
    WITHDRAW,
]
BY_ACTION = {act.action: act for act in ALL}
