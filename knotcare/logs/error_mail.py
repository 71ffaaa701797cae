"""Errors by mail: what the log says of them, seldom enough to be read."""

import logging
import threading
import time
from collections import deque

from django.core.mail import send_mail

AN_HOUR = 60 * 60  # seconds
MOST_IN_AN_HOUR = 5  # from one process; there are a few of them
# Strangers cause these at will, by a wrong host or too many fields.
OF_STRANGERS = "django.security"

log = logging.getLogger(__name__)


class ErrorMails(logging.Handler):
    """Mails an error unless the same one was mailed within the hour, and a few at most.

    The next mail says how many were not sent. All of them are in the log.
    """

    def __init__(self, to: list[str]):
        super().__init__()
        self.to, self.unsent = to, 0
        self.sent: deque[tuple[float, str]] = deque()  # when, and what

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(OF_STRANGERS):
            return
        try:
            text = self.format(record)
            if self.is_due(f"{record.name} {record.msg} {place(record)}"):
                self.send_soon(text)
        except Exception:
            self.handleError(record)

    def is_due(self, what: str) -> bool:
        """Whether to send this now; the handler's lock is held."""
        now = time.monotonic()
        while self.sent and self.sent[0][0] < now - AN_HOUR:
            self.sent.popleft()
        if len(self.sent) >= MOST_IN_AN_HOUR or what in [each for _, each in self.sent]:
            self.unsent += 1
            return False
        self.sent.append((now, what))
        return True

    def send_soon(self, text: str) -> None:
        """In the background: whoever met the error need not wait for the mail server."""
        more = f"\n\n{self.unsent} more since the last mail, see the log."
        body = text + (more if self.unsent else "")
        self.unsent = 0
        threading.Thread(target=self.send, args=(body,), name="error mail").start()

    def send(self, body: str) -> None:
        subject = f"Knotcare: {body.splitlines()[0][:100]}"
        try:
            send_mail(subject, body, None, self.to)
        except Exception as error:
            # No error of its own: it would be mailed.
            log.warning("The mail about an error failed: %s", type(error).__name__)


def place(record: logging.LogRecord) -> str:
    """Where the exception was raised, of which the record tells: file and line."""
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
