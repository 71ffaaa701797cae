"""Storing a new request: once, however often its form is sent."""

from django.db import IntegrityError, transaction

from ..models import BookingRequest, PrivateLink, Wish
from ..models.history import Action
from .acts import VISITOR
from .changes import next_reminder, tell


def submit(
    request: BookingRequest, wishes: list[Wish], *, who: str = VISITOR
) -> tuple[BookingRequest, bool]:
    """Store a new request with its wishes; return it and whether it is new.

    `request` is unsaved. A form key that is stored already gives the stored request,
    whatever else was sent: one key is one request.
    """
    stored = BookingRequest.objects.filter(form_key=request.form_key)
    if first := stored.first():
        return first, False
    try:
        with transaction.atomic():
            return store(request, wishes, who), True
    except IntegrityError:
        return stored.get(), False


def store(request: BookingRequest, wishes: list[Wish], who: str) -> BookingRequest:
    request.answer_by = request.wishes_end_at
    request.remind_at = next_reminder(request)
    request.save(force_insert=True)
    for rank, wish in enumerate(wishes, 1):
        wish.request, wish.rank = request, rank
    Wish.objects.bulk_create(wishes)
    PrivateLink.objects.create_for(request)
    tell(request, Action.SUBMIT, who=who)
    return request
