"""Break reminders as iCalendar (RFC 5545), for the reader's own calendar.

Times are "floating" (section 3.3.5, form 1): without a zone, so that nine o'clock is
nine o'clock wherever the file is taken in, in summer and in winter.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Alarm, Calendar, Event

from ..utils.text import one_line
from .ideas import Idea
from .schedule import WEEKDAYS, Plan, next_day

NAME = "Knotcare breaks"
EVIDENCE = "A short break is a comfort. An effect on pain has not been shown."


def break_calendar(plan: Plan, idea: Idea, length: timedelta, now: datetime) -> str:
    """One event for each break of the day, repeated weekly without an end.

    `now` is aware. The first day is from today on by the site's date, as nobody knows
    the reader's: where it is tomorrow already, one break may lie in the past.
    """
    today = timezone.localdate(now)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Knotcare//Breaks//EN")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    for at, weekdays in plan.breaks():
        event = repeated(at, weekdays, today)
        event.add("uid", f"break-{at:%H%M}-{idea.slug}@knotcare")
        event.add("dtstamp", now)
        event.add("duration", length)
        describe(event, idea)
        calendar.add_component(event)
    return calendar.to_ical().decode()


def repeated(at: time, weekdays: list[int], today: date) -> Event:
    codes = [*WEEKDAYS]
    event = Event()
    event.add("dtstart", datetime.combine(next_day(weekdays, today), at))
    event.add("rrule", {"freq": "weekly", "byday": [codes[day] for day in weekdays]})
    return event


def describe(event: Event, idea: Idea) -> None:
    """What the reader sees, and that it keeps no time busy."""
    summary = one_line(f"Break: {idea.name}")
    event.add("summary", summary)
    event.add("description", description(idea))
    event.add("categories", [NAME])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))
    alarm.add("description", summary)
    event.add_component(alarm)


def description(idea: Idea) -> str:
    """The stop sign, then the steps, then what to expect of them."""
    steps = [
        f"{number}. {one_line(step)}" for number, step in enumerate(idea.steps, start=1)
    ]
    page = settings.SITE_URL + reverse("articles:breaks")
    parts = [
        f"Stop sign: {one_line(idea.caution)}",
        "\n".join(steps),
        idea.hold,
        EVIDENCE,
        f"Other days or hours: {page}",
    ]
    return "\n\n".join(filter(None, parts))
