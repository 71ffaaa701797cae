"""The calendar part of the mails, read back with a calendar library, and the feed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from booking import mails, workflow
from booking.calendar import feed, session_file
from booking.hours import PartOfDay
from booking.models import BookingRequest, HistoryEntry, Spa

from .life import ELEVEN_FIFTEEN, TEN, accept, at, propose
from .post import STORIES, calendar_parts, last_mails, tell

HOSTILE = 'Ana "B"\r\nATTENDEE:mailto:evil@evil.example\nEND:VEVENT\x00; \u2028,\\n'


def invitation(request) -> Calendar:
    """The calendar part of what the visitor is sent of the last that happened."""
    (part,) = calendar_parts(last_mails(request)["visitor"])
    return Calendar.from_ical(part.get_content())


def event(request):
    (found,) = invitation(request).walk("VEVENT")
    return found


@pytest.mark.parametrize("action", STORIES)
def test_only_what_sets_or_ends_a_time_has_a_calendar_part(make_request, clock, action):
    messages = last_mails(tell(make_request, clock, action))
    parts = {side: calendar_parts(message) for side, message in messages.items()}

    told = action in {"accept", "agree", "move", "cancel"}
    assert len(parts.get("visitor", [])) == told
    assert parts.get("desk", []) == []


@pytest.mark.parametrize("action", ["accept", "agree", "move"])
def test_an_agreed_time_is_an_invitation(make_request, clock, action):
    request = tell(make_request, clock, action)
    (session,) = invitation(request).walk("VEVENT")

    assert invitation(request)["METHOD"] == "REQUEST"
    assert session["STATUS"] == "CONFIRMED"
    assert session["ORGANIZER"] == "mailto:desk@spa.example"
    assert session["ATTENDEE"] == "mailto:ana@visitor.example"
    assert session["ATTENDEE"].params["CN"] == "Ana Bell"
    assert session["SUMMARY"] == "Deep tissue at La Moon Massage and Facial"
    assert session["LOCATION"] == "La Moon Massage and Facial, Houston, Texas"
    assert session.end - session.start == timedelta(minutes=60)


def test_an_agreed_time_that_falls_is_cancelled(make_request):
    booked = accept(make_request())
    booked_then_offered = propose(accept(make_request(), override=True), ELEVEN_FIFTEEN)
    cancelled = workflow.cancel(booked, who="Eve")

    for request in (cancelled, booked_then_offered):
        assert invitation(request)["METHOD"] == "CANCEL"
        assert event(request)["STATUS"] == "CANCELLED"
        assert event(request).start == TEN


def test_a_session_keeps_its_uid_and_its_sequence_grows(make_request):
    request = accept(make_request())
    told = [event(request)]
    for act in (
        lambda: workflow.move(request, ELEVEN_FIFTEEN, who="Eve"),
        lambda: propose(request, at(TEN.date(), 14)),
        lambda: workflow.agree(request),
        lambda: workflow.cancel(request, who="Eve"),
    ):
        told.append(event(act()))

    sequences = [session["SEQUENCE"] for session in told]
    assert {session["UID"] for session in told} == {told[0]["UID"]}
    assert sequences == sorted(set(sequences))


@pytest.mark.parametrize(
    ("day", "hours_behind"),
    [
        (date(2027, 3, 13), 6),
        (date(2027, 3, 14), 5),
        (date(2027, 3, 15), 5),
        (date(2027, 11, 6), 5),
        (date(2027, 11, 7), 6),
        (date(2027, 11, 8), 6),
    ],
)
def test_times_are_in_utc_on_both_sides_of_the_clock_change(
    make_request, day, hours_behind
):
    asked = make_request([(day, PartOfDay.MORNING)], delete_on=day + timedelta(days=90))
    request = accept(asked, at(day, 10), override=True)
    (part,) = calendar_parts(last_mails(request)["visitor"])

    assert f"DTSTART:{day:%Y%m%d}T{10 + hours_behind}0000Z" in part.get_content()
    assert f"DTEND:{day:%Y%m%d}T{11 + hours_behind}0000Z" in part.get_content()
    assert event(request).start == datetime(
        day.year, day.month, day.day, 10 + hours_behind, tzinfo=UTC
    )


def test_the_part_names_its_method_and_one_charset(make_request):
    (part,) = calendar_parts(last_mails(accept(make_request()))["visitor"])
    header = str(part["Content-Type"])

    assert part.get_param("method") == "REQUEST"
    assert header.lower().count("charset") == 1
    assert part.get_content_charset() == "utf-8"
    assert part.get_content_disposition() is None


def test_a_retry_sends_the_same_part(make_request, clock):
    request = accept(make_request())
    first = invitation(request).to_ical()
    clock.shift(3600)

    assert invitation(request).to_ical() == first


def test_hostile_words_add_no_property(make_request):
    plain = event(accept(make_request()))
    Spa.objects.update(name=HOSTILE, street=HOSTILE, city=HOSTILE)
    request = make_request(name=HOSTILE, service_name=HOSTILE)
    hostile = event(accept(request, override=True))

    assert set(hostile) == set(plain)
    assert hostile["ATTENDEE"] == "mailto:ana@visitor.example"
    for words in (hostile["SUMMARY"], hostile["ATTENDEE"].params["CN"]):
        assert words.startswith('Ana "B" ATTENDEE:mailto:evil@evil.example END:VEVENT')


def test_long_words_are_folded(make_request):
    request = accept(make_request(name="Nguyễn 🌙 " * 40, service_name="é" * 500))
    (part,) = calendar_parts(last_mails(request)["visitor"])

    lines = part.get_payload(decode=True).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert event(request)["ATTENDEE"].params["CN"] == ("Nguyễn 🌙 " * 40).strip()


def test_an_organizer_is_an_address_alone(make_request, settings):
    Spa.objects.update(desk_email="")
    settings.DEFAULT_FROM_EMAIL = "Knotcare <desk@site.example>"

    assert event(accept(make_request()))["ORGANIZER"] == "mailto:desk@site.example"


def test_a_calendar_that_fails_does_not_stop_the_mail(make_request, monkeypatch):
    request = accept(make_request())
    monkeypatch.setattr(mails, "invitation", lambda *_: 1 / 0)

    message = last_mails(request)["visitor"]
    assert "Your session is booked" in message["Subject"]
    assert calendar_parts(message) == []


def test_the_feed_shows_initials_alone(make_request):
    accept(make_request(note="My neck is stiff", phone="+17135550100"))
    text = feed(BookingRequest.objects.agreed(), Spa.objects.get())

    (session,) = Calendar.from_ical(text).walk("VEVENT")
    assert session["SUMMARY"] == "A.B. Deep tissue"
    assert session.start == TEN
    assert set(session) == {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    assert not any(word in text for word in ["Ana", "Bell", "visitor.example", "neck"])


def test_hostile_names_and_no_name_do_no_harm_to_the_feed(make_request):
    accept(make_request(name="\u202eana \r\nEND:VEVENT"))
    accept(make_request(name=" "), override=True)
    text = feed(BookingRequest.objects.agreed(), Spa.objects.get())

    assert len(Calendar.from_ical(text).walk("VEVENT")) == 2
    assert "\u202e" not in text


def test_the_visitors_file_is_the_session_as_it_stands(make_request):
    request = workflow.move(accept(make_request()), ELEVEN_FIFTEEN, who="Eve")
    found = Calendar.from_ical(session_file(request, Spa.objects.get()))

    (session,) = found.walk("VEVENT")
    assert found["METHOD"] == "PUBLISH"
    assert session.start == ELEVEN_FIFTEEN
    assert session["UID"] == event(request)["UID"]
    assert session["SEQUENCE"] == HistoryEntry.objects.last().sequence
