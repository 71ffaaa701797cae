"""What time alone brings about, once, however many workers there are."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.management import call_command

from booking.models import BookingRequest, OutboxMail
from booking.models.booking_request import State
from booking.models.history import Action
from booking.privacy import retention
from booking.workflow import acts

from .life import A_DAY_BEFORE, AFTER, ELEVEN_FIFTEEN, MONDAY, NOW, SATURDAY, accept, at

WISHES_END = at(SATURDAY, 11, 45)


def work():
    """Let a worker do one round."""
    call_command("worker", once=True)


def happened(request) -> list[str]:
    return list(request.history.values_list("action", flat=True))


def test_queued_mails_go_out_once(make_request):
    make_request()

    work()
    work()

    recipients = [message.to for message in post.outbox]
    assert sorted(recipients) == [["ana@visitor.example"], ["desk@spa.example"]]
    for mail in OutboxMail.objects.all():
        assert (mail.attempts, mail.error, mail.next_try_at) == (1, "", None)
        assert mail.sent_at is not None


@pytest.mark.parametrize(
    ("state", "due", "action"),
    [
        ("new", NOW + (WISHES_END - NOW) / 2, Action.REMIND_DESK),
        ("accepted", A_DAY_BEFORE, Action.REMIND_VISITOR),
        ("new", WISHES_END, Action.EXPIRE),
        ("proposed", ELEVEN_FIFTEEN - timedelta(hours=2), Action.EXPIRE),
    ],
)
def test_what_is_due_comes_once_at_its_time_though_the_clock_is_set_back(
    bring_to, clock, state, due, action
):
    request, minute = bring_to(state), timedelta(minutes=1)
    before, hour_before = due - minute, due - 60 * minute

    clock.move_to(before)
    work()
    assert action not in happened(request)

    for moment in (due, due, hour_before, due + minute):
        clock.move_to(moment)
        work()
    assert happened(request).count(action) == 1
    request.refresh_from_db()
    assert (request.state == State.EXPIRED) == (action == Action.EXPIRE)


def test_a_session_to_come_is_kept_until_it_is_over(make_request, clock):
    request = accept(make_request())
    BookingRequest.objects.update(delete_on=MONDAY)

    work()
    assert BookingRequest.objects.contains(request)
    with pytest.raises(retention.StillAlive):
        retention.forget(request)

    clock.move_to(AFTER)
    work()
    assert not BookingRequest.objects.exists()


def test_from_where_a_request_came_is_forgotten_after_a_day(make_request, clock):
    make_request(client="a keyed hash")

    clock.shift(timedelta(hours=23, minutes=59))
    work()
    assert BookingRequest.objects.get().client == "a keyed hash"

    clock.shift(timedelta(minutes=1))
    work()
    assert BookingRequest.objects.get().client == ""


def test_one_failure_keeps_nothing_else_from_being_done(
    make_request, clock, monkeypatch, caplog
):
    broken, whole = make_request(), make_request()
    expire = acts.expire

    def fail_once(request):
        if request == broken:
            raise RuntimeError("a bug")
        return expire(request)

    monkeypatch.setattr(acts, "expire", fail_once)
    clock.move_to(AFTER)
    work()

    assert happened(whole)[-1] == Action.EXPIRE
    assert broken.history.count() <= 2
    assert f"Request {broken.pk}" in caplog.text
    assert broken.name not in caplog.text and broken.email not in caplog.text


def test_what_another_worker_did_first_is_passed_over_in_silence(
    make_request, clock, monkeypatch, caplog
):
    request = make_request()
    expire = acts.expire

    def do_it_first(request):
        expire(request)
        return expire(request)

    monkeypatch.setattr(acts, "expire", do_it_first)
    clock.move_to(AFTER)
    work()

    assert happened(request).count(Action.EXPIRE) == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
