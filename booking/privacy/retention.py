"""Deleting requests so that nothing of a person stays.

By the worker on the day that the visitor was told, or sooner at the person's own wish.
What hangs on a request goes with it: wishes, history, mails, private links, and what the
admin's log says of it. A count of its month is all that stays, for the spa's own numbers.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from ..models import BookingRequest, OutboxMail, Spa, Tally
from ..models.booking_request import State
from ..workflow.acts import Refused


class StillAlive(Refused):
    """Somebody waits for an answer or a session: that is settled, and told, first."""

    def __init__(self, requests: Iterable[BookingRequest]):
        references = ", ".join(request.reference for request in requests)
        super().__init__(
            f"Still open: {references}. First withdraw the request or cancel the "
            "session. Once the mails about it have gone out, erase."
        )


def delete_on(shown: str) -> date:
    """When a request that is sent today is deleted, as its sender is told.

    `shown` is the day that its page has had, as the page sends it: that day stays. But
    what no page can have shown counts not, nor a day so near that a wish may lie beyond.
    """
    spa, today = Spa.objects.current(), timezone.localdate()
    latest = today + timedelta(days=spa.keep_days)
    last_wish = today + timedelta(days=spa.horizon_days)
    try:
        day = date.fromisoformat(shown)
    except ValueError:
        return latest
    return day if last_wish <= day < latest else latest


def is_alive(request: BookingRequest, now: datetime) -> bool:
    """Whether it still has to be answered at the instant `now`, a session is to come, or
    somebody is yet to be told by mail."""
    mails = OutboxMail.objects.filter(entry__request=request).waiting()
    return request.is_open or is_to_come(request, now) or mails.exists()


def is_to_come(request: BookingRequest, now: datetime) -> bool:
    return request.state == State.ACCEPTED and request.start > now


@transaction.atomic
def forget(request: BookingRequest) -> None:
    """Delete the request and all that is known of it; count it, unless it was spam.

    Raises DoesNotExist where somebody was faster, and StillAlive for a session to come.
    """
    current = BookingRequest.objects.select_for_update().get(pk=request.pk)
    if is_to_come(current, timezone.now()):
        raise StillAlive([current])
    if not current.suspicion:
        Tally.objects.count_in(current)
    kind = ContentType.objects.get_for_model(BookingRequest)
    LogEntry.objects.filter(content_type=kind, object_id=str(current.pk)).delete()
    current.delete()


@transaction.atomic
def erase(keys: Iterable[int]) -> list[str]:
    """Forget the requests with these keys at once, all or none; return their references.

    Raises StillAlive where one of them is.
    """
    Spa.objects.locked()  # nobody answers one meanwhile
    requests = BookingRequest.objects.filter(pk__in=keys)
    now = timezone.now()
    if alive := [each for each in requests if is_alive(each, now)]:
        raise StillAlive(alive)
    for request in requests:
        forget(request)
    return [request.reference for request in requests]
