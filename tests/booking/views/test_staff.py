"""The page that the link in the desk's mail opens: what it shows, does, and its end."""

import re
from datetime import UTC, date, timedelta

import pytest

from booking.calendar_rules.opening_hours import PartOfDay
from booking.models import Closure

from ..life import MONDAY, NOW, PATHS, SATURDAY, TEN, WHEN, accept, at, propose
from ..page import REQUESTS, answer, desk_url, text

MORNING = PartOfDay.MORNING
SETTLED = sorted(set(PATHS) - {"new", "set aside", "proposed"})


def offered(client, request) -> list[str]:
    """The starts to choose from, in UTC."""
    page = client.get(desk_url(request)).content.decode()
    return re.findall(r'name="start"\s+value="(2027[^"]+):00\+00:00"', page)


def test_the_desk_sees_the_request_and_how_to_reach_the_visitor(client, make_request):
    request = make_request(phone="+17135550100", note="Firm, please.")
    by_phone = make_request(email="", phone="+17135550100")

    page = client.get(desk_url(request))

    assert page.status_code == 200
    assert 'href="tel:+1-713-555-0100"' in page.content.decode()
    assert 'href="mailto:ana@visitor.example"' in page.content.decode()
    for words in (
        request.reference,
        "Ana Bell",
        "Deep tissue, 60 minutes",
        "Firm, please.",
        "Saturday, March 6, morning",
        "Waits for your answer until Saturday, March 6, 2027 at 11:45 AM CST",
    ):
        assert words in text(page)
    assert "call them with your answer" in text(client.get(desk_url(by_phone)))


def test_the_page_offers_at_most_six_free_starts_of_each_wish(client, make_request):
    of_two_days = make_request([(SATURDAY, MORNING), (MONDAY, MORNING)])
    assert offered(client, of_two_days) == [
        "2027-03-06T15:00",
        "2027-03-06T15:30",
        "2027-03-06T16:00",
        "2027-03-06T16:30",
        "2027-03-06T17:00",
        "2027-03-06T17:30",
        "2027-03-01T17:30",
        "2027-03-01T17:45",
    ]

    accept(make_request(), TEN)
    assert offered(client, make_request()) == [
        "2027-03-06T17:15",
        "2027-03-06T17:30",
        "2027-03-06T17:45",
    ]


@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 11, 7)])
def test_a_day_on_which_the_clocks_change_is_shown(client, clock, make_request, day):
    clock.move_to(at(day - timedelta(days=3), 9))
    next_day = day + timedelta(days=1)
    wishes = [(day, MORNING), (next_day, MORNING)]

    request = make_request(wishes, delete_on=day + timedelta(days=90))

    nine = at(next_day, 9).astimezone(UTC)
    assert f"{nine:%Y-%m-%dT%H:%M}" in offered(client, request)


def test_the_page_shows_what_else_is_on_by_initials_alone(client, make_request):
    accept(make_request(name="Kim Lee"), TEN)
    propose(make_request(name="Bo Ray"), at(SATURDAY, 14))

    page = text(client.get(desk_url(make_request())))

    assert "10:00 to 11:00 AM K.L., 1 of 1 place" in page
    assert "2:00 to 3:00 PM B.R. (offered), 1 of 1 place" in page
    assert "Kim" not in page
    assert "Ray" not in page


def test_a_closed_day_is_said(client, make_request):
    Closure.objects.create(first_day=SATURDAY, last_day=SATURDAY)

    page = text(client.get(desk_url(make_request())))

    assert "Closed that day." in page
    assert "No start is free then." in page


def test_one_tap_confirms_a_time_and_nothing_else_is_for_the_mail(client, make_request):
    request = make_request()

    refused = answer(client, request, "cancel")
    assert (refused.status_code, request.state) == (400, "new")

    response = answer(client, request, "accept", start="2027-03-06T16:00:00+00:00")
    assert (response.status_code, response.url) == (303, desk_url(request))
    assert (request.state, request.start) == ("accepted", TEN)
    assert request.history.last().who == "the front desk"


def test_the_desk_proposes_and_may_answer_again(client, make_request):
    request, other = make_request(), make_request(name="Kim Lee")

    answer(client, request, "propose", day="2027-03-06", at="14:00", why="Or Monday?")
    proposed = client.get(desk_url(request))
    answer(client, request, "propose", day="2027-03-06", at="15:00")

    assert "You proposed Saturday, March 6, 2027 at 2:00 PM CST" in text(proposed)
    assert (request.state, request.start) == ("proposed", at(SATURDAY, 15))

    answer(client, request, "decline", why="We’re away.\r\nSorry!")

    other.refresh_from_db()
    assert (request.state, other.state) == ("declined", "new")
    words = [entry.why for entry in request.history.all()]
    assert words == ["", "Or Monday?", "", "We’re away.\nSorry!"]


@pytest.mark.parametrize("state", SETTLED)
def test_the_link_of_an_answered_request_is_dead_and_leads_to_the_admin(
    client, clock, bring_to, state
):
    request = bring_to(state)
    clock.move_to(WHEN.get(PATHS[state][-1], NOW))

    answers = {
        method: getattr(client, method)(
            desk_url(request), {"act": "decline", "seen": request.sequence}
        )
        for method in ("get", "head", "post")
    }

    for response in answers.values():
        assert response.status_code == 410
        for secret in (request.name, request.email, request.reference):
            assert secret not in response.content.decode()
    for response in (answers["get"], answers["post"]):
        assert request.get_state_display() in text(response)
        assert f"{REQUESTS}{request.pk}/" in response.content.decode()
        if state == "accepted":
            assert "Saturday, March 6, 2027 at 10:00 AM CST" in text(response)
    request.refresh_from_db()
    assert request.state == state


def test_a_dead_link_stays_dead_when_there_is_more_to_answer(client, bring_to):
    request = bring_to("accepted")
    dead = desk_url(request)

    again = propose(request, at(SATURDAY, 14))

    assert client.get(dead).status_code == 404
    assert client.get(desk_url(again)).status_code == 200
    assert again.links.get(purpose="desk").expires_at == again.answer_by


@pytest.mark.parametrize("state", ["new", "proposed"])
def test_the_link_ends_with_the_time_to_answer(client, clock, bring_to, state):
    request = bring_to(state)
    clock.move_to(request.answer_by - timedelta(seconds=1))
    assert client.get(desk_url(request)).status_code == 200

    clock.shift(1)
    assert client.get(desk_url(request)).status_code == 410
