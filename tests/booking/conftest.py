from datetime import time, timedelta

import pytest
import time_machine

from booking.hours import PartOfDay
from booking.models import BookingRequest, OpeningHours, Service, Spa, Wish
from booking.submission import submit

from .life import MONDAY, NOW, PATHS, SATURDAY, at, do


@pytest.fixture
def clock():
    """It is Monday, March 1, 2027, 9:30 in Houston, until a test moves the clock."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def spa(db):
    """A spa with one place, open Monday to Saturday, 9 to 18."""
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, opens=time(9), closes=time(18))
        for weekday in range(6)
    )
    Service.objects.create(name="Deep tissue", minutes=60, price=90, order=1)
    return Spa.objects.create(pk=1, desk_email="desk@spa.example")


@pytest.fixture
def make_request(spa, clock):
    """Store a request as a visitor sends it: Saturday morning, by mail."""

    def make(wishes=((SATURDAY, PartOfDay.MORNING),), **overrides) -> BookingRequest:
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
            [Wish(day=day, part=part) for day, part in wishes],
        )
        return request

    return make


@pytest.fixture
def bring_to(make_request, clock):
    """A request that stands in a state of life.PATHS, and the clock at NOW again."""

    def bring(state: str) -> BookingRequest:
        request = make_request(suspicion="too fast" if state == "set aside" else "")
        for act in PATHS[state]:
            request = do(clock, act, request)
        clock.move_to(NOW)
        return request

    return bring


@pytest.fixture
def staff(clock, client, django_user_model, settings):
    """A client signed in at NOW as Eve, who may do everything in the admin, and stays
    so however far the clock is moved."""
    settings.SESSION_COOKIE_AGE = 366 * 24 * 60 * 60
    client.force_login(django_user_model.objects.create_superuser("eve"))
    return client
