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


ACTS = [*acts.PERFORM, "remind"]
# When an act can be done, if not at NOW, and the time that it sets.
WHEN = dict.fromkeys(("remind", "remind_desk", "remind_visitor"), A_DAY_BEFORE)
WHEN |= dict.fromkeys(("expire", "complete", "mark_no_show"), AFTER)
SETS = {"accept": TEN, "propose": ELEVEN_FIFTEEN, "move": ELEVEN_FIFTEEN}
BY_DEFAULT = {"agree", "turn_down", "withdraw", "expire"}  # the visitor or the site


def perform(act, request, *start, **details):
    """Do an act in the name of whoever does it."""
    if act.startswith("remind"):
        return acts.remind(request)
    who = {} if act in BY_DEFAULT else {"who": "Eve"}
    return acts.PERFORM[act](request, *start, **who, **details)


def accept(request, start=TEN, **details):
    return perform("accept", request, start, **details)


def propose(request, start=TEN, **details):
    return perform("propose", request, start, **details)


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
    clock.move_to(WHEN.get(act, NOW))
    return perform(act, request, *filter(None, [SETS.get(act)]))


@contextmanager
def undone():
    """What is stored in here is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
