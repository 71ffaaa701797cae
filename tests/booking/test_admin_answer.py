"""Answering in the admin: what a state allows, done through the workflow."""

import re

import pytest

from booking import workflow
from booking.models import HistoryEntry

from .life import AFTER, PATHS, SATURDAY, TEN, at
from .page import text

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
        ("new", "accept", {"start": "2027-03-06T16:00:00+00:00"}, "accepted"),
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
