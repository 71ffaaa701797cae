"""Which code counts, and how seldom who guesses may try."""

from datetime import timedelta

import pytest

from .authenticator import (
    CODE,
    STEP,
    give_password,
    is_in,
    set_up,
    sign_in,
    text,
    wrong,
)


def test_a_code_may_be_typed_in_groups_and_come_half_a_minute_late_or_early(
    phone, clock
):
    for steps in (-1, 0, 1):
        clock.shift(2 * STEP)
        code = phone.code(steps)
        client, _ = sign_in(f" {code[:3]} {code[3:]} ")

        assert is_in(client), steps


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_a_code_of_another_time_is_refused(phone, clock, steps):
    clock.shift(100 * STEP)
    client, response = sign_in(phone.code(steps))

    assert "make sure that the phone sets its clock by itself" in text(response)
    assert not is_in(client)


def test_no_code_counts_twice_not_even_that_of_the_set_up(desk, clock):
    phone, _ = set_up(desk)
    client, _ = sign_in(phone.code())
    assert not is_in(client)
    clock.shift(STEP)
    assert is_in(sign_in(phone.code())[0])

    assert not is_in(sign_in(phone.code())[0])


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-1"]
)
def test_what_is_no_code_is_explained_and_not_counted(phone, code):
    client, response = sign_in(code)
    assert response.status_code == 200
    assert not is_in(client)

    client.post(CODE, {"code": phone.code()})

    assert is_in(client)


def test_after_a_wrong_code_even_the_right_one_waits(phone, clock):
    client, _ = sign_in(wrong(phone.code()))

    response = client.post(CODE, {"code": phone.code()})
    assert response.status_code == 429
    assert response["Retry-After"] == "1"
    assert "Wait 1 second after a wrong code" in text(response)
    assert not is_in(client)
    clock.shift(timedelta(seconds=1))
    client.post(CODE, {"code": phone.code()})

    assert is_in(client)


def guess(phone, clock, times: int) -> int:
    """Guess as fast as it counts; return the seconds that the next one would wait."""
    wait = 0
    for _ in range(times):
        clock.shift(timedelta(seconds=wait))
        client, _ = give_password()
        client.post(CODE, {"code": wrong(phone.code())})
        response = client.post(CODE, {"code": wrong(phone.code())})
        wait = int(response["Retry-After"])
    return wait


def test_each_wrong_code_doubles_the_wait_so_that_nobody_guesses_one(phone, clock):
    assert guess(phone, clock, times=20) == 2**19  # seconds: six days

    client, response = sign_in(phone.code())

    assert "no code from the app counts for 7 days" in text(response)
    assert "somebody knows your password" in text(response)
    assert not is_in(client)
    assert is_in(sign_in(phone.recovery_codes[0])[0])
