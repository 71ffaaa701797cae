"""Who hears by mail of what happens to a request."""

from ..models import BookingRequest, OutboxMail
from ..models.history import Action

VISITOR, DESK = OutboxMail.Recipient.VISITOR, OutboxMail.Recipient.DESK

TOLD = {
    Action.SUBMIT: [VISITOR, DESK],
    Action.CLEAR: [VISITOR, DESK],
    Action.PROPOSE: [VISITOR],
    Action.ACCEPT: [VISITOR, DESK],
    Action.AGREE: [VISITOR, DESK],
    Action.TURN_DOWN: [DESK],
    Action.DECLINE: [VISITOR],
    Action.WITHDRAW: [VISITOR, DESK],
    Action.EXPIRE: [VISITOR, DESK],
    Action.MOVE: [VISITOR, DESK],
    Action.CANCEL: [VISITOR, DESK],
    Action.REMIND_DESK: [DESK],
    Action.REMIND_VISITOR: [VISITOR],
}


def recipients(request: BookingRequest, action: Action) -> list[str]:
    """Whom to mail: nobody of what looks like spam, the desk for one without a mail.

    A visitor who gave only a phone number is called by the desk, which is told so.
    """
    if request.suspicion:
        return []
    told = TOLD.get(action, [])
    if request.email:
        return list(told)
    return [DESK] if told else []
