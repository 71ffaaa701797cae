"""The worker forgets what the site no longer needs to know of who signed in."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from tests.booking.life import NOW

WRONG = {"username": "eve", "password": "wrong"}


@pytest.fixture
def work_later(db):
    """Let a worker do one round, so much later than NOW."""

    def run(**later):
        with time_machine.travel(NOW + timedelta(**later), tick=False):
            call_command("worker", once=True)

    return run


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_session_is_forgotten_once_it_has_ended(
    at_now, work_later, django_user_model
):
    Client().force_login(django_user_model.objects.create_superuser("eve"))

    work_later(hours=11)
    assert Session.objects.exists()

    work_later(hours=13)
    assert not Session.objects.exists()


def test_wrong_passwords_are_forgotten_once_they_keep_nobody_out(at_now, work_later):
    Client().post("/admin/login/", WRONG)

    work_later(minutes=14)
    assert AccessAttempt.objects.exists()

    work_later(minutes=16)
    assert not AccessAttempt.objects.exists()
