"""The front desk answers from its mail, without signing in; and its calendar feed."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from ..availability.free_slots import choices
from ..mail import calendar_entry
from ..models import BookingRequest, PrivateLink, Spa
from ..staff.answer import Attempt, attempt, possible
from ..workflow.acts import DESK
from ..workflow.transitions import FROM_MAIL
from .private_links import SeeOther, private_page

FEED_GOES_BACK = timedelta(days=30)


@require_http_methods(["GET", "HEAD", "POST"])
@private_page(PrivateLink.Purpose.DESK)
def desk(request, link):
    booking, tried = link.request, None
    if request.method == "POST":
        tried = attempt(booking, request.POST, FROM_MAIL, who=DESK)
        if tried.is_done:
            return SeeOther(link.get_absolute_url())
    return answer_page(request, booking, tried)


def answer_page(request, booking: BookingRequest, tried: Attempt | None):
    now = timezone.now()
    offered = list(choices(booking, now))
    context = {
        "booking": booking,
        "tried": tried,
        "acts": possible(booking, FROM_MAIL, now, tried),
        "choices": offered,
        "has_free_starts": any(choice.starts for choice in offered),
    }
    status = tried.status if tried else 200
    return render(request, "booking/staff/request.html", context, status=status)


@require_safe
def feed(request, key: str):
    """The agreed sessions for the staff’s calendars, under the spa’s secret address."""
    spa = Spa.objects.current()
    if not constant_time_compare(key, spa.feed_key):
        raise Http404
    since = timezone.now() - FEED_GOES_BACK
    sessions = BookingRequest.objects.agreed().filter(start__gte=since)
    return HttpResponse(
        calendar_entry.feed(sessions, spa), content_type="text/calendar; charset=utf-8"
    )
