"""A person whose request was set aside by mistake is not lost: the front desk hears of it
once a day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from booking import set_aside

from .life import NOW, do

ONE = "Set aside as spam: 1 request"


@pytest.fixture
def mailed(clock):
    """Let two workers do a round at this time; the subjects of the mails so far."""

    def work(**later) -> list[str]:
        clock.move_to(NOW + timedelta(**later))
        for _ in range(2):
            call_command("worker", once=True)
        return [message.subject for message in mail.outbox]

    return work


def test_the_desk_hears_how_many_requests_were_set_aside(make_request, mailed):
    for _ in range(2):
        make_request(suspicion="too fast", note="My back hurts")

    assert mailed() == ["Set aside as spam: 2 requests"]

    (message,) = mail.outbox
    assert message.to == ["desk@spa.example"]
    assert "/admin/booking/bookingrequest/?spam=aside" in message.body
    assert "Look at what was set aside" in str(message.alternatives)
    whole = f"{message.subject} {message.body} {message.reply_to}"
    for word in ("Ana", "Bell", "visitor.example", "back", "/desk/"):
        assert word not in whole


def test_one_mail_a_day_tells_of_what_is_new(make_request, mailed):
    first, both = ONE, "Set aside as spam: 2 requests"
    make_request(suspicion="too fast")
    assert mailed() == [first]

    mailed(hours=1)
    make_request(suspicion="too fast")

    assert mailed(hours=23) == [first]
    assert mailed(hours=25) == [first, both]
    assert mailed(hours=50) == [first, both]


def test_there_is_no_second_mail_when_the_first_was_answered(
    make_request, mailed, clock
):
    request = make_request(suspicion="too fast")
    mailed()

    do(clock, "clear", request)
    make_request(suspicion="too fast")

    assert mailed(hours=1).count(ONE) == 1


def test_workers_that_see_the_same_tell_it_once(make_request, monkeypatch):
    make_request(suspicion="too fast")
    tell_once = set_aside.tell_once
    monkeypatch.setattr(set_aside, "tell_once", lambda: tell_once() + tell_once())

    assert set_aside.tell_of_set_aside() == 1


def test_what_is_settled_before_the_mail_leaves_is_not_counted(
    make_request, mailed, clock
):
    request = make_request(suspicion="too fast")
    set_aside.tell_of_set_aside()
    do(clock, "decline", request)

    assert "Set aside as spam: nothing any more" in mailed()


def test_a_mail_of_the_future_is_of_a_clock_that_was_set_back(make_request, mailed):
    make_request(suspicion="too fast")
    assert mailed(days=3) == [ONE]

    assert mailed(hours=1) == [ONE, ONE]


@pytest.mark.parametrize("act", ["clear", "accept", "decline", "withdraw"])
def test_what_is_settled_is_not_told(make_request, mailed, clock, act):
    do(clock, act, make_request(suspicion="too fast"))

    assert not [subject for subject in mailed() if "Set aside" in subject]
