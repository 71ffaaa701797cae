"""What was set aside as spam brings no mail of its own. But a person may wait there, so the
front desk hears how much of it there is."""

from django.db import transaction
from django.utils import timezone

from ..availability.schedule import A_DAY
from ..mail import outbox
from ..models import BookingRequest, OutboxMail, Spa
from ..models.history import Action
from .acts import SITE
from .changes import note
from .transitions import DESK


def tell_of_set_aside() -> int:
    """Queue a mail to the desk where something was set aside since the last one; return
    how many. One a day at the most, however many workers call it."""
    return tell_once() if untold() else 0


def untold() -> BookingRequest | None:
    """The newest request that is set aside, unless there was such a mail since it came,
    or within a day."""
    newest = BookingRequest.objects.set_aside().order_by("-created_at").first()
    if newest is None:
        return None
    now = timezone.now()
    since = min(newest.created_at, now - A_DAY)
    mails = OutboxMail.objects.filter(created_at__range=(since, now))
    is_told = mails.filter(entry__action=Action.SET_ASIDE).exists()
    return None if is_told else newest


@transaction.atomic
def tell_once() -> int:
    Spa.objects.locked()
    if not (newest := untold()):
        return 0  # another worker was faster, or somebody at the desk
    outbox.queue(note(newest, Action.SET_ASIDE, who=SITE), [DESK])
    return 1
