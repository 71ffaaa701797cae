"""Getting in: guessing passwords is slow, and nobody's guesses keep a spa out."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

LOGIN, PASSWORD = "/admin/login/", "all-about-the-house"
TOKEN = "the-token-of-the-form"
NOW = "2027-03-01T15:30:00Z"
WAIT = timedelta(minutes=15)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def eve(db, clock, django_user_model):
    return django_user_model.objects.create_superuser("eve", password=PASSWORD)


def sign_in(password=PASSWORD, name="eve", address="198.51.100.7", **headers):
    sent = {"username": name, "password": password, "csrfmiddlewaretoken": TOKEN}
    return Client(REMOTE_ADDR=address, **headers).post(LOGIN, sent)


def guess(times: int, **how) -> list[int]:
    return [sign_in(f"guess {number}", **how).status_code for number in range(times)]


def is_in(response) -> bool:
    return response.status_code == 302


def test_the_fifth_wrong_password_makes_its_sender_wait(eve):
    assert guess(6) == [200, 200, 200, 200, 429, 429]

    response = sign_in()

    assert response.status_code == 429
    assert "nobody can sign in to this account from here for 15 minutes" in (
        response.content.decode()
    )
    assert response["Retry-After"] == "900"
    assert "no-store" in response["Cache-Control"]


def test_it_is_over_after_a_quarter_of_an_hour(eve, clock):
    guess(5)
    clock.shift(WAIT - timedelta(seconds=1))
    assert not is_in(sign_in())
    clock.shift(timedelta(seconds=2))

    assert is_in(sign_in())


def test_trying_on_does_not_make_the_wait_longer(eve, clock):
    guess(5)
    clock.shift(WAIT / 2)
    guess(20)
    clock.shift(WAIT / 2 + timedelta(seconds=1))

    assert is_in(sign_in())


def test_the_right_password_begins_the_count_anew(eve):
    guess(4)
    assert is_in(sign_in())

    assert guess(4) == [200] * 4
    assert is_in(sign_in())


def test_a_stranger_who_knows_the_name_keeps_nobody_out(eve):
    guess(200, address="203.0.113.9")

    assert is_in(sign_in())


def test_who_is_made_to_wait_for_one_account_gets_into_another(eve, django_user_model):
    django_user_model.objects.create_superuser("adam", password=PASSWORD)
    guess(5)

    assert is_in(sign_in(name="adam"))


def test_guesses_from_everywhere_together_have_a_bound_too(eve):
    for host in range(9):
        guess(5, address=f"203.0.113.{host}")
    assert guess(4, address="203.0.113.9") == [200] * 4
    assert guess(1, address="203.0.113.10") == [429]

    assert not is_in(sign_in())


def test_a_right_password_elsewhere_gives_the_guesser_no_new_turn(eve):
    guess(5, address="203.0.113.9")
    assert is_in(sign_in())

    assert guess(1, address="203.0.113.9") == [429]


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


def test_a_name_that_nobody_has_is_answered_no_otherwise(eve):
    assert guess(6, name="nobody") == guess(6)


def test_a_client_without_an_address_is_counted_as_well(eve):
    assert guess(6, address="") == [200] * 4 + [429] * 2


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
