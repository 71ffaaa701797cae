"""Answering in the admin: what a state allows, done through the workflow."""

import re

import pytest

from booking import workflow
from booking.models import HistoryEntry

from .life import AFTER, PATHS, SATURDAY, TEN, at
from .page import text

TEN_AS_OFFERED = "2027-03-06T16:00:00+00:00"
LIST = "/admin/booking/bookingrequest/"
ACTS = {
    "new": {"accept", "propose", "decline", "withdraw"},
    "set aside": {"clear", "accept", "propose", "decline", "withdraw"},
    "proposed": {"accept", "propose", "decline", "withdraw"},
    "accepted": {"propose", "move", "cancel"},
}
AFTERWARDS = {"propose", "move", "complete", "mark_no_show"}


def page_of(request) -> str:
    return f"{LIST}{request.pk}/change/"


def answer_page(request) -> str:
    return f"{LIST}{request.pk}/answer/"


def answer(staff, request, act, **values):
    values = {"act": act, "seen": request.sequence} | values
    response = staff.post(answer_page(request), values)
    request.refresh_from_db()
    return response


@pytest.mark.parametrize("state", PATHS)
def test_the_page_of_a_request_offers_what_its_state_allows(staff, bring_to, state):
    request = bring_to(state)

    page = staff.get(page_of(request)).content.decode()
    answers = staff.get(answer_page(request)).content.decode()

    assert set(re.findall(r"/answer/#(\w+)", page)) == ACTS.get(state, set())
    assert set(re.findall(r'name="act"\s+value="(\w+)"', answers)) == ACTS.get(
        state, set()
    )


def test_after_the_session_it_took_place_or_the_visitor_did_not_come(
    staff, clock, bring_to
):
    request = bring_to("accepted")
    clock.move_to(AFTER)

    page = staff.get(page_of(request)).content.decode()

    assert set(re.findall(r"/answer/#(\w+)", page)) == AFTERWARDS


@pytest.mark.parametrize(
    ("state", "act", "values", "becomes"),
    [
        ("set aside", "clear", {}, "new"),
        ("new", "accept", {"start": TEN_AS_OFFERED}, "accepted"),
        ("new", "propose", {"day": "2027-03-06", "at": "11:15"}, "proposed"),
        ("new", "decline", {"why": "Full."}, "declined"),
        ("new", "withdraw", {"why": "They called."}, "withdrawn"),
        ("accepted", "move", {"day": "2027-03-06", "at": "11:15"}, "accepted"),
        ("accepted", "propose", {"day": "2027-03-06", "at": "11:15"}, "proposed"),
        ("accepted", "cancel", {"why": "We’re ill."}, "cancelled"),
    ],
)
def test_the_desk_acts_through_the_workflow_in_its_own_name(
    staff, bring_to, state, act, values, becomes
):
    request = bring_to(state)

    response = answer(staff, request, act, **values)

    assert (response.status_code, response.url) == (302, page_of(request))
    assert request.state == becomes
    last = request.history.last()
    assert (last.action, last.who) == (act, "eve")
    assert last.why == values.get("why", "")


@pytest.mark.parametrize(
    ("act", "typed", "done"),
    [
        ("accept", {"start": TEN_AS_OFFERED}, "The session is confirmed: {}, Saturday"),
        ("propose", {"day": "2027-03-06", "at": "10:00"}, "The time is proposed: {}, "),
        ("decline", {}, "The request is declined: {}."),
    ],
)
def test_what_was_done_is_told_with_its_time(staff, make_request, act, typed, done):
    request = make_request()

    response = answer(staff, request, act, **typed)

    told = text(staff.get(response.url))
    assert done.format(request) in told
    is_told = "Saturday, March 6, 2027 at 10:00 AM CST." in told
    assert is_told == bool(typed)


@pytest.mark.parametrize(
    "typed",
    [
        {"day": "2027-03-06", "at": "14:30"},
        {"day": "2027-03-08", "at": "10:00"},
        {"day": "2027-03-08"},
        {"at": "14:30"},
    ],
    ids=str,
)
def test_of_two_times_none_is_guessed(staff, make_request, typed):
    request = make_request()

    response = answer(staff, request, "accept", start=TEN_AS_OFFERED, **typed)

    assert response.status_code == 422
    assert request.state == "new"
    assert (
        "You chose Saturday, March 6, 2027 at 10:00 AM CST, but typed another time."
    ) in text(response)
    page = response.content.decode()
    assert checked_starts(page) == [TEN_AS_OFFERED]
    for value in typed.values():
        assert f'value="{value}"' in page


def checked_starts(page: str) -> list[str]:
    return re.findall(r'name="start"\s+value="([^"]+)" checked', page)


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"start": "other", "day": "2027-03-06", "at": "14:30"}, at(SATURDAY, 14, 30)),
        ({"start": TEN_AS_OFFERED, "day": "", "at": ""}, TEN),
        ({"start": TEN_AS_OFFERED, "day": "2027-03-06", "at": "10:00"}, TEN),
        ({"start": TEN_AS_OFFERED, "day": "2027-03-06"}, TEN),
    ],
)
def test_one_time_is_taken_whichever_it_is(staff, make_request, values, start):
    request = make_request()

    answer(staff, request, "accept", **values)

    assert (request.state, request.start) == ("accepted", start)


def test_a_session_is_moved_to_another_time(staff, bring_to):
    request = bring_to("accepted")

    answer(staff, request, "move", day="2027-03-06", at="14:30")

    assert request.start == at(SATURDAY, 14, 30)
    assert request.history.last().former_start == TEN


def test_a_clash_may_be_overridden(staff, bring_to, make_request):
    bring_to("accepted")
    request = make_request()

    clash = answer(staff, request, "accept", day="2027-03-06", at="10:00")
    form = dict(
        re.findall(
            r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"',
            clash.content.decode().split("desk-refused")[1].split("</form>")[0],
        )
    )
    answer(staff, request, "accept", **form)

    assert clash.status_code == 409
    assert "This time clashes: no place free." in text(clash)
    assert (request.state, request.start) == ("accepted", TEN)


def test_an_answer_to_what_has_changed_is_refused(staff, make_request):
    request = make_request()
    workflow.propose(request, TEN, who="Bo")

    response = answer(staff, request, "decline")

    assert response.status_code == 409
    assert "The request has changed meanwhile." in text(response)
    assert request.state == "proposed"


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(staff, make_request):
    request = make_request()

    response = answer(staff, request, "propose", day="2027-03-06", why="Well?")

    assert response.status_code == 422
    assert "Enter the time too." in text(response)
    assert 'value="2027-03-06"' in response.content.decode()
    assert "Well?" in response.content.decode()


@pytest.mark.parametrize(
    "values", [{}, {"act": "expire"}, {"act": "decline", "seen": ""}]
)
def test_what_is_no_act_is_refused(staff, make_request, values):
    request = make_request()

    response = staff.post(answer_page(request), values)

    assert response.status_code == 400


def test_looking_at_the_answer_page_changes_nothing(staff, make_request):
    request = make_request()

    for method in (staff.get, staff.head) * 10:
        assert method(answer_page(request)).status_code == 200

    assert HistoryEntry.objects.count() == 1
