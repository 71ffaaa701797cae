"""Requests as CSV for a spreadsheet, which may not take any cell for a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from .models import BookingRequest

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as something else
# Some take the wide signs of East Asian keyboards for the narrow ones.
FORMULA_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def as_csv(requests: Iterable[BookingRequest]) -> str:
    """The requests as CSV, with times in the spa's zone."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns(BookingRequest()))
    for booking in requests:
        writer.writerow(harmless(str(cell)) for cell in columns(booking).values())
    return BYTE_ORDER_MARK + file.getvalue()


def columns(booking: BookingRequest) -> dict[str, object]:
    """What the row of a request has in each column."""
    wishes = booking.wishes.all() if booking.pk else []
    return {
        "Reference": booking.reference,
        "State": booking.get_state_display(),
        "Sent": local(booking.created_at),
        "Service": booking.service_name,
        "Minutes": booking.minutes,
        "Start": local(booking.start),
        "Wishes": "; ".join(f"{wish.day} {wish.part}" for wish in wishes),
        **{detail.label: detail.value for detail in booking.details},
        "Set aside": booking.suspicion,
    }


def local(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}" if at else ""


def harmless(cell: str) -> str:
    """The cell’s text, with an apostrophe before what a spreadsheet would compute."""
    begins = cell.startswith(FORMULA_BEGINS) or cell.lstrip().startswith(FORMULA_BEGINS)
    return f"'{cell}" if begins else cell
