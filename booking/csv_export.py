"""Requests as CSV for a spreadsheet, which may not take any cell for a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from .models import BookingRequest
from .utils.formatting import spoken_phone

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as something else
# Some take the wide signs of East Asian keyboards for the narrow ones.
FORMULA_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
COLUMNS = [
    "Reference",
    "State",
    "Sent",
    "Service",
    "Minutes",
    "Start",
    "Wishes",
    "Focus area",
    "Name",
    "Mail",
    "Phone",
    "Note",
    "Set aside",
]


def as_csv(requests: Iterable[BookingRequest]) -> str:
    """The requests as CSV, with times in the spa's zone."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for request in requests:
        writer.writerow(harmless(str(cell)) for cell in cells(request))
    return BYTE_ORDER_MARK + file.getvalue()


def cells(request: BookingRequest) -> list:
    return [
        request.reference,
        request.get_state_display(),
        local(request.created_at),
        request.service_name,
        request.minutes,
        local(request.start),
        "; ".join(f"{wish.day} {wish.part}" for wish in request.wishes.all()),
        request.area or "",
        request.name,
        request.email,
        spoken_phone(request.phone),
        request.note,
        request.suspicion,
    ]


def local(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}" if at else ""


def harmless(cell: str) -> str:
    """The cell’s text, with an apostrophe before what a spreadsheet would compute."""
    begins = cell.startswith(FORMULA_BEGINS) or cell.lstrip().startswith(FORMULA_BEGINS)
    return f"'{cell}" if begins else cell
