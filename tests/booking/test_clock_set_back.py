"""The server's clock was wrong, and is set back: nothing waits for ever, nothing is done
twice, nobody is suspected for it."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.utils import timezone

from booking import outbox

from .form import address
from .life import NOW

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize("back", [AN_HOUR, A_DAY, 1000 * A_DAY])
def test_a_new_mail_goes_out_at_once_and_once(make_request, clock, back):
    make_request()
    clock.move_to(NOW - back)

    assert outbox.deliver_due() == 2
    assert outbox.deliver_due() == 0
    clock.move_to(NOW + A_DAY)
    assert outbox.deliver_due() == 0


@pytest.mark.parametrize("back", [AN_HOUR, A_DAY, 1000 * A_DAY])
def test_a_mail_that_failed_waits_no_longer_than_ever(
    make_request, clock, settings, back
):
    make_request()
    settings.EMAIL_BACKEND = "no.such.server"
    assert outbox.deliver_due() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.move_to(NOW - back)
    began = timezone.now()

    while not post.outbox:
        outbox.deliver_due()
        clock.shift(600)

    assert timezone.now() - began < 2 * outbox.LONGEST_WAIT


@pytest.mark.parametrize("back", [AN_HOUR, A_DAY])
def test_a_mail_in_flight_is_not_sent_by_another(make_request, clock, back):
    make_request()
    held = [outbox.claim(), outbox.claim()]
    clock.move_to(NOW - back)

    assert outbox.claim() is None
    assert [outbox.deliver(mail) for mail in held] == [True, True]
    clock.move_to(NOW + A_DAY)
    assert outbox.deliver_due() == 0


def test_a_link_opens_still_and_an_act_can_be_done(client, make_request, clock):
    request = make_request()
    page = address(request)
    clock.move_to(NOW - A_DAY)

    assert client.get(page).status_code == 200
    assert client.post(page, {"act": "withdraw", "seen": 0}).status_code == 303
    assert [each.action for each in request.history.all()] == ["submit", "withdraw"]
