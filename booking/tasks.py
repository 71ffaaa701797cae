"""What the worker does for the spa, each minute: reminders, endings, forgetting.

Any number of workers may do them at once: what another did first is passed over. What
fails is logged and left for the next time, and keeps nothing else from being done.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from .models import BookingRequest
from .models.booking_request import State
from .privacy import retention
from .workflow import acts
from .workflow.spam_digest import tell_of_set_aside

CLIENT_IS_KNOWN_FOR = timedelta(days=1)

log = logging.getLogger(__name__)


def remind() -> int:
    """Remind the desk of requests, and visitors of sessions, where it is time."""
    due = BookingRequest.objects.due_for_a_reminder(timezone.now())
    return each(due, acts.remind)


def expire() -> int:
    """End the requests that nobody answered in time."""
    return each(BookingRequest.objects.out_of_time(timezone.now()), acts.expire)


def forget() -> int:
    """Make a count of what was kept as long as the visitor was told, but of no session
    to come."""
    kept = BookingRequest.objects.order_by("delete_on")
    due = kept.filter(delete_on__lte=timezone.localdate())
    past = due.exclude(state=State.ACCEPTED, start__gt=timezone.now())
    return each(past, retention.forget)


def forget_clients() -> int:
    """Forget from which address a request came, a day later."""
    then = timezone.now() - CLIENT_IS_KNOWN_FOR
    old = BookingRequest.objects.filter(created_at__lte=then).exclude(client="")
    return old.update(client="")


def each(requests, act: Callable[[BookingRequest], object]) -> int:
    """Do `act` to each of `requests`; return how many it was done to."""
    done = 0
    for request in requests:
        try:
            act(request)
            done += 1
        except (acts.Refused, ObjectDoesNotExist):
            continue  # somebody was faster
        except Exception:
            log.exception("Request %s: %s failed.", request.pk, act.__name__)
    return done


TASKS = [remind, tell_of_set_aside, expire, forget, forget_clients]
