"""When a request may be answered, and which times it may be given."""

from datetime import timedelta

import pytest

from booking import workflow
from booking.clashes import Clash
from booking.models import Closure
from booking.models.request import State

from .life import (
    ACTS,
    AFTER,
    ELEVEN_FIFTEEN,
    MONDAY,
    NOW,
    SATURDAY,
    TEN,
    accept,
    at,
    do,
    propose,
)

THURSDAY = SATURDAY - timedelta(days=2)


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
        with pytest.raises(workflow.Clashing) as refusal:
            act(request, start)
        assert refusal.value.clashes == [clash]

    accepted = accept(request, start, override=True)
    assert accepted.start == start
    assert accepted.history.last().overridden == clash


@pytest.mark.parametrize("taken_by", [accept, propose])
@pytest.mark.parametrize("minutes_away", [-74, 0, 74])
def test_the_last_place_is_given_once(make_request, taken_by, minutes_away):
    taken_by(make_request(), at(SATURDAY, 12))

    with pytest.raises(workflow.Clashing) as refusal:
        accept(make_request(), at(SATURDAY, 12) + timedelta(minutes=minutes_away))

    assert refusal.value.clashes == [Clash.OVER_CAPACITY]


@pytest.mark.parametrize("minutes_away", [-75, 75])
def test_a_session_can_follow_once_the_place_is_ready_again(make_request, minutes_away):
    accept(make_request(), at(SATURDAY, 12))

    start = at(SATURDAY, 12) + timedelta(minutes=minutes_away)
    assert accept(make_request(), start).state == State.ACCEPTED


def test_two_places_take_two(make_request, spa):
    spa.capacity = 2
    spa.save()
    accept(make_request())
    accept(make_request())

    with pytest.raises(workflow.Clashing):
        accept(make_request())


@pytest.mark.parametrize("act", ["decline", "withdraw", "expire", "turn_down"])
def test_a_time_that_was_offered_is_free_again_when_it_falls(bring_to, clock, act):
    do(clock, act, bring_to("proposed"))
    clock.move_to(NOW)

    assert accept(bring_to("new")).state == State.ACCEPTED


def test_a_session_that_moves_does_not_stand_in_its_own_way(bring_to):
    moved = workflow.move(bring_to("accepted"), TEN + timedelta(minutes=15), who="Eve")

    assert moved.start == TEN + timedelta(minutes=15)
    assert moved.history.last().former_start == TEN


@pytest.mark.parametrize("override", [True, False])
def test_no_time_is_set_in_the_past_or_after_the_data_is_deleted(
    make_request, override
):
    request = make_request()

    for start in (NOW, at(request.delete_on, 10)):
        with pytest.raises(workflow.NotAllowed):
            accept(request, start, override=override)


def test_a_proposal_can_be_agreed_to_until_the_notice_begins(bring_to, clock):
    request = bring_to("proposed")
    assert request.answer_by == ELEVEN_FIFTEEN - timedelta(minutes=120)
    clock.move_to(request.answer_by)

    with pytest.raises(workflow.NotAllowed):
        workflow.agree(request)


def test_a_proposal_within_the_notice_can_be_agreed_to_until_it_begins(make_request):
    soon = at(MONDAY, 10, 30)

    assert propose(make_request(), soon, override=True).answer_by == soon


def test_a_later_start_never_leaves_less_time_to_answer(make_request):
    starts = [NOW + timedelta(minutes=away) for away in range(1, 300, 7)]
    ends = [propose(make_request(), start, override=True).answer_by for start in starts]

    assert ends == sorted(ends)


@pytest.mark.parametrize("away", [120, 121, 180, 240])
def test_a_proposal_for_the_same_day_leaves_time_to_answer(make_request, away):
    start = NOW + timedelta(minutes=away)

    proposed = propose(make_request(), start, override=True)

    assert proposed.answer_by == NOW + timedelta(minutes=120)


def test_a_request_ends_unanswered_when_its_last_wish_has_come(make_request, clock):
    request = make_request()
    clock.move_to(request.wishes_end_at - timedelta(seconds=1))
    with pytest.raises(workflow.NotAllowed):
        workflow.expire(request)

    clock.shift(1)
    assert workflow.expire(request).state == State.EXPIRED


def test_after_a_no_the_desk_has_at_least_a_day(bring_to, clock):
    request = bring_to("proposed")
    assert workflow.turn_down(request).answer_by == request.wishes_end_at

    late = propose(request, at(SATURDAY, 16))
    clock.move_to(AFTER)
    assert workflow.turn_down(late).answer_by == AFTER + timedelta(days=1)


def test_the_desk_is_reminded_once_and_half_way(make_request, clock):
    request = make_request()
    half_way = NOW + (request.wishes_end_at - NOW) / 2
    clock.move_to(half_way - timedelta(seconds=1))
    with pytest.raises(workflow.NotAllowed):
        workflow.remind(request)

    clock.move_to(half_way)
    workflow.remind(request)
    with pytest.raises(workflow.NotAllowed):
        workflow.remind(request)


def test_a_moved_session_is_reminded_of_anew(bring_to, clock):
    request = do(clock, "remind", bring_to("accepted"))
    clock.move_to(NOW)

    moved = workflow.move(request, TEN + timedelta(days=2), who="Eve")

    assert moved.remind_at == TEN + timedelta(days=1)


def test_a_session_within_a_day_needs_no_reminder(make_request):
    assert accept(make_request(), at(MONDAY, 16)).remind_at is None


def test_a_request_that_is_answered_is_no_spam(make_request):
    request = accept(make_request(suspicion="too fast"))

    assert request.suspicion == ""
    assert request.history.last().mails.count() == 2


@pytest.mark.parametrize("act", ["accept", "decline", "withdraw", "expire"])
def test_the_link_of_the_desk_dies_with_the_answer(bring_to, clock, act):
    request = bring_to("new")
    link = request.links.get(purpose="desk")
    assert link.expires_at == request.answer_by

    do(clock, act, request)

    link.refresh_from_db()
    assert link.expires_at <= max(NOW, ACTS[act][0])


def test_a_dead_link_of_the_desk_stays_dead_when_there_is_more_to_answer(bring_to):
    request = bring_to("accepted")
    dead = request.links.get(purpose="desk").key

    again = propose(request, ELEVEN_FIFTEEN)

    link = again.links.get(purpose="desk")
    assert link.key != dead
    assert link.expires_at == again.answer_by
