"""The days of the tests, and how a request comes to stand in each of its states."""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.calendar_rules.opening_hours import PartOfDay
from booking.models import BookingRequest
from booking.workflow import acts
from booking.workflow.submit import submit

HOUSTON = ZoneInfo("America/Chicago")
MONDAY = date(2027, 3, 1)
SATURDAY = date(2027, 3, 6)
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=HOUSTON)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant from its day and time in Houston."""
    return datetime.combine(day, time(hour, minute), tzinfo=HOUSTON)


TEN, ELEVEN_FIFTEEN = at(SATURDAY, 10), at(SATURDAY, 11, 15)
A_DAY_BEFORE = TEN - timedelta(days=1)
AFTER = at(SATURDAY, 13)


def send_request(wishes=((SATURDAY, PartOfDay.MORNING),), **overrides):
    """Store a request as a visitor sends it."""
    last_day = max(day for day, _ in wishes)
    values = {
        "service_name": "Deep tissue",
        "minutes": 60,
        "name": "Ana Bell",
        "email": "ana@visitor.example",
        "fit_for_massage": True,
        "consented": True,
        "wishes_end_at": at(last_day, 11, 45),
        "delete_on": MONDAY + timedelta(days=180),
    }
    request, _ = submit(
        BookingRequest(**values | overrides),
        wishes,
    )
    return request


def accept(request, start=TEN, **details):
    return acts.accept(request, start, who="Eve", **details)


def propose(request, start=TEN, **details):
    return acts.propose(request, start, who="Eve", **details)


# How each act is done, and when it can be.
ACTS = {
    "clear": (NOW, lambda request: acts.clear(request, who="Eve")),
    "propose": (NOW, lambda request: propose(request, ELEVEN_FIFTEEN)),
    "accept": (NOW, accept),
    "agree": (NOW, acts.agree),
    "turn_down": (NOW, acts.turn_down),
    "decline": (NOW, lambda request: acts.decline(request, who="Eve")),
    "withdraw": (NOW, acts.withdraw),
    "expire": (AFTER, acts.expire),
    "move": (NOW, lambda request: acts.move(request, ELEVEN_FIFTEEN, who="Eve")),
    "cancel": (NOW, lambda request: acts.cancel(request, who="Eve")),
    "complete": (AFTER, lambda request: acts.complete(request, who="Eve")),
    "mark_no_show": (AFTER, lambda request: acts.mark_no_show(request, who="Eve")),
    "remind": (A_DAY_BEFORE, acts.remind),
}

# How a request comes to stand in each state.
PATHS = {
    "new": [],
    "set aside": [],
    "proposed": ["propose"],
    "accepted": ["accept"],
    "declined": ["decline"],
    "withdrawn": ["withdraw"],
    "expired": ["expire"],
    "cancelled": ["accept", "cancel"],
    "completed": ["accept", "complete"],
    "no_show": ["accept", "mark_no_show"],
}


def do(clock, act, request):
    when, function = ACTS[act]
    clock.move_to(when)
    return function(request)


@contextmanager
def undone():
    """What is stored in here is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
