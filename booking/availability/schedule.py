"""The spa's schedule and the places taken, as the rows have them now."""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from ..calendar_rules import opening_hours
from ..calendar_rules.capacity import Session
from ..models import BookingRequest, Closure, OpeningHours, Spa, SpecialHours

A_DAY = timedelta(days=1)  # longer than any session and its turnover


def current_schedule() -> opening_hours.Schedule:
    """What the admin holds of opening hours, closures and rules, in four queries."""
    spa = Spa.objects.current()
    return opening_hours.Schedule(
        zone=ZoneInfo(settings.TIME_ZONE),
        weekly=spans_by("weekday", OpeningHours.objects.all()),
        special=spans_by("day", SpecialHours.objects.all()),
        closures=tuple(
            opening_hours.Closure(row.first_day, row.last_day)
            for row in Closure.objects.all()
        ),
        turnover_minutes=spa.turnover_minutes,
        capacity=spa.capacity,
        notice_minutes=spa.notice_minutes,
        horizon_days=spa.horizon_days,
    )


def spans_by(key: str, rows) -> dict:
    """The spans of `rows`, gathered by their field `key`."""
    spans = defaultdict(list)
    for row in rows:
        spans[getattr(row, key)].append(opening_hours.Span(row.opens, row.closes))
    return {each: tuple(found) for each, found in spans.items()}


def places_taken(first: datetime, last: datetime, but: BookingRequest | None = None):
    """The sessions that may reach into the time between two instants, but one's own."""
    rows = BookingRequest.objects.holding_a_place().filter(
        start__gte=first - A_DAY, start__lt=last + A_DAY
    )
    if but:
        rows = rows.exclude(pk=but.pk)
    return [
        Session(start, minutes)
        for start, minutes in rows.values_list("start", "minutes")
    ]
