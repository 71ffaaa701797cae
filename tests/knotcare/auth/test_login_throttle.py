"""Getting in: guessing passwords is slow, nobody's guesses keep a spa out, and of who
signed in the site forgets what it no longer needs to know."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from .second_factor.authenticator import LOGIN, PASSWORD
from .second_factor.conftest import clock, eve

__all__ = ["clock", "eve"]
TOKEN = "the-token-of-the-form"
WAIT = timedelta(minutes=15)


def sign_in(password=PASSWORD, name="eve", address="198.51.100.7", **headers):
    sent = {"username": name, "password": password, "csrfmiddlewaretoken": TOKEN}
    return Client(REMOTE_ADDR=address, **headers).post(LOGIN, sent)


def guess(times: int, **how) -> list[int]:
    return [sign_in(f"guess {number}", **how).status_code for number in range(times)]


def is_in(response) -> bool:
    return response.status_code == 302


def test_the_fifth_wrong_password_makes_its_sender_wait(eve):
    """Whatever the name that is tried, and also a client that has no address."""
    for how in ({}, {"name": "nobody"}, {"address": ""}):
        assert guess(6, **how) == [200, 200, 200, 200, 429, 429], how

    response = sign_in()

    told = "nobody can sign in to this account from here for 15 minutes"
    assert response.status_code == 429
    assert told in response.content.decode()
    assert response["Retry-After"] == "900"
    assert "no-store" in response["Cache-Control"]


def test_it_is_over_after_a_quarter_of_an_hour_however_often_one_tries_on(eve, clock):
    guess(5)
    clock.shift(WAIT / 2)
    guess(20)
    clock.shift(WAIT / 2 - timedelta(seconds=1))
    assert not is_in(sign_in())
    clock.shift(timedelta(seconds=2))

    assert is_in(sign_in())


def test_the_right_password_begins_the_count_anew(eve):
    guess(4)
    assert is_in(sign_in())

    assert guess(4) == [200] * 4
    assert is_in(sign_in())


def test_who_is_made_to_wait_for_an_account_keeps_nobody_else_out(
    eve, django_user_model
):
    django_user_model.objects.create_superuser("adam", password=PASSWORD)
    guess(60)  # more than count from all addresses together

    assert is_in(sign_in(address="203.0.113.9"))
    assert is_in(sign_in(name="adam"))
    assert guess(1) == [429]  # another's right password gives no new turn


def test_guesses_from_everywhere_together_have_a_bound_too(eve):
    for host in range(9):
        guess(5, address=f"203.0.113.{host}")
    assert guess(4, address="203.0.113.9") == [200] * 4
    assert guess(1, address="203.0.113.10") == [429]

    assert not is_in(sign_in())


def test_another_browser_or_a_neighbouring_ipv6_address_is_the_same_client(eve):
    for number in range(5):
        agent = {"HTTP_USER_AGENT": f"Browser {number}"}
        guess(1, address=f"2001:db8::{number}", **agent)

    assert sign_in(address="2001:db8::ffff").status_code == 429
    assert is_in(sign_in(address="2001:db8:0:1::1"))


def test_behind_a_proxy_the_clients_address_counts_and_not_what_it_claims(
    eve, settings
):
    settings.PROXIES = 1
    for number in range(5):
        claimed = f"192.0.2.{number}, 203.0.113.9"
        guess(1, address="127.0.0.1", HTTP_X_FORWARDED_FOR=claimed)

    def through_the_proxy(client):
        return sign_in(address="127.0.0.1", HTTP_X_FORWARDED_FOR=client)

    assert through_the_proxy("203.0.113.9").status_code == 429
    assert is_in(through_the_proxy("198.51.100.7"))


def test_a_new_password_ends_every_other_session(eve):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.force_login(eve)
    new = {"new_password1": "a-new-one-to-learn", "new_password2": "a-new-one-to-learn"}

    response = here.post("/admin/password_change/", {"old_password": PASSWORD} | new)

    assert is_in(response)
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").url.startswith(LOGIN)


def test_a_session_lasts_a_working_day(eve, clock):
    browser = Client()
    browser.force_login(eve)
    clock.shift(timedelta(hours=11, minutes=59))
    assert browser.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=2))

    assert browser.get("/admin/").url.startswith(LOGIN)


def test_no_password_and_no_token_is_kept_of_a_failure(eve):
    guess(1)

    kept = str(AccessAttempt.objects.values().get())
    assert "eve" in kept
    assert "guess 0" not in kept and TOKEN not in kept


@pytest.fixture
def work_later(clock):
    """Let a worker do one round, so much later."""

    def run(**later):
        clock.shift(timedelta(**later))
        call_command("worker", once=True)

    return run


def test_a_session_is_forgotten_once_it_has_ended(eve, work_later):
    Client().force_login(eve)

    work_later(hours=11)
    assert Session.objects.exists()

    work_later(hours=2)
    assert not Session.objects.exists()


def test_wrong_passwords_are_forgotten_once_they_keep_nobody_out(eve, work_later):
    guess(1)

    work_later(minutes=14)
    assert AccessAttempt.objects.exists()

    work_later(minutes=2)
    assert not AccessAttempt.objects.exists()
