"""Sessions in calendars: of the visitor by mail or file, of the desk by its feed."""

from datetime import UTC, date, time, timedelta

import pytest
from icalendar import Calendar

from booking.calendar_rules.opening_hours import PartOfDay
from booking.mail import compose
from booking.models import Spa, SpecialHours
from booking.workflow import acts

from ..life import AFTER, ELEVEN_FIFTEEN, SATURDAY, TEN, accept, at, propose, undone
from ..page import text
from .post import calendar_parts, last_mails

SPRING, AUTUMN = date(2027, 3, 14), date(2027, 11, 7)
CHANGE = "/admin/booking/spa/1/change/"
NEW_FEED = "/admin/booking/spa/1/new-feed/"


def calendar_part(request):
    """The calendar part of what the visitor is sent of the last that happened."""
    (part,) = calendar_parts(last_mails(request)["visitor"])
    return part


def invitation(request) -> Calendar:
    return Calendar.from_ical(calendar_part(request).get_content())


def event(request):
    (found,) = invitation(request).walk("VEVENT")
    return found


def feed_url() -> str:
    return f"/desk/feed/{Spa.objects.get().feed_key}.ics"


def events(client) -> list:
    response = client.get(feed_url())
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_an_agreed_time_is_an_invitation_and_nothing_else_is(tell_all, subtests):
    stories, methods = tell_all(), {}
    for action, request in stories.items():
        for side, message in last_mails(request).items():
            for part in calendar_parts(message):
                methods[action, side] = part.get_param("method")

    settled = ("accept", "agree", "move")
    assert methods == dict.fromkeys(
        [(action, "visitor") for action in settled], "REQUEST"
    ) | {("cancel", "visitor"): "CANCEL"}
    for action in settled:
        with subtests.test(action=action):
            part, session = calendar_part(stories[action]), event(stories[action])

            assert str(part["Content-Type"]).lower().count("charset") == 1
            assert part.get_content_charset() == "utf-8"
            assert part.get_content_disposition() is None
            assert invitation(stories[action])["METHOD"] == "REQUEST"
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
    cancelled = acts.cancel(booked, who="Eve")

    for request in (cancelled, booked_then_offered):
        assert invitation(request)["METHOD"] == "CANCEL"
        assert event(request)["STATUS"] == "CANCELLED"
        assert event(request).start == TEN


def test_a_session_keeps_its_uid_and_its_sequence_grows(make_request):
    request = accept(make_request())
    told = [event(request)]
    for act in (
        lambda: acts.move(request, ELEVEN_FIFTEEN, who="Eve"),
        lambda: propose(request, at(TEN.date(), 14)),
        lambda: acts.agree(request),
        lambda: acts.cancel(request, who="Eve"),
    ):
        told.append(event(act()))

    sequences = [session["SEQUENCE"] for session in told]
    assert {session["UID"] for session in told} == {told[0]["UID"]}
    assert sequences == sorted(set(sequences))


@pytest.mark.parametrize(
    ("day", "hour", "utc_hour"),
    [
        (date(2027, 3, 13), 10, 16),
        (SPRING, 1, 7),
        (SPRING, 3, 8),
        (SPRING, 10, 15),
        (date(2027, 3, 15), 10, 15),
        (date(2027, 11, 6), 10, 15),
        (AUTUMN, 0, 5),
        (AUTUMN, 2, 8),
        (AUTUMN, 10, 16),
        (date(2027, 11, 8), 10, 16),
        (date(2028, 2, 29), 10, 16),
        (date(2027, 12, 31), 10, 16),
        (date(2028, 1, 1), 10, 16),
    ],
)
def test_a_time_is_right_on_days_when_clocks_or_calendars_turn(
    make_request, clock, day, hour, utc_hour
):
    SpecialHours.objects.create(day=day, opens=time(0), closes=time(23, 45))
    clock.move_to(at(day - timedelta(days=1), 9))
    request = make_request([(day, PartOfDay.MORNING)], delete_on=day + timedelta(99))

    accepted = accept(request, at(day, hour))
    told = accepted.history.last().start
    content = calendar_part(accepted).get_content()
    moved = acts.move(accepted, at(day, 20), who="Eve")

    assert (told.astimezone(UTC).day, told.astimezone(UTC).hour) == (day.day, utc_hour)
    assert f"DTSTART:{day:%Y%m%d}T{utc_hour:02}0000Z" in content
    assert f"DTEND:{day:%Y%m%d}T{utc_hour + 1:02}0000Z" in content
    assert moved.history.last().former_start == told
    with pytest.raises(acts.Clashing):
        accept(make_request(delete_on=request.delete_on), at(day, 20, 45))


def test_a_retry_sends_the_same_part(make_request, clock):
    request = accept(make_request())
    first = invitation(request).to_ical()
    clock.shift(3600)

    assert invitation(request).to_ical() == first


def test_long_words_are_folded_and_whole(make_request):
    words = 'Nguyễn "🌙"\r\nEND:VEVENT\x00; \u2028,\\n ' * 20
    request = accept(make_request(name=words, service_name=words))

    lines = calendar_part(request).get_payload(decode=True).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for kept in (event(request)["ATTENDEE"].params["CN"], event(request)["SUMMARY"]):
        assert kept.startswith(('Nguyễn "🌙" END:VEVENT; ,\\n ' * 20).strip())


def test_an_organizer_is_an_address_alone(make_request, settings):
    Spa.objects.update(desk_email="")
    settings.DEFAULT_FROM_EMAIL = "Knotcare <desk@site.example>"

    assert event(accept(make_request()))["ORGANIZER"] == "mailto:desk@site.example"


def test_a_calendar_that_fails_does_not_stop_the_mail(make_request, monkeypatch):
    request = accept(make_request())
    monkeypatch.setattr(compose, "invitation", lambda *_: 1 / 0)

    message = last_mails(request)["visitor"]
    assert "Your session is booked" in message["Subject"]
    assert calendar_parts(message) == []


def test_the_feed_has_agreed_sessions_by_initials(client, make_request):
    accept(make_request(note="My neck is stiff", phone="+17135550100"))
    accept(make_request(name=" "), at(SATURDAY, 16))
    propose(make_request(), at(SATURDAY, 14))
    make_request()

    event, nameless = events(client)

    assert nameless.start == at(SATURDAY, 16)

    assert event["SUMMARY"] == "A.B. Deep tissue"
    assert (event.start, event.end) == (TEN, TEN + timedelta(hours=1))
    assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    for secret in ("Ana", "Bell", "visitor.example", "neck"):
        assert secret not in client.get(feed_url()).content.decode()


def test_a_session_stays_in_the_feed_once_it_is_over(client, bring_to, subtests):
    for state, count in [
        ("proposed", 0),
        ("accepted", 1),
        ("cancelled", 0),
        ("completed", 1),
        ("no_show", 1),
    ]:
        with subtests.test(state=state), undone():
            bring_to(state)

            assert [event.start for event in events(client)] == [TEN] * count


def test_the_feed_is_in_order_and_goes_back_thirty_days(client, clock, make_request):
    accept(make_request(), at(SATURDAY, 14))
    first = accept(make_request())
    clock.move_to(AFTER)
    acts.complete(first, who="Eve")

    for days, starts in ((0, 2), (29, 2), (31, 0)):
        clock.move_to(max(AFTER, TEN + timedelta(days=days)))
        shown = [event.start for event in events(client)]
        assert shown == [TEN, at(SATURDAY, 14)][:starts]


def test_a_spa_without_a_profile_has_no_feed(client, db):
    assert client.get(f"/desk/feed/{Spa().feed_key}.ics").status_code == 404


def test_the_profile_shows_the_address_and_gives_a_new_one(staff, spa, settings):
    old = feed_url()
    assert settings.SITE_URL + old in text(staff.get(CHANGE))
    assert staff.get(NEW_FEED).status_code == 405
    assert feed_url() == old

    response = staff.post(NEW_FEED, follow=True)

    assert feed_url() != old
    assert settings.SITE_URL + feed_url() in text(response)
    assert staff.get(old).status_code == 404
    assert staff.get(feed_url()).status_code == 200
