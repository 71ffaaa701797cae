"""What the front desk sees first in the admin, in cards."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timeuntil

from articles.dashboard import MOST_LINES, Card, Line

from .availability.agenda import Slot, days
from .availability.schedule import current_schedule
from .models import BookingRequest, OutboxMail
from .models.booking_request import State
from .utils.formatting import spoken_instant, spoken_time

REQUESTS = "admin:booking_bookingrequest"


def cards(user) -> list[Card]:
    """The desk's cards, those that this person may see."""
    found = []
    if user.has_perm("booking.view_bookingrequest"):
        page = "answer" if user.has_perm("booking.change_bookingrequest") else "change"
        found += [waiting(page), today(), set_aside()]
    if user.has_perm("booking.view_outboxmail"):
        found.append(undelivered())
    return found


def card(
    title: str, rows: QuerySet, line: Callable, empty: str, more: str, url: str
) -> Card:
    lines = [line(row) for row in rows[:MOST_LINES]]
    return Card(title, rows.count(), lines, empty, more, url)


def waiting(page: str) -> Card:
    """Requests without an answer, the most pressing first; `page` is where they lead."""
    now = timezone.now()
    return card(
        "Waiting for an answer",
        BookingRequest.objects.waiting(),
        lambda booking: Line(
            booking.name,
            reverse(f"{REQUESTS}_{page}", args=[booking.pk]),
            f"{asked_for(booking)}. {time_left(booking, now)}",
        ),
        "Nobody waits for an answer. Well done.",
        "All requests",
        reverse(f"{REQUESTS}_changelist"),
    )


def asked_for(booking: BookingRequest) -> str:
    return f"{booking.service_name}, {booking.minutes} minutes"


def time_left(booking: BookingRequest, now: datetime) -> str:
    until = spoken_instant(booking.answer_by)
    if booking.answer_by <= now:
        return f"Its time ran out on {until}."
    return f"{timeuntil(booking.answer_by, now, depth=1)} left, until {until}."


def today() -> Card:
    (day,) = days(current_schedule(), timezone.localdate())
    return Card(
        "Today’s sessions",
        len(day.slots),
        [session(slot) for slot in day.slots],
        "No session today.",
        "The day sheet",
        reverse(f"{REQUESTS}_today"),
    )


def session(slot: Slot) -> Line:
    booking = slot.request
    clock = spoken_time(booking.start).rpartition(" ")[0]
    noun = "place" if slot.capacity == 1 else "places"
    is_agreed = booking.state == State.ACCEPTED
    state = "" if is_agreed else f" {booking.get_state_display()}."
    return Line(
        f"{clock} {booking.name}",
        reverse(f"{REQUESTS}_change", args=[booking.pk]),
        f"{asked_for(booking)}. {slot.places} of {slot.capacity} {noun} taken.{state}",
    )


def set_aside() -> Card:
    return card(
        "Set aside as spam",
        BookingRequest.objects.set_aside(),
        lambda booking: Line(
            booking.name,
            reverse(f"{REQUESTS}_change", args=[booking.pk]),
            booking.suspicion,
        ),
        "Nothing looks like spam.",
        "All of them",
        reverse(f"{REQUESTS}_changelist") + "?spam=aside",
    )


def undelivered() -> Card:
    return card(
        "Undelivered mails",
        OutboxMail.objects.undelivered().select_related("entry__request"),
        lambda mail: Line(
            str(mail.entry.request),
            reverse("admin:booking_outboxmail_change", args=[mail.pk]),
            f"{mail}. {mail.error}",
        ),
        "Every mail went out.",
        "All of them",
        reverse("admin:booking_outboxmail_changelist") + "?delivery=undelivered",
    )
