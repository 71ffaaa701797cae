"""The life of a request: what may follow what, and who hears of it."""

from datetime import timedelta

import pytest

from booking import workflow
from booking.models import BookingRequest, HistoryEntry, OutboxMail
from booking.models.history import Action
from booking.models.request import State

from .life import A_DAY_BEFORE, ACTS, ELEVEN_FIFTEEN, PATHS, accept, do, propose

BOTH = {"visitor", "desk"}

# Every transition there is; all other pairs are refused.
TRANSITIONS = {
    ("new", "propose"): "proposed",
    ("new", "accept"): "accepted",
    ("new", "decline"): "declined",
    ("new", "withdraw"): "withdrawn",
    ("new", "expire"): "expired",
    ("new", "remind"): "new",
    ("set aside", "clear"): "new",
    ("set aside", "propose"): "proposed",
    ("set aside", "accept"): "accepted",
    ("set aside", "decline"): "declined",
    ("set aside", "withdraw"): "withdrawn",
    ("set aside", "expire"): "expired",
    ("proposed", "propose"): "proposed",
    ("proposed", "accept"): "accepted",
    ("proposed", "agree"): "accepted",
    ("proposed", "turn_down"): "new",
    ("proposed", "decline"): "declined",
    ("proposed", "withdraw"): "withdrawn",
    ("proposed", "expire"): "expired",
    ("accepted", "propose"): "proposed",
    ("accepted", "move"): "accepted",
    ("accepted", "cancel"): "cancelled",
    ("accepted", "complete"): "completed",
    ("accepted", "mark_no_show"): "no_show",
    ("accepted", "remind"): "accepted",
}


def all_rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (BookingRequest, HistoryEntry, OutboxMail)
    ]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", PATHS)
def test_an_act_is_a_listed_transition_or_refused_and_changes_nothing(
    bring_to, clock, state, act
):
    request = bring_to(state)
    before = all_rows()

    if (state, act) in TRANSITIONS:
        after = do(clock, act, request)
        assert after.state == TRANSITIONS[state, act]
        assert after.history.last().state == after.state
    else:
        with pytest.raises(workflow.NotAllowed):
            do(clock, act, request)
        assert all_rows() == before


def test_every_state_is_in_the_table():
    assert {*PATHS} == {*State.values, "set aside"}


@pytest.mark.parametrize(
    ("state", "act", "told"),
    [
        ("proposed", "accept", BOTH),
        ("new", "propose", {"visitor"}),
        ("proposed", "agree", BOTH),
        ("proposed", "turn_down", {"desk"}),
        ("new", "decline", {"visitor"}),
        ("new", "withdraw", BOTH),
        ("new", "expire", BOTH),
        ("accepted", "move", BOTH),
        ("accepted", "cancel", BOTH),
        ("accepted", "complete", set()),
        ("accepted", "mark_no_show", set()),
        ("new", "remind", {"desk"}),
        ("accepted", "remind", {"visitor"}),
        ("set aside", "clear", BOTH),
        ("set aside", "decline", {"visitor"}),
        ("set aside", "expire", set()),
        ("set aside", "withdraw", set()),
    ],
)
def test_those_concerned_are_told(bring_to, clock, state, act, told):
    request = do(clock, act, bring_to(state))

    mails = request.history.last().mails
    assert set(mails.values_list("recipient", flat=True)) == told


def test_a_request_tells_both_sides_and_spam_nobody(make_request):
    make_request()
    assert OutboxMail.objects.count() == 2

    make_request(suspicion="too fast")
    assert OutboxMail.objects.count() == 2


def test_the_desk_is_told_in_place_of_a_visitor_without_a_mail(make_request):
    request = propose(make_request(email="", phone="+17135550100"))

    mails = OutboxMail.objects.filter(entry__request=request)
    assert [mail.recipient for mail in mails] == ["desk", "desk"]


def test_the_history_says_who_when_and_why(make_request, clock):
    request = propose(make_request(), why="We close at noon")
    clock.shift(60)
    workflow.turn_down(request, why="I work then")

    sent, proposed, turned_down = request.history.all()
    assert (sent.who, sent.action) == ("the visitor", Action.SUBMIT)
    assert (proposed.who, proposed.why) == ("Eve", "We close at noon")
    assert (turned_down.who, turned_down.why) == ("the visitor", "I work then")
    assert turned_down.at - proposed.at == timedelta(minutes=1)


def test_an_act_on_what_has_changed_since_it_was_seen_is_refused(make_request):
    request = make_request()
    seen = request.sequence
    propose(request)

    with pytest.raises(workflow.Stale):
        accept(request, ELEVEN_FIFTEEN, seen=seen)


def test_a_reminder_makes_nothing_stale(make_request, clock):
    request = make_request()
    clock.move_to(A_DAY_BEFORE)
    workflow.remind(request)

    assert accept(request, seen=request.sequence).state == State.ACCEPTED
