"""The calendar of breaks, read back with a calendar library."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from dateutil.rrule import rrulestr
from icalendar import Calendar

from articles.break_reminders.ideas import MOVE
from articles.break_reminders.schedule import WEEKDAYS
from articles.models import Dose, Stretch

from .breaks import break_events, file_address

# In the three weeks from here clocks go back in Europe, then in the US; never in India.
OCTOBER_19 = datetime(2026, 10, 19, 15, tzinfo=ZoneInfo("UTC"))  # a Monday
ZONES = ["America/Chicago", "Europe/Vienna", "Asia/Kolkata"]


@pytest.fixture(autouse=True)
def clock(guide):
    with time_machine.travel(OCTOBER_19, tick=False) as traveller:
        yield traveller


def occurrences(event, zone: ZoneInfo, weeks: int) -> list[datetime]:
    """When the event happens for a reader in `zone`."""
    first = event["DTSTART"].dt.replace(tzinfo=zone)
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=first)
    return list(rule.between(first, first + timedelta(weeks=weeks), inc=True))


@pytest.mark.parametrize("name", ZONES)
def test_breaks_keep_their_local_hour_everywhere_and_when_clocks_change(client, name):
    zone = ZoneInfo(name)
    starts = sorted(
        start
        for event in break_events(client, every="60", closes="11:30")
        for start in occurrences(event, zone, weeks=4)
    )

    assert {start.time() for start in starts} == {time(10), time(11)}
    assert {start.weekday() for start in starts} == {0, 1, 2, 3, 4}
    assert starts[0] == datetime(2026, 10, 19, 10, tzinfo=zone)
    assert len({start.utcoffset() for start in starts}) == (1 if "Asia" in name else 2)


def test_a_working_day_takes_ten_events_of_local_time_not_thousands(client):
    events = break_events(client)
    file = client.get(file_address()).content.decode()

    assert len(events) == 10
    assert events[-1]["DTSTART"].dt == datetime(2026, 10, 19, 16, 30)
    for event in events:
        assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
        assert event["TRANSP"] == "TRANSPARENT"
    assert "DTSTART:20261019T094500\r\n" in file
    assert "TZID" not in file and "VTIMEZONE" not in file


def test_breaks_are_evenly_spaced_with_none_at_either_end_of_work(client):
    times = {
        ("09:00", "10:00", "30"): [time(9, 30)],
        ("09:00", "10:01", "30"): [time(9, 30), time(10)],
        ("09:00", "12:00", "45"): [time(9, 45), time(10, 30), time(11, 15)],
        ("00:00", "23:59", "60"): [time(hour) for hour in range(1, 24)],
        ("21:00", "09:00", "60"): [time(hour % 24) for hour in range(22, 33)],
    }

    for (opens, closes, every), expected in times.items():
        events = break_events(client, opens=opens, closes=closes, every=every)
        assert [event["DTSTART"].dt.time() for event in events] == expected


def test_the_first_break_is_on_the_next_chosen_day(client, clock):
    clock.shift(timedelta(days=3))  # to a Thursday

    firsts = {
        day: break_events(client, day=[day], closes="10:00")[0]["DTSTART"].dt.day
        for day in WEEKDAYS
    }

    days = {"TH": 22, "FR": 23, "SA": 24, "SU": 25, "MO": 26, "TU": 27, "WE": 28}
    assert firsts == days


def test_a_night_shift_is_followed_into_the_next_day(client):
    late, early = break_events(
        client, day=["FR"], opens="22:30", closes="01:00", every="60"
    )
    weekend = break_events(
        client, day=["FR", "SU"], opens="22:00", closes="06:00", every="60"
    )

    assert late["DTSTART"].dt == datetime(2026, 10, 23, 23, 30)
    assert early["DTSTART"].dt == datetime(2026, 10, 24, 0, 30)
    assert early["RRULE"]["BYDAY"] == ["SA"]
    assert [(each["DTSTART"].dt.hour, each["RRULE"]["BYDAY"]) for each in weekend] == [
        (23, ["FR", "SU"]),
        *((hour, ["MO", "SA"]) for hour in range(6)),
    ]


def test_every_break_rings_as_it_begins_and_lasts_as_the_row_says(client):
    Dose.objects.filter(slug="break-length").update(to_seconds=180)

    for event in break_events(client):
        (alarm,) = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["TRIGGER"].dt == timedelta(0)
        assert event["DURATION"].dt == timedelta(minutes=3)


@pytest.mark.parametrize(
    "slug", ["doorway-pec-stretch", "upper-trapezius-stretch", "childs-pose"]
)
def test_each_stretch_comes_with_its_stop_sign_steps_and_hold(client, slug, settings):
    settings.SITE_URL = "https://knotcare.example"
    Stretch.objects.filter(slug=slug).update(hold_from_seconds=31, hold_to_seconds=59)
    stretch = Stretch.objects.get(slug=slug)
    other_side = ", then do the other side" if stretch.sides == "each" else ""
    steps = [f"\n{n}. {step}\n" for n, step in enumerate(stretch.step_list, start=1)]

    for event in break_events(client, idea=slug):
        text = event["DESCRIPTION"]
        assert event["SUMMARY"] == f"Break: {stretch.name}"
        assert text.startswith(f"Stop sign: {stretch.caution}\n")
        assert [step for step in steps if step not in text] == []
        assert f"\nHold for 31 to 59 seconds{other_side}.\n" in text
        assert "An effect on pain has not been shown." in text
        assert text.endswith("https://knotcare.example/breaks/")


def test_moving_needs_no_hold_but_has_its_stop_sign(client):
    for event in break_events(client, idea="move"):
        assert event["SUMMARY"] == "Break: Just stand up and move"
        assert event["DESCRIPTION"].startswith(f"Stop sign: {MOVE.caution}\n")
        assert "Hold" not in event["DESCRIPTION"]


def test_an_events_name_stays_so_that_a_second_file_replaces_the_first(client, clock):
    first = break_events(client)
    clock.shift(timedelta(days=3))
    second = break_events(client, day=["SA"])
    other = break_events(client, idea="childs-pose")

    names = [event["UID"] for event in first]
    assert len(set(names)) == len(names)
    assert names == [event["UID"] for event in second]
    assert not set(names) & {event["UID"] for event in other}
    assert second[0]["DTSTAMP"].dt > first[0]["DTSTAMP"].dt


def test_whatever_an_editor_writes_stays_in_its_line(client):
    name = "Reach, then; rest\nEND:VEVENT\x0b \\n “é” 漢"
    step = "Reach up; slowly, " + "ünd weiter " * 40
    Stretch.objects.filter(slug="childs-pose").update(
        name=name, steps=f"{step}\n\nBEGIN:VALARM", caution="Stop\r\nif: it, hurts;\x07"
    )

    file = client.get(file_address(idea="childs-pose")).content
    (event, *rest) = break_events(client, idea="childs-pose")

    assert len(rest) == 9
    assert event["SUMMARY"] == "Break: Reach, then; rest END:VEVENT \\n “é” 漢"
    assert event["DESCRIPTION"].startswith("Stop sign: Stop if: it, hurts;\n\n1. Reach")
    assert f"1. {step.strip()}\n2. BEGIN:VALARM\n" in event["DESCRIPTION"]
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\n" not in file.replace(b"\r\n", b"")


def test_the_file_is_a_download_with_a_name_for_calendars_not_for_search(client):
    response = client.get(file_address())

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="knotcare-breaks.ics"'
    )
    assert response["X-Robots-Tag"] == "noindex"
    assert "max-age" in response["Cache-Control"]
    assert not response.cookies
    calendar = Calendar.from_ical(response.content)
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Knotcare breaks"
