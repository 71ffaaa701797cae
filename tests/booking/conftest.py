from datetime import time

import pytest
import time_machine

from booking.models import BookingRequest, OpeningHours, Service, Spa

from .life import NOW, PATHS, do, send_request
from .mail.post import STORIES, tell


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
    return send_request


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
def tell_all(make_request, clock):
    """Of each action that is told by mail, a request to which it has just happened; and
    the clock at NOW again."""

    def tell_each(**overrides) -> dict[str, BookingRequest]:
        Spa.objects.update(capacity=len(STORIES))
        told = {}
        for action in STORIES:
            told[action] = tell(make_request, clock, action, **overrides)
            clock.move_to(NOW)
        return told

    return tell_each


@pytest.fixture
def staff(clock, client, django_user_model, settings):
    """A client signed in at NOW as Eve, who may do everything in the admin, and stays
    so however far the clock is moved."""
    settings.SESSION_COOKIE_AGE = 366 * 24 * 60 * 60
    client.force_login(django_user_model.objects.create_superuser("eve"))
    return client
