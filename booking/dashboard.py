"""What the front desk sees first in the admin, in cards."""

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timeuntil

from articles.dashboard import MOST_LINES, Card, Line

from .availability.agenda import Slot, days
from .availability.schedule import current_schedule
from .models import BookingRequest, OutboxMail
from .utils.formatting import spoken_instant


def cards(user) -> list[Card]:
    """The desk's cards, those that this person may see."""
    found = []
    if user.has_perm("booking.view_bookingrequest"):
        page = "answer" if user.has_perm("booking.change_bookingrequest") else "change"
        found += [waiting(page), today(), set_aside()]
    if user.has_perm("booking.view_outboxmail"):
        found.append(undelivered())
    return found


def waiting(page: str) -> Card:
    """Requests without an answer, the most pressing first; `page` is where they lead."""
    requests, now = BookingRequest.objects.waiting(), timezone.now()
    lines = [
        Line(
            each.name,
            reverse(f"admin:booking_bookingrequest_{page}", args=[each.pk]),
            f"{asked_for(each)}. {time_left(each, now)}",
        )
        for each in requests[:MOST_LINES]
    ]
    return Card(
        "Waiting for an answer",
        requests.count(),
        lines,
        "Nobody waits for an answer. Well done.",
        "All requests",
        reverse("admin:booking_bookingrequest_changelist"),
    )


def asked_for(request: BookingRequest) -> str:
    return f"{request.service_name}, {request.minutes} minutes"


def time_left(request: BookingRequest, now) -> str:
    until = spoken_instant(request.answer_by)
    if request.answer_by <= now:
        return f"Its time ran out on {until}."
    return f"{timeuntil(request.answer_by, now, depth=1)} left, until {until}."


def today() -> Card:
    (day,) = days(current_schedule(), timezone.localdate())
    return Card(
        "Today’s sessions",
        len(day.slots),
        [session(slot) for slot in day.slots],
        "No session today.",
        "The day sheet",
        reverse("admin:booking_bookingrequest_today"),
    )


def session(slot: Slot) -> Line:
    request = slot.request
    start = timezone.localtime(request.start)
    noun = "place" if slot.capacity == 1 else "places"
    places = f"{slot.places} of {slot.capacity} {noun} taken"
    held = "" if request.state == "accepted" else f" {request.get_state_display()}."
    return Line(
        f"{start:%I:%M %p}".removeprefix("0") + f" {request.name}",
        reverse("admin:booking_bookingrequest_change", args=[request.pk]),
        f"{asked_for(request)}. {places}.{held}",
    )


def set_aside() -> Card:
    requests = BookingRequest.objects.set_aside()
    lines = [
        Line(
            each.name,
            reverse("admin:booking_bookingrequest_change", args=[each.pk]),
            each.suspicion,
        )
        for each in requests[:MOST_LINES]
    ]
    return Card(
        "Set aside as spam",
        requests.count(),
        lines,
        "Nothing looks like spam.",
        "All of them",
        reverse("admin:booking_bookingrequest_changelist") + "?spam=aside",
    )


def undelivered() -> Card:
    mails = OutboxMail.objects.undelivered()
    lines = [
        Line(
            str(mail.entry.request),
            reverse("admin:booking_outboxmail_change", args=[mail.pk]),
            f"{mail}. {mail.error}",
        )
        for mail in mails.select_related("entry__request")[:MOST_LINES]
    ]
    return Card(
        "Undelivered mails",
        mails.count(),
        lines,
        "Every mail went out.",
        "All of them",
        reverse("admin:booking_outboxmail_changelist") + "?delivery=undelivered",
    )
