"""The life of a request: what may follow what at which time, and who hears of it."""

from datetime import date, timedelta

import pytest

from booking.availability.overlaps import Clash
from booking.models import (
    BookingRequest,
    Closure,
    HistoryEntry,
    OutboxMail,
)
from booking.models.booking_request import State
from booking.models.history import Action
from booking.workflow import acts

from ..life import (
    A_DAY_BEFORE,
    ACTS,
    AFTER,
    ELEVEN_FIFTEEN,
    MONDAY,
    NOW,
    PATHS,
    SATURDAY,
    TEN,
    accept,
    at,
    do,
    propose,
    undone,
)

THURSDAY = SATURDAY - timedelta(days=2)
AUTUMN = date(2027, 11, 7)
NOBODY, VISITOR, DESK, BOTH = set(), {"visitor"}, {"desk"}, {"visitor", "desk"}

# Every transition there is, and who is told of it; all other pairs are refused.
TRANSITIONS = {
    ("new", "propose"): ("proposed", VISITOR),
    ("new", "accept"): ("accepted", BOTH),
    ("new", "decline"): ("declined", VISITOR),
    ("new", "withdraw"): ("withdrawn", BOTH),
    ("new", "expire"): ("expired", BOTH),
    ("new", "remind"): ("new", DESK),
    ("set aside", "clear"): ("new", BOTH),
    ("set aside", "propose"): ("proposed", VISITOR),
    ("set aside", "accept"): ("accepted", BOTH),
    ("set aside", "decline"): ("declined", VISITOR),
    ("set aside", "withdraw"): ("withdrawn", NOBODY),
    ("set aside", "expire"): ("expired", NOBODY),
    ("proposed", "propose"): ("proposed", VISITOR),
    ("proposed", "accept"): ("accepted", BOTH),
    ("proposed", "agree"): ("accepted", BOTH),
    ("proposed", "turn_down"): ("new", DESK),
    ("proposed", "decline"): ("declined", VISITOR),
    ("proposed", "withdraw"): ("withdrawn", BOTH),
    ("proposed", "expire"): ("expired", BOTH),
    ("accepted", "propose"): ("proposed", VISITOR),
    ("accepted", "move"): ("accepted", BOTH),
    ("accepted", "cancel"): ("cancelled", BOTH),
    ("accepted", "complete"): ("completed", NOBODY),
    ("accepted", "mark_no_show"): ("no_show", NOBODY),
    ("accepted", "remind"): ("accepted", VISITOR),
}


def all_rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (BookingRequest, HistoryEntry, OutboxMail)
    ]


@pytest.mark.parametrize("state", PATHS)
def test_an_act_is_done_and_told_as_listed_or_refused_and_changes_nothing(
    bring_to, clock, subtests, state
):
    request = bring_to(state)
    before = all_rows()

    for act in ACTS:
        with subtests.test(act=act), undone():
            if (state, act) in TRANSITIONS:
                after = do(clock, act, request)
                last = after.history.last()
                told = set(last.mails.values_list("recipient", flat=True))
                assert (after.state, told) == TRANSITIONS[state, act]
                assert last.state == after.state
            else:
                with pytest.raises(acts.NotAllowed):
                    do(clock, act, request)
                assert all_rows() == before


def test_every_state_is_in_the_table():
    assert {*PATHS} == {*State.values, "set aside"}


def test_the_history_says_who_when_and_why(make_request, clock):
    request = propose(make_request(), why="We close at noon")
    clock.shift(60)
    acts.turn_down(request, why="I work then")

    sent, proposed, turned_down = request.history.all()
    assert (sent.who, sent.action) == ("the visitor", Action.SUBMIT)
    assert (proposed.who, proposed.why) == ("Eve", "We close at noon")
    assert (turned_down.who, turned_down.why) == ("the visitor", "I work then")
    assert turned_down.at - proposed.at == timedelta(minutes=1)


def test_a_reminder_makes_nothing_stale(make_request, clock):
    request = make_request()
    clock.move_to(A_DAY_BEFORE)
    acts.remind(request)

    assert accept(request, seen=request.sequence).state == State.ACCEPTED


@pytest.mark.parametrize(
    ("start", "clash"),
    [
        (at(MONDAY, 10), Clash.TOO_LATE),
        (at(SATURDAY, 17, 15), Clash.OUTSIDE_HOURS),
        (at(SATURDAY, 8, 45), Clash.OUTSIDE_HOURS),
        (at(SATURDAY + timedelta(days=1), 10), Clash.CLOSED),
        (at(THURSDAY, 10), Clash.CLOSED),
        (at(MONDAY + timedelta(days=63), 10), Clash.TOO_LATE),
    ],
)
def test_a_time_that_clashes_is_refused_unless_the_desk_means_it(
    make_request, start, clash
):
    Closure.objects.create(first_day=THURSDAY, last_day=THURSDAY)
    request = make_request()

    for act in (accept, propose):
        with pytest.raises(acts.Clashing) as refusal:
            act(request, start)
        assert refusal.value.clashes == [clash]

    accepted = accept(request, start, override=True)
    assert accepted.start == start
    assert accepted.history.last().overridden == clash


@pytest.mark.parametrize("taken_by", [accept, propose])
def test_the_last_place_is_given_once_until_it_is_ready_again(make_request, taken_by):
    def start(minutes_away):
        return at(SATURDAY, 12) + timedelta(minutes=minutes_away)

    taken_by(make_request(), start(0))

    for minutes_away in (-74, 0, 74):
        with pytest.raises(acts.Clashing) as refusal:
            accept(make_request(), start(minutes_away))
        assert refusal.value.clashes == [Clash.OVER_CAPACITY]
    for minutes_away in (-75, 75):
        assert accept(make_request(), start(minutes_away)).state == State.ACCEPTED


@pytest.mark.parametrize("act", ["decline", "withdraw", "expire", "turn_down"])
def test_a_time_that_was_offered_is_free_again_when_it_falls(bring_to, clock, act):
    do(clock, act, bring_to("proposed"))
    clock.move_to(NOW)

    assert accept(bring_to("new")).state == State.ACCEPTED


def test_a_session_that_moves_does_not_stand_in_its_own_way(bring_to):
    moved = acts.move(bring_to("accepted"), TEN + timedelta(minutes=15), who="Eve")

    assert moved.start == TEN + timedelta(minutes=15)
    assert moved.history.last().former_start == TEN


def test_no_time_is_set_in_the_past_or_after_the_data_is_deleted(make_request):
    request = make_request()

    for start in (NOW, at(request.delete_on, 10)):
        for override in (True, False):
            with pytest.raises(acts.NotAllowed):
                accept(request, start, override=override)


def test_a_proposal_leaves_time_to_answer(make_request):
    ends = propose(make_request(), ELEVEN_FIFTEEN).answer_by
    assert ends == ELEVEN_FIFTEEN - timedelta(minutes=120)

    def minutes_left(away):
        start = NOW + timedelta(minutes=away)
        answer_by = propose(make_request(), start, override=True).answer_by
        return (answer_by - NOW) / timedelta(minutes=1)

    leaves = {60: 60, 120: 120, 121: 120, 180: 120, 240: 120}
    assert {away: minutes_left(away) for away in leaves} == leaves

    later_and_later = [minutes_left(away) for away in range(1, 300, 7)]
    assert later_and_later == sorted(later_and_later)


def test_what_time_brings_about_comes_once_and_not_before_its_time(make_request, clock):
    request = make_request()
    half_way = NOW + (request.wishes_end_at - NOW) / 2

    for act, due in [
        (acts.remind, half_way),
        (acts.expire, request.wishes_end_at),
    ]:
        clock.move_to(due - timedelta(seconds=1))
        with pytest.raises(acts.NotAllowed):
            act(request)
        clock.move_to(due)
        act(request)
        with pytest.raises(acts.NotAllowed):
            act(request)

    assert request.history.last().state == State.EXPIRED


def test_after_a_no_the_desk_has_at_least_a_day(bring_to, clock):
    request = bring_to("proposed")
    assert acts.turn_down(request).answer_by == request.wishes_end_at

    late = propose(request, at(SATURDAY, 16))
    clock.move_to(AFTER)
    assert acts.turn_down(late).answer_by == AFTER + timedelta(days=1)


def test_a_session_is_reminded_of_a_day_ahead_and_anew_once_it_moves(
    bring_to, make_request, clock
):
    assert accept(make_request(), at(MONDAY, 16)).remind_at is None  # within a day
    request = do(clock, "remind", bring_to("accepted"))
    clock.move_to(NOW)

    moved = acts.move(request, TEN + timedelta(days=2), who="Eve")

    assert moved.remind_at == TEN + timedelta(days=1)
