"""Twice at the same instant is once: for a code, and for a set-up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from knotcare.models import Factor

from .authenticator import CODE, PASSWORD, SET_UP, Phone
from .ways import recovery_codes, set_up

AT_ONCE = 4


@pytest.fixture
def eve(transactional_db):
    return get_user_model().objects.create_superuser("eve", password=PASSWORD)


@pytest.fixture
def browsers(eve):
    """Some in which Eve has given her password."""
    browsers = [Client() for _ in range(AT_ONCE)]
    for one in browsers:
        one.force_login(eve)
    return browsers


def send_at_once(browsers, to: str, codes: list[str]) -> list:
    """The answers to the codes, each sent by a browser on a connection of its own."""
    together = Barrier(AT_ONCE)

    def send(browser, code):
        together.wait()
        try:
            return browser.post(to, {"code": code})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(send, browsers, codes))


def test_a_recovery_code_that_is_sent_from_everywhere_gets_one_in(desk, browsers):
    code = recovery_codes(set_up(desk)[1])[0]

    answers = send_at_once(browsers, CODE, [code] * AT_ONCE)

    assert [answer.status_code for answer in answers].count(302) == 1


def test_two_set_ups_that_are_sent_at_once_make_one_factor(browsers):
    phones = [Phone(one.get(SET_UP).content.decode()) for one in browsers]

    answers = send_at_once(browsers, SET_UP, [phone.code() for phone in phones])

    assert Factor.objects.count() == 1
    assert [len(recovery_codes(each)) for each in answers].count(10) == 1
