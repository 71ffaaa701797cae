"""The spa's schedule, as its rows have it now."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from django.conf import settings

from . import hours
from .models import Closure, OpeningHours, Spa, SpecialHours


def current_schedule() -> hours.Schedule:
    """What the admin holds of opening hours, closures and rules, in four queries."""
    spa = Spa.objects.current()
    return hours.Schedule(
        zone=ZoneInfo(settings.TIME_ZONE),
        weekly=spans_by("weekday", OpeningHours.objects.all()),
        special=spans_by("day", SpecialHours.objects.all()),
        closures=tuple(
            hours.Closure(row.first_day, row.last_day) for row in Closure.objects.all()
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
        spans[getattr(row, key)].append(hours.Span(row.opens, row.closes))
    return {each: tuple(found) for each, found in spans.items()}
