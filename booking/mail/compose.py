"""A queued mail as a message. Each wording is one plain text in templates/mail/: its first
line is the subject, and the HTML part is made of the same text.

Whose address a mail goes to is not proven, so a mail to the visitor has no free text of
the visitor’s: nobody can make the spa send words of theirs to a stranger.
"""

import logging
from dataclasses import replace
from email.utils import formataddr, getaddresses, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from articles.utils.text import one_line

from ..models import BookingRequest, HistoryEntry, OutboxMail, Spa
from ..models.details import Detail
from ..models.history import VISITOR, Action
from ..utils.formatting import spoken_phone
from .calendar_entry import invitation
from .plain_text import QUOTE, paragraphs, quoted, unquoted, wrapped

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}

log = logging.getLogger(__name__)


def message(mail: OutboxMail) -> EmailMultiAlternatives:
    """The message of a queued mail, as `django.core.mail` sends it."""
    spa, ours = Spa.objects.current(), links(mail)
    subject, parts = wording(mail.entry, mail.recipient, spa, ours)
    to_visitor = mail.recipient == OutboxMail.Recipient.VISITOR
    visitor, desk = mail.entry.request.email, spa.desk_address
    to, other_side = (visitor, desk) if to_visitor else (desk, visitor)
    if mail.entry.action == Action.SET_ASIDE:
        other_side = ""  # it tells of several
    result = EmailMultiAlternatives(
        subject,
        wrapped("\n\n".join(parts)) + "\n",
        from_email=sender(spa),
        to=[to],
        reply_to=[other_side] if is_address(other_side) else None,
        headers=HEADERS | {"Message-ID": mail.message_id},
    )
    result.attach_alternative(as_html(parts, subject, ours), "text/html")
    if to_visitor:
        attach_invitation(result, mail.entry, spa)
    return result


def without_keys(mail: OutboxMail) -> tuple[str, str]:
    """The subject and the text of a mail, which open no private page."""
    made = message(mail)
    text = made.body
    for link in mail.entry.request.links.all():
        text = text.replace(link.key, "…")
    return made.subject, text


def sender(spa: Spa) -> str:
    """The site’s own address under the spa’s name."""
    return formataddr((in_header(spa.name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def in_header(text: str) -> str:
    """The text on one line, nothing in which looks encoded to who reads it (RFC 2047)."""
    return one_line(text).replace("=?", "= ?")


def is_address(address: str) -> bool:
    """Whether `address` is exactly one, with or without a name, fit for a header."""
    found = [email for _, email in getaddresses([address])]
    return len(found) == 1 and "@" in found[0] and address.isprintable()


def wording(
    entry: HistoryEntry, recipient: str, spa: Spa, ours: dict[str, str]
) -> tuple[str, list[str]]:
    """The subject of a mail about `entry`, and the paragraphs of its text."""
    template = get_template(f"mail/{recipient}/{entry.action}.txt").template
    context = Context(facts(entry, spa) | {"links": ours}, autoescape=False)
    subject, *parts = paragraphs(template.render(context))
    return in_header(subject), parts


def harmless(details: list[Detail]) -> tuple[list[Detail], list[Detail]]:
    """The details for the desk that have a value: in one line each, and quoted."""
    short = [
        replace(each, value=one_line(each.value))
        for each in details
        if each.value and not each.is_long and each.name != "area"
    ]
    long = [replace(each, value=quoted(each.value)) for each in details if each.is_long]
    return short, [each for each in long if each.value]


def facts(entry: HistoryEntry, spa: Spa) -> dict:
    """What a wording may say; the words of others in one line, or quoted."""
    booking = entry.request
    short, long = harmless(booking.details)
    is_first = entry.action in (Action.SUBMIT, Action.CLEAR)
    return {
        "reference": booking.reference,
        "service": one_line(booking.service_name),
        "minutes": booking.minutes,
        "wishes": list(booking.wishes.all()),
        "area": one_line(str(booking.area or "")),
        "person": short,
        "words": long,
        "delete_on": booking.delete_on,
        "email": one_line(booking.email),
        "phone": one_line(spoken_phone(booking.phone)),
        "start": entry.start,
        "former_start": entry.former_start,
        "answer_by": booking.wishes_end_at if is_first else booking.answer_by,
        "why": quoted(entry.why),
        "who": one_line(entry.who),
        "by_visitor": entry.who == VISITOR,
        "overridden": one_line(entry.overridden),
        "set_aside": BookingRequest.objects.set_aside(),
        "is_latest": entry.sequence == booking.sequence,
        "spa_name": one_line(spa.name),
        "spa_phone": one_line(spa.phone),
        "spa_street": one_line(spa.street),
        "spa_town": one_line(f"{spa.city}, {spa.region} {spa.postal_code}").strip(", "),
        "zone": settings.TIME_ZONE,
    }


def links(mail: OutboxMail) -> dict[str, str]:
    """The addresses of ours that the recipient may have: nobody gets the other side’s."""
    booking = mail.entry.request
    own_page = booking.links.get(purpose=mail.recipient)
    paths = {mail.recipient: own_page.get_absolute_url()}
    if mail.recipient == OutboxMail.Recipient.VISITOR:
        paths["book"] = reverse("booking:book")
    else:
        paths["admin"] = reverse(
            "admin:booking_bookingrequest_change", args=[booking.pk]
        )
        requests = reverse("admin:booking_bookingrequest_changelist")
        paths["set_aside"] = f"{requests}?spam=aside"
    return {name: settings.SITE_URL + path for name, path in paths.items()}


def as_html(parts: list[str], subject: str, ours: dict[str, str]) -> str:
    """The paragraphs as HTML; addresses of ours as links, quotations as such."""
    names = {address: name for name, address in ours.items()}
    items = [
        {
            "text": unquoted(part),
            "link": names.get(part),
            "is_quoted": part.startswith(QUOTE),
        }
        for part in parts
    ]
    return render_to_string("mail/mail.html", {"parts": items, "subject": subject})


def attach_invitation(
    message: EmailMultiAlternatives, entry: HistoryEntry, spa: Spa
) -> None:
    """Add the calendar part. Where it can't be made, the mail goes without it."""
    try:
        made = invitation(entry, spa)
    except Exception:
        log.exception("No calendar part for history entry %s", entry.pk)
        return
    if made:
        method, text = made
        message.attach_alternative(text, f"text/calendar; method={method}")
