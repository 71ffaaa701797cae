"""What is kept of one person: found by a mail address or a phone number, and copied."""

import json
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils import timezone
from phonenumber_field.phonenumber import to_python

from . import mails
from .models import BookingRequest, HistoryEntry, OutboxMail
from .models.history import VISITOR
from .spam import same_contact
from .wording import spoken_phone
from .workflow import DESK, SITE


class NoContact(ValueError):
    """What was typed is neither a mail address nor a phone number."""


def requests_with(contacts: list[str]) -> QuerySet:
    """The requests that give one of these mail addresses or phone numbers, in whatever
    way it is written. Raises NoContact."""
    wanted = Q(pk=None)
    for contact in contacts:
        wanted |= same_contact(asked_by(contact.strip()))
    return in_order(BookingRequest.objects.filter(wanted))


def requests_like(request: BookingRequest) -> QuerySet:
    """The requests with its mail or its phone, itself among them."""
    return in_order(BookingRequest.objects.filter(same_contact(request)))


def in_order(requests: QuerySet) -> QuerySet:
    return requests.select_related("area").order_by("created_at", "pk")


def asked_by(contact: str) -> BookingRequest:
    """An unsaved request with this contact alone."""
    if "@" in contact:
        try:
            validate_email(contact)
        except ValidationError as error:
            raise NoContact(f"This is no mail address: {contact}") from error
        return BookingRequest(email=contact)
    phone = to_python(contact)
    if not (phone and phone.is_valid()):
        raise NoContact(f"This is neither a mail address nor a phone number: {contact}")
    return BookingRequest(phone=phone)


def copy_of(requests: QuerySet) -> str:
    """All that is kept with these requests, as JSON that a person can read, too."""
    content = {
        "made_at": moment(timezone.now()),
        "requests": [of_request(request) for request in requests],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def of_request(request: BookingRequest) -> dict:
    return {
        "reference": request.reference,
        "state": request.get_state_display(),
        "sent": moment(request.created_at),
        "deleted_on": str(request.delete_on),
        "service": request.service_name,
        "minutes": request.minutes,
        "wishes": [f"{wish.day}, {wish.part}" for wish in request.wishes.all()],
        "session": moment(request.start),
        "where_it_hurts_most": str(request.area or ""),
        "name": request.name,
        "mail": request.email,
        "phone": spoken_phone(request.phone),
        "note": request.note,
        "none_of_the_cautions_applies": request.fit_for_massage,
        "agreed_to_be_kept": request.consented,
        "set_aside_as_spam": request.suspicion,
        "sent_from": f"scrambled address {request.client}" if request.client else "",
        "history": [of_entry(entry) for entry in request.history.all()],
    }


def of_entry(entry: HistoryEntry) -> dict:
    """What happened. Who works at the spa is not told: that is of another person."""
    if entry.who not in (VISITOR, SITE):
        entry.who = DESK
    return {
        "at": moment(entry.at),
        "what": entry.get_action_display(),
        "by": entry.who,
        "words": entry.why,
        "session": moment(entry.start),
        "session_before": moment(entry.former_start),
        "in_spite_of": entry.overridden,
        "mails": [of_mail(mail) for mail in entry.mails.all()],
    }


def of_mail(mail: OutboxMail) -> dict:
    """A mail as it is worded, without the keys of private pages."""
    subject, text = mails.without_keys(mail)
    return {
        "to": mail.entry.request.email if mail.recipient == "visitor" else DESK,
        "queued": moment(mail.created_at),
        "sent": moment(mail.sent_at),
        "error": mail.error,
        "subject": subject,
        "text": text,
    }


def moment(at: datetime | None) -> str:
    """2027-03-06T10:00:00-06:00, in the spa's zone; empty for none."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
