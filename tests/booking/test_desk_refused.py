"""What the front desk is refused, and told why."""

import re

import pytest

from booking import workflow

from .life import SATURDAY, TEN, at
from .page import answer, desk_url, text


@pytest.mark.parametrize("act", ["accept", "propose"])
def test_a_clash_is_shown_and_may_be_overridden(client, make_request, act):
    workflow.accept(make_request(), TEN, who="Eve")
    request = make_request()

    clash = answer(client, request, act, day="2027-03-06", at="10:30", why="Hello")
    before = request.state
    form = dict(
        re.findall(
            r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', clash.content.decode()
        )
    )
    done = client.post(desk_url(request), form | {"act": act, "override": "1"})

    assert (clash.status_code, before) == (409, "new")
    assert "This time clashes: no place free." in text(clash)
    assert "<title>Error: " in clash.content.decode()
    assert done.status_code == 303
    request.refresh_from_db()
    assert request.start == at(SATURDAY, 10, 30)
    assert request.history.last().overridden == "no place free"
    assert request.history.last().why == "Hello"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({}, "Choose a time, or enter a day and a time."),
        ({"start": "other"}, "Choose a time, or enter a day and a time."),
        ({"day": "2027-03-06"}, "Enter the time too."),
        ({"day": "soon", "at": "10:00"}, "Enter the date"),
        ({"day": "2027-03-06", "at": "ten"}, "Enter the time, like 10:30."),
        ({"day": "2027-03-14", "at": "02:30"}, "On Sunday, March 14 the clocks change"),
        ({"day": "2027-11-07", "at": "01:30"}, "On Sunday, November 7 the clocks"),
        ({"day": "9999-12-31", "at": "23:00"}, "Enter a day that can be."),
        ({"start": "2027-03-06T10:00:00"}, "Choose a time"),
        ({"start": "0001-01-01T00:00:00+14:00"}, "Choose a time"),
        ({"start": "0001-01-01T00:30:00+00:00", "day": "2027-03-06"}, "Choose a time"),
        ({"start": "x\0"}, "Null characters are not allowed."),
        ({"day": "2027-03-06", "at": "10:00", "why": "x" * 501}, "There are 501."),
    ],
)
def test_what_is_no_time_is_explained_and_kept(client, make_request, typed, reason):
    request = make_request()

    response = answer(client, request, "accept", **typed)

    assert response.status_code == 422
    assert request.state == "new"
    assert reason in text(response)
    assert "<title>Error: " in response.content.decode()
    for value in {typed.get("day"), typed.get("at")} - {None}:
        assert f'value="{value}"' in response.content.decode()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2027-02-27", "This time has passed."),
        ("0001-01-01", "This time has passed."),
        ("2027-12-01", "By then the request is deleted"),
    ],
)
def test_a_time_that_can_not_be_is_refused(client, make_request, day, reason):
    request = make_request()

    response = answer(client, request, "accept", day=day, at="10:00")

    assert response.status_code == 409
    assert reason in text(response)


def test_an_answer_to_what_has_changed_is_refused(client, make_request):
    request = make_request()
    workflow.propose(request, at(SATURDAY, 14), who="Eve")

    response = answer(client, request, "accept", day="2027-03-06", at="10:00")

    assert response.status_code == 409
    assert "The request has changed meanwhile." in text(response)
    assert "You proposed Saturday, March 6, 2027 at 2:00 PM CST" in text(response)
    assert request.state == "proposed"
    assert 'name="seen" value="1"' in response.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"act": "agree", "seen": "0"},
        {"act": "cancel", "seen": "0"},
        {"act": "accept"},
        {"act": "decline", "seen": "x"},
        {"act": ["decline", "agree"], "seen": "0"},
    ],
)
def test_what_is_no_act_of_the_desk_is_refused(client, make_request, values):
    request = make_request()

    response = client.post(desk_url(request), values)

    assert response.status_code == 400
    request.refresh_from_db()
    assert request.state == "new"
