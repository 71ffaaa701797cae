"""What is kept of one person: found by the contact of a request, and copied."""

import json
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ..mail import compose
from ..models import BookingRequest, HistoryEntry, OutboxMail
from ..models.history import VISITOR
from ..workflow.acts import DESK, SITE
from ..workflow.spam import same_contact


def requests_like(booking: BookingRequest) -> QuerySet:
    """The requests with its mail or its phone, itself among them."""
    found = BookingRequest.objects.filter(same_contact(booking))
    return found.select_related("area").order_by("created_at", "pk")


def copy_of(requests: QuerySet) -> str:
    """All that is kept with these requests, as JSON that a person can read, too."""
    content = {
        "made_at": moment(timezone.now()),
        "requests": [of_request(booking) for booking in requests],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def of_request(booking: BookingRequest) -> dict:
    return {
        "reference": booking.reference,
        "state": booking.get_state_display(),
        "sent": moment(booking.created_at),
        "deleted_on": str(booking.delete_on),
        "service": booking.service_name,
        "minutes": booking.minutes,
        "wishes": [f"{wish.day}, {wish.part}" for wish in booking.wishes.all()],
        "session": moment(booking.start),
        **{
            detail.label.lower().replace(" ", "_"): detail.value
            for detail in booking.details
        },
        "none_of_the_cautions_applies": booking.fit_for_massage,
        "agreed_to_be_kept": booking.consented,
        "set_aside_as_spam": booking.suspicion,
        "sent_from": f"scrambled address {booking.client}" if booking.client else "",
        "history": [of_entry(entry) for entry in booking.history.all()],
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
    subject, text = compose.without_keys(mail)
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
