"""The outbox: queued with what happened, tried until sent, and sent once."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from booking.mail import outbox
from booking.models import BookingRequest, OutboxMail

from ..life import NOW

JITTER = 1.25
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class BrokenServer(BaseEmailBackend):
    """A mail server that takes nothing, and says why in an odd way."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("no\x00body\r\nhome " + "x" * 500)


@pytest.fixture
def broken_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"


@pytest.fixture
def mail(make_request):
    """One mail that is due: the visitor's, of a new request."""
    request = make_request()
    OutboxMail.objects.filter(recipient="desk").delete()
    return OutboxMail.objects.get(entry__request=request)


def test_mails_are_tried_as_soon_as_the_request_is_stored(
    make_request, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(outbox, "deliver_soon", outbox.deliver_due)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        make_request(suspicion="too fast")
        assert not callbacks and not OutboxMail.objects.exists()
        make_request()

    told = [message.to for message in post.outbox]
    assert told == [["ana@visitor.example"], ["desk@spa.example"]]


def test_a_courier_that_cannot_start_does_not_break_the_request(
    make_request, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(outbox.threading, "Thread", lambda **_: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        make_request()

    assert OutboxMail.objects.due().count() == 2


def test_a_broken_server_leaves_the_request_and_says_why(broken_server, mail):
    assert outbox.deliver_due() == 0

    mail.refresh_from_db()
    assert mail.error.startswith("ConnectionRefusedError: nobody home xxx")
    assert len(mail.error) == 300
    assert mail.sent_at is None
    assert mail in OutboxMail.objects.undelivered()
    assert BookingRequest.objects.get().state == "new"


def test_one_mail_that_fails_does_not_hold_up_the_others(make_request):
    make_request()
    make_request(email="not\nan@address.example")

    assert outbox.deliver_due() == 3
    assert OutboxMail.objects.undelivered().count() == 1


def test_the_wait_doubles_up_to_a_limit_and_ends(broken_server, mail, clock):
    waits = []
    for _ in range(outbox.MOST_ATTEMPTS - 1):
        outbox.deliver_due()
        mail.refresh_from_db()
        waits.append(mail.next_try_at - timezone.now())
        clock.move_to(mail.next_try_at)
    outbox.deliver_due()

    for number, wait in enumerate(waits):
        least = min(outbox.FIRST_WAIT * 2**number, outbox.LONGEST_WAIT)
        assert least <= wait <= least * JITTER
    assert sum(waits, timedelta()) > DAY
    mail.refresh_from_db()
    assert (mail.next_try_at, mail.attempts) == (None, outbox.MOST_ATTEMPTS)
    assert mail in OutboxMail.objects.undelivered()
    assert outbox.claim() is None


@pytest.mark.parametrize("failed", [{}, {"attempts": 1, "error": "Refused"}])
def test_a_mail_that_a_courier_holds_is_neither_claimed_nor_sent_again(mail, failed):
    OutboxMail.objects.update(**failed, next_try_at=timezone.now())
    held = outbox.claim()

    assert held.pk == mail.pk
    assert outbox.claim() is None
    assert outbox.send_again(OutboxMail.objects.all()) == 0
    outbox.deliver(held)
    assert outbox.send_again(OutboxMail.objects.all()) == 0
    assert outbox.deliver_due() == 0
    assert len(post.outbox) == 1


def test_of_two_couriers_that_saw_the_same_mail_one_has_it(mail, monkeypatch):
    seen = list(OutboxMail.objects.due())
    outbox.claim()
    monkeypatch.setattr(type(OutboxMail.objects.all()), "due", lambda _: seen)

    assert outbox.claim() is None
    mail.refresh_from_db()
    assert mail.attempts == 1


def test_what_a_killed_courier_held_goes_out_under_the_same_id(mail, clock):
    outbox.claim()
    clock.shift(outbox.LEASE)

    assert outbox.deliver_due() == 1
    assert post.outbox[0].message()["Message-ID"] == mail.message_id
    mail.refresh_from_db()
    assert mail.attempts == 2


def test_a_mail_that_kills_its_courier_each_time_is_given_up(mail, clock):
    for _ in range(outbox.MOST_ATTEMPTS):
        assert outbox.claim()
        clock.shift(outbox.LEASE)

    assert outbox.claim() is None
    mail.refresh_from_db()
    assert (mail.next_try_at, mail.error) == (None, outbox.CUT_OFF)
    assert mail in OutboxMail.objects.undelivered()


def test_a_courier_that_took_too_long_leaves_the_mark_to_the_next(mail, clock):
    slow = outbox.claim()
    clock.shift(outbox.LEASE)
    quick = outbox.claim()
    outbox.deliver(slow)

    mail.refresh_from_db()
    assert (mail.sent_at, mail.next_try_at) == (None, quick.next_try_at)


def test_a_mail_without_an_address_is_not_called_sent(mail):
    BookingRequest.objects.update(email="", phone="+17135550100")

    assert outbox.deliver_due() == 0
    mail.refresh_from_db()
    assert mail.error == "NobodyThere: no address to send it to"


@pytest.mark.parametrize("back", [HOUR, DAY, 1000 * DAY])
def test_a_clock_that_is_set_back_neither_doubles_a_mail_nor_holds_it_up(
    make_request, clock, broken_server, settings, back
):
    make_request()
    assert outbox.deliver_due() == 0
    make_request()
    held = [outbox.claim(), outbox.claim()]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.move_to(NOW - back)
    make_request()
    began = timezone.now()

    assert outbox.deliver_due() in (2, 4)  # the new, and what failed long ahead
    assert [outbox.deliver(mail) for mail in held] == [True, True]
    while len(post.outbox) < 6:
        outbox.deliver_due()
        clock.shift(600)
    assert timezone.now() - began < 2 * outbox.LONGEST_WAIT
    clock.move_to(NOW + DAY)
    assert outbox.deliver_due() == 0
