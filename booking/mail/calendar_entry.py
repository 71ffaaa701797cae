"""Sessions as iCalendar (RFC 5545, RFC 5546): in the visitor's mail, on the visitor's
page and in the desk's feed. Times are written in UTC, so no time zone needs describing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress

from articles.utils.text import one_line

from ..models import BookingRequest, HistoryEntry, Spa
from ..models.history import Action

SETTLED = {Action.ACCEPT, Action.AGREE, Action.MOVE}


def invitation(entry: HistoryEntry, spa: Spa) -> tuple[str, str] | None:
    """The method and the file that belong to a mail of `entry` to the visitor.

    REQUEST where a time was agreed, CANCEL where one fell, None otherwise.
    """
    if entry.action in SETTLED:
        method, start, status = "REQUEST", entry.start, "CONFIRMED"
    elif entry.former_start:
        method, start, status = "CANCEL", entry.former_start, "CANCELLED"
    else:
        return None
    event = session(entry.request, start, entry.sequence, at=entry.at)
    describe(event, entry.request, spa, status)
    event.add("organizer", person(spa.desk_address, spa.name))
    event.add("attendee", attendee(entry.request))
    return method, calendar([event], method=method)


def session_file(request: BookingRequest, spa: Spa) -> str:
    """The agreed session of `request`, for a calendar to take in."""
    event = session(request, request.start, request.sequence, at=timezone.now())
    describe(event, request, spa, "CONFIRMED")
    return calendar([event], method="PUBLISH")


def feed(requests: Iterable[BookingRequest], spa: Spa) -> str:
    """The agreed sessions for the staff's calendars: initials only."""
    events = []
    for request in requests:
        event = session(request, request.start, request.sequence, at=timezone.now())
        event.add("summary", one_line(f"{request.initials} {request.service_name}"))
        events.append(event)
    return calendar(events, method="PUBLISH", name=one_line(f"Sessions at {spa.name}"))


def session(
    request: BookingRequest, start: datetime, sequence: int, at: datetime
) -> Event:
    event = Event()
    event.add("uid", f"session-{request.reference}@knotcare")
    event.add("sequence", sequence)
    event.add("dtstamp", at)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=request.minutes))
    return event


def describe(event: Event, request: BookingRequest, spa: Spa, status: str) -> None:
    """What the visitor reads in their calendar."""
    event.add("summary", one_line(f"{request.service_name} at {spa.name}"))
    event.add("location", one_line(place(spa)))
    event.add("status", status)


def calendar(events: list[Event], **properties: str) -> str:
    result = Calendar()
    result.add("version", "2.0")
    result.add("prodid", "-//Knotcare//Sessions//EN")
    for name, value in properties.items():
        result.add(name, value)
    for event in events:
        result.add_component(event)
    return result.to_ical().decode()


def person(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{parseaddr(email)[1]}")
    address.params["CN"] = one_line(name)
    return address


def attendee(request: BookingRequest) -> vCalAddress:
    address = person(request.email, request.name)
    address.params["PARTSTAT"] = "ACCEPTED"
    address.params["RSVP"] = "FALSE"
    return address


def place(spa: Spa) -> str:
    parts = [spa.name, spa.street, spa.city, f"{spa.region} {spa.postal_code}".strip()]
    return ", ".join(part for part in parts if part)
