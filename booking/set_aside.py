"""What was set aside as spam brings no mail of its own. But a person may wait there, so the
front desk hears how much of it there is."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import outbox
from .models import BookingRequest, HistoryEntry, OutboxMail, Spa
from .models.history import Action
from .notices import DESK
from .workflow import SITE

A_DAY = timedelta(days=1)


def tell_of_set_aside() -> int:
    """Queue a mail to the desk where something was set aside since the last one; return
    how many. One a day at the most, however many workers call it."""
    newest = BookingRequest.objects.set_aside().order_by("-created_at").first()
    return 0 if newest is None or is_told(newest) else tell_once(newest)


def is_told(newest: BookingRequest) -> bool:
    """Whether there was such a mail since `newest` came, or within a day."""
    now = timezone.now()
    since = min(newest.created_at, now - A_DAY)
    mails = OutboxMail.objects.filter(created_at__range=(since, now))
    return mails.filter(entry__action=Action.SET_ASIDE).exists()


@transaction.atomic
def tell_once(newest: BookingRequest) -> int:
    Spa.objects.locked()
    if is_told(newest):
        return 0  # by another worker
    entry = HistoryEntry.objects.create(
        request=newest,
        action=Action.SET_ASIDE,
        who=SITE,
        state=newest.state,
        sequence=newest.sequence,
    )
    outbox.queue(entry, [DESK])
    return 1
