"""Eve works here and has a phone; the clock moves when a test moves it."""

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client

from .authenticator import PASSWORD, STEP
from .ways import recovery_codes, set_up


@pytest.fixture
def clock():
    with time_machine.travel("2027-03-01T15:30:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def eve(db, clock):
    return get_user_model().objects.create_superuser("eve", password=PASSWORD)


@pytest.fixture
def desk(eve):
    """Eve's browser, where she signed in by her password alone."""
    client = Client()
    client.force_login(eve)
    return client


@pytest.fixture
def phone(desk, clock):
    """Eve's phone, half a minute after the set-up: it shows a code that is fresh."""
    phone, response = set_up(desk)
    phone.recovery_codes = recovery_codes(response)
    clock.shift(STEP)
    return phone
