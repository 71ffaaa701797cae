"""Storing a new request: once, however often its form is sent."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from ..calendar_rules.opening_hours import PartOfDay
from ..models import BookingRequest, PrivateLink, Wish
from ..models.history import Action
from .acts import VISITOR
from .changes import notify
from .deadlines import next_reminder


def submit(
    booking: BookingRequest,
    wished: Sequence[tuple[date, PartOfDay]],
    *,
    who: str = VISITOR,
) -> tuple[BookingRequest, bool]:
    """Store a new request with its wished times; return it and whether it is new.

    `booking` is unsaved. A form key that is stored already gives the stored request,
    whatever else was sent: one key is one request.
    """
    stored = BookingRequest.objects.filter(form_key=booking.form_key)
    if first := stored.first():
        return first, False
    try:
        with transaction.atomic():
            return store(booking, wished, who), True
    except IntegrityError:
        return stored.get(), False


def store(
    booking: BookingRequest, wished: Sequence[tuple[date, PartOfDay]], who: str
) -> BookingRequest:
    booking.answer_by = booking.wishes_end_at
    booking.remind_at = next_reminder(booking)
    booking.save(force_insert=True)
    Wish.objects.bulk_create(
        Wish(request=booking, rank=rank, day=day, part=part)
        for rank, (day, part) in enumerate(wished, 1)
    )
    PrivateLink.objects.create_for(booking)
    notify(booking, Action.SUBMIT, who=who)
    return booking
