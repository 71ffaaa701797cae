"""Twice at the same instant is once: for a code, and for a set-up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from knotcare.models import Factor

from .authenticator import (
    CODE,
    PASSWORD,
    SET_UP,
    Phone,
    give_password,
    recovery_codes,
    set_up,
)

AT_ONCE = 4


@pytest.fixture
def eve(transactional_db):
    return get_user_model().objects.create_superuser("eve", password=PASSWORD)


def all_at_once(acts: list) -> list:
    """What each of the acts returns, begun together, each on a connection of its own."""
    together = Barrier(len(acts))

    def act(do):
        together.wait()
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_a_recovery_code_that_is_sent_from_everywhere_gets_one_in(desk):
    code = recovery_codes(set_up(desk)[1])[0]
    browsers = [give_password()[0] for _ in range(AT_ONCE)]

    answers = all_at_once(
        [lambda one=one: one.post(CODE, {"code": code}) for one in browsers]
    )

    assert [answer.status_code for answer in answers].count(302) == 1


def test_two_set_ups_that_are_sent_at_once_make_one_factor(desk, eve):
    browsers = [Client() for _ in range(AT_ONCE)]
    for one in browsers:
        one.force_login(eve)
    phones = [Phone(one.get(SET_UP).content.decode()) for one in browsers]

    answers = all_at_once(
        [
            lambda one=one, phone=phone: one.post(SET_UP, {"code": phone.code()})
            for one, phone in zip(browsers, phones, strict=True)
        ]
    )

    assert Factor.objects.count() == 1
    assert [len(recovery_codes(each)) for each in answers].count(10) == 1
