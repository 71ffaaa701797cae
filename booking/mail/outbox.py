"""The outbox: mails are queued with what they tell of, and tried until they are sent.

A courier takes a mail by moving its next try ahead, so that no other sees it as due; what
a killed courier held is due again then. Between the mail server's yes and the row's mark a
kill can send one mail twice, under one Message-ID.
"""

import logging
import random
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from articles.utils.text import one_line

from ..models import HistoryEntry, OutboxMail
from ..models.outbox_mail import LONGEST_WAIT
from . import compose

# A mail is a dialogue of about a dozen answers, each within the mail server's timeout.
LEASE = timedelta(seconds=12 * settings.EMAIL_TIMEOUT)
FIRST_WAIT = timedelta(seconds=settings.EMAIL_TIMEOUT)
MOST_ATTEMPTS = 17  # more than a day of a broken mail server
CUT_OFF = "Given up: the last of its tries was cut off."

log = logging.getLogger(__name__)
courier_is_out = threading.Lock()


class NobodyThere(Exception):
    """A mail without an address."""


def queue(entry: HistoryEntry, recipients: list[str]) -> None:
    """Queue the mails of `entry`; they are tried as soon as the transaction commits."""
    OutboxMail.objects.bulk_create(
        OutboxMail(
            entry=entry,
            recipient=recipient,
            message_id=make_msgid(domain=settings.MAIL_DOMAIN),
        )
        for recipient in recipients
    )
    if recipients:
        transaction.on_commit(deliver_soon, robust=True)


def deliver_soon() -> None:
    """Deliver what is due in the background, unless this process does so already.

    The thread is no daemon: a process that ends in peace finishes the mail in flight.
    """
    threading.Thread(target=deliver_alone, name="outbox", daemon=False).start()


def deliver_alone() -> None:
    if not courier_is_out.acquire(blocking=False):
        return  # what it misses, the worker finds
    try:
        deliver_due(threading.main_thread().is_alive)
    except Exception:
        log.exception("The outbox stopped; the worker goes on.")
    finally:
        connection.close()
        courier_is_out.release()


def deliver_due(goes_on: Callable[[], bool] = lambda: True) -> int:
    """Try the mails that are due, while `goes_on()`; return how many went out."""
    sent = 0
    while goes_on() and (mail := claim()):
        sent += deliver(mail)
    return sent


def claim() -> OutboxMail | None:
    """A mail that is due, ours until its next try; None when there is none."""
    for mail in OutboxMail.objects.due()[:10]:
        as_seen = OutboxMail.objects.filter(pk=mail.pk, next_try_at=mail.next_try_at)
        if mail.attempts >= MOST_ATTEMPTS:
            as_seen.update(next_try_at=None, error=CUT_OFF)
            continue
        taken = {"attempts": mail.attempts + 1, "next_try_at": timezone.now() + LEASE}
        if as_seen.update(**taken, error=""):
            mail.attempts, mail.next_try_at = taken.values()
            return mail
    return None


def deliver(mail: OutboxMail) -> bool:
    """Send a claimed mail and mark what came of it; return whether it went out."""
    ours = OutboxMail.objects.filter(pk=mail.pk, next_try_at=mail.next_try_at)
    try:
        if not compose.message(mail).send():
            raise NobodyThere("no address to send it to")
    except Exception as error:
        log.warning("Mail %s failed, try %s: %s", mail.pk, mail.attempts, type(error))
        reason = one_line(f"{type(error).__name__}: {error}")[:300]
        ours.update(next_try_at=next_try(mail.attempts), error=reason)
        return False
    ours.update(next_try_at=None, sent_at=timezone.now(), error="")
    return True


def next_try(attempts: int) -> datetime | None:
    """When to try again: twice as late each time, a little apart; None after the last."""
    if attempts >= MOST_ATTEMPTS:
        return None
    wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return timezone.now() + wait * random.uniform(1, 1.25)  # noqa: S311


def send_again(mails_to_send) -> int:
    """Make unsent mails due now, with all their tries; return how many.

    One that a courier holds is left to it, or it would go out twice.
    """
    now = timezone.now()
    in_flight = Q(attempts__gt=0, error="", next_try_at__gt=now)
    unsent = mails_to_send.filter(sent_at=None).exclude(in_flight)
    count = unsent.update(next_try_at=now, attempts=0)
    transaction.on_commit(deliver_soon, robust=True)
    return count
