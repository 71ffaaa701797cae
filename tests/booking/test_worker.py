"""What time alone brings about, once, however many workers there are."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.management import call_command

from booking import workflow
from booking.models import BookingRequest, HistoryEntry, OutboxMail, PrivateLink, Wish
from booking.models.history import Action
from booking.models.request import State

from .life import A_DAY_BEFORE, AFTER, MONDAY, NOW, accept, at

LAST_DAY_KEPT = at(MONDAY + timedelta(days=179), 23, 59)
DELETED_ON = at(MONDAY + timedelta(days=180), 0)


def work():
    """Let a worker do one round."""
    call_command("worker", once=True)


def acts(request) -> list[str]:
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


def test_the_desk_is_reminded_once_half_way_to_the_end(make_request, clock):
    request = make_request()
    clock.move_to(NOW + (at(MONDAY + timedelta(5), 11, 45) - NOW) / 2 - timedelta(1))
    work()
    assert acts(request) == [Action.SUBMIT]

    clock.shift(timedelta(days=1))
    work()
    work()

    assert acts(request) == [Action.SUBMIT, Action.REMIND_DESK]


def test_the_visitor_is_reminded_once_the_day_before(make_request, clock):
    request = accept(make_request())

    for moment in (A_DAY_BEFORE - timedelta(minutes=1), A_DAY_BEFORE, A_DAY_BEFORE):
        clock.move_to(moment)
        work()

    assert acts(request) == [Action.SUBMIT, Action.ACCEPT, Action.REMIND_VISITOR]


@pytest.mark.parametrize("state", ["new", "proposed"])
def test_a_request_without_an_answer_ends(bring_to, clock, state):
    request = bring_to(state)

    clock.move_to(AFTER)
    work()
    work()

    request.refresh_from_db()
    assert request.state == State.EXPIRED
    assert acts(request).count(Action.EXPIRE) == 1


def test_all_of_a_request_is_deleted_on_the_day_that_was_told(make_request, clock):
    make_request()

    clock.move_to(LAST_DAY_KEPT)
    work()
    assert BookingRequest.objects.exists()

    clock.move_to(DELETED_ON)
    work()
    for model in (BookingRequest, Wish, HistoryEntry, OutboxMail, PrivateLink):
        assert not model.objects.exists()


def test_a_session_to_come_is_kept_until_it_is_over(make_request, clock):
    request = accept(make_request())
    BookingRequest.objects.update(delete_on=MONDAY)

    work()
    assert BookingRequest.objects.contains(request)

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
    expire = workflow.expire

    def fail_once(request):
        if request == broken:
            raise RuntimeError("a bug")
        return expire(request)

    monkeypatch.setattr(workflow, "expire", fail_once)
    clock.move_to(AFTER)
    work()

    assert acts(whole)[-1] == Action.EXPIRE
    assert broken.history.count() <= 2
    assert f"Request {broken.pk}" in caplog.text
    assert broken.name not in caplog.text and broken.email not in caplog.text


def test_what_another_worker_did_first_is_passed_over_in_silence(
    make_request, clock, monkeypatch, caplog
):
    request = make_request()
    expire = workflow.expire

    def do_it_first(request):
        expire(request)
        return expire(request)

    monkeypatch.setattr(workflow, "expire", do_it_first)
    clock.move_to(AFTER)
    work()

    assert acts(request).count(Action.EXPIRE) == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
