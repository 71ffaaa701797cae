"""When a chapter should be looked at again by a professional."""

from calendar import monthrange
from datetime import date

from django.conf import settings


def due_before(today: date) -> date:
    """What was last reviewed before this day is due: REVIEW_MONTHS ago, or the last day
    of that month where it is shorter."""
    months = today.year * 12 + today.month - 1 - settings.REVIEW_MONTHS
    year, month = divmod(months, 12)
    last_day = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last_day))


def is_due(reviewed_on: date | None, public_on: date | None, today: date) -> bool:
    """Whether a chapter is due: one that was never reviewed counts from its first day.

    A chapter that readers can't see (`public_on` is None) is never due.
    """
    return bool(public_on and (reviewed_on or public_on) < due_before(today))
