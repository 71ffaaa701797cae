"""The mails of the tests: how each comes about, and as a mail program reads it."""

import email
from email.message import EmailMessage
from email.policy import default

from booking.mail import compose
from booking.models import BookingRequest, OutboxMail
from booking.workflow.transitions import TABLE

from ..life import PATHS, do

# What leads to each action that is told by mail, but to what was set aside.
STORIES = {"submit": []} | {
    row.action.value: [*PATHS[row.sources[0]], row.action.value]
    for row in TABLE
    if row.told and row.sources and row.action != "set_aside"
}


def tell(make_request, clock, action: str, **overrides) -> BookingRequest:
    """A request to which `action` has just happened."""
    suspicion = "too fast" if action == "clear" else ""
    request = make_request(suspicion=suspicion, **overrides)
    for act in STORIES[action]:
        request = do(clock, act, request)
    return request


def sent(mail: OutboxMail) -> EmailMessage:
    """A queued mail, read back from the bytes that go to the mail server."""
    content = compose.message(mail).message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(content, policy=default)


def last_mails(request: BookingRequest) -> dict[str, EmailMessage]:
    """What goes to each side about the last that happened."""
    queued = request.history.last().mails
    return {
        mail.recipient: sent(mail)
        for mail in queued.select_related("entry__request__area")
    }


def text(message: EmailMessage) -> str:
    return message.get_body(["plain"]).get_content().replace("\r\n", "\n")


def html(message: EmailMessage) -> str:
    return message.get_body(["html"]).get_content()


def calendar_parts(message: EmailMessage) -> list[EmailMessage]:
    return [
        part for part in message.walk() if part.get_content_type() == "text/calendar"
    ]
