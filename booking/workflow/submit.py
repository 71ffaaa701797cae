"""Storing a new request: once, however often its form is sent."""

from django.db import IntegrityError, transaction

from ..models import BookingRequest, PrivateLink, Wish
from ..models.history import Action
from .acts import VISITOR
from .changes import notify
from .deadlines import next_reminder


def submit(
    booking: BookingRequest, wishes: list[Wish], *, who: str = VISITOR
) -> tuple[BookingRequest, bool]:
    """Store a new request with its wishes; return it and whether it is new.

    `booking` is unsaved. A form key that is stored already gives the stored request,
    whatever else was sent: one key is one request.
    """
    stored = BookingRequest.objects.filter(form_key=booking.form_key)
    if first := stored.first():
        return first, False
    try:
        with transaction.atomic():
            return store(booking, wishes, who), True
    except IntegrityError:
        return stored.get(), False


def store(booking: BookingRequest, wishes: list[Wish], who: str) -> BookingRequest:
    booking.answer_by = booking.wishes_end_at
    booking.remind_at = next_reminder(booking)
    booking.save(force_insert=True)
    for rank, wish in enumerate(wishes, 1):
        wish.request, wish.rank = booking, rank
    Wish.objects.bulk_create(wishes)
    PrivateLink.objects.create_for(booking)
    notify(booking, Action.SUBMIT, who=who)
    return booking
