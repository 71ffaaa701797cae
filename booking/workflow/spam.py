"""What looks like spam, without puzzles: it is kept aside for the desk, never refused."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.crypto import salted_hmac

from ..models import BookingRequest
from ..utils.client_ip import client_address, network, wrong_proxies

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_OF_A_CLIENT, MOST_ALIKE, MOST_OF_A_CONTACT = 30, 5, 3

log = logging.getLogger(__name__)


def client(request) -> str:
    """A keyed hash of the sender's address; empty where there is none."""
    if wrong := wrong_proxies(request):
        log.error("proxies: %s.", wrong)
    address = client_address(request)
    if not address:
        return ""
    value = network(address)
    return salted_hmac("booking.client", value, algorithm="sha256").hexdigest()


def suspicion(
    booking: BookingRequest, *, trap: str, is_hasty: bool, now: datetime
) -> str:
    """Why an unsaved request looks like spam, in words for the desk; empty if it doesn't.

    `trap` is what was typed into the field that no person sees; `is_hasty` says that
    the form was sent faster than anyone fills it in.
    """
    if trap:
        return "A field that people don’t see was filled in."
    if is_hasty:
        return "It was sent within three seconds."
    recent = BookingRequest.objects
    from_client = recent.filter(client=booking.client, created_at__gt=now - AN_HOUR)
    if booking.client and from_client.count() >= MOST_OF_A_CLIENT:
        return f"More than {MOST_OF_A_CLIENT} requests in an hour from one address."
    if booking.client and from_client.filter(alike(booking)).count() >= MOST_ALIKE:
        return f"More than {MOST_ALIKE} like it in an hour from one address."
    from_contact = recent.filter(same_contact(booking), created_at__gt=now - A_DAY)
    if from_contact.count() >= MOST_OF_A_CONTACT:
        return f"More than {MOST_OF_A_CONTACT} requests in a day with this contact."
    return ""


def same_contact(booking: BookingRequest) -> Q:
    """Requests with its mail or its phone, of those that it gives."""
    by_mail = Q(email__iexact=booking.email) if booking.email else Q(pk=None)
    by_phone = Q(phone=booking.phone) if booking.phone else Q(pk=None)
    return by_mail | by_phone


def alike(booking: BookingRequest) -> Q:
    """Requests with its name or its note. One office, or one phone company's gateway,
    has one address for many people; a program sends the same again."""
    by_note = Q(note=booking.note) if booking.note else Q(pk=None)
    return Q(name__iexact=booking.name) | by_note
