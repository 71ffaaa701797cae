"""The front desk answers from the link in its mail and in the admin alike."""

import re
from functools import partial

import pytest

from ..form import parse
from ..life import SATURDAY, TEN, accept, at, propose, undone
from ..page import admin_page, desk_url, text
from ..page import answer as answer_at

OFFERED = "2027-03-06T16:00:00+00:00"


@pytest.fixture(params=["mail", "admin"])
def url_of(request):
    """Where the desk answers a request."""
    if request.param == "mail":
        return desk_url
    request.getfixturevalue("staff")
    return partial(admin_page, page="answer")


@pytest.fixture
def answer(client, url_of):
    def press(asked, act, **values):
        return answer_at(client, asked, act, url_of(asked), **values)

    return press


def anyway(response) -> dict:
    """What the button sends by which the desk keeps to a time that clashes."""
    (form,) = parse(response).findall(".//*[@name='override']/..")
    return {each.get("name"): each.get("value") for each in form.findall("*[@name]")}


def test_one_time_is_taken_whichever_it_is(answer, make_request, subtests):
    for typed, start in [
        ({"start": OFFERED}, TEN),
        ({"start": OFFERED, "day": "", "at": ""}, TEN),
        ({"start": OFFERED, "day": "2027-03-06"}, TEN),
        ({"start": OFFERED, "day": "2027-03-06", "at": "10:00"}, TEN),
        ({"start": "other", "day": "2027-03-06", "at": "10:00"}, TEN),
        ({"start": "other", "day": "2027-03-06", "at": "14:30"}, at(SATURDAY, 14, 30)),
    ]:
        with subtests.test(typed=typed), undone():
            asked = make_request()
            answer(asked, "accept", **typed)

            assert (asked.state, asked.start) == ("accepted", start)


def test_of_two_times_none_is_guessed(answer, make_request, subtests):
    asked = make_request()
    for typed in (
        {"day": "2027-03-06", "at": "14:30"},
        {"day": "2027-03-08", "at": "10:00"},
        {"day": "2027-03-08"},
        {"at": "14:30"},
    ):
        with subtests.test(typed=typed):
            response = answer(asked, "accept", start=OFFERED, **typed)

            assert (response.status_code, asked.state) == (422, "new")
            assert (
                "You chose Saturday, March 6, 2027 at 10:00 AM CST, "
                "but typed another time."
            ) in text(response)
            page = response.content.decode()
            checked = re.findall(r'name="start"\s+value="([^"]+)"\s+checked', page)
            assert checked == [OFFERED]
            for value in typed.values():
                assert f'value="{value}"' in page


def test_a_time_that_can_not_be_is_explained_and_kept(answer, make_request, subtests):
    asked = make_request()
    for status, typed, reason in [
        (422, {}, "Choose a time, or enter a day and a time."),
        (422, {"start": "other"}, "Choose a time, or enter a day and a time."),
        (422, {"day": "2027-03-06"}, "Enter the time too."),
        (422, {"day": "soon", "at": "10:00"}, "Enter the date"),
        (422, {"day": "2027-03-06", "at": "ten"}, "Enter the time, like 10:30."),
        (422, {"day": "2027-03-14", "at": "02:30"}, "On Sunday, March 14 the clocks c"),
        (422, {"day": "2027-11-07", "at": "01:30"}, "On Sunday, November 7 the clocks"),
        (422, {"day": "9999-12-31", "at": "23:00"}, "Enter a day that can be."),
        (422, {"start": "2027-03-06T10:00:00"}, "Choose a time"),
        (422, {"start": "x\0"}, "Choose a time"),
        (422, {"start": "0001-01-01T00:00:00+14:00"}, "Choose a time"),
        (422, {"start": "0001-01-01T00:30:00+00:00", "day": "2027-03-06"}, "Choose a"),
        (422, {"day": "2027-03-06", "at": "10:00", "why": "x" * 501}, "There are 501."),
        (409, {"day": "2027-02-27", "at": "10:00"}, "This time has passed."),
        (409, {"day": "0001-01-01", "at": "10:00"}, "This time has passed."),
        (409, {"day": "2027-12-01", "at": "10:00"}, "By then the request is deleted"),
    ]:
        with subtests.test(typed=typed):
            response = answer(asked, "accept", **{"why": "Well?"} | typed)

            page = response.content.decode()
            assert (response.status_code, asked.state) == (status, "new")
            assert reason in text(response)
            assert "<title>Error: " in page
            assert typed.get("why", "Well?") in page
            for value in {typed.get("day"), typed.get("at")} - {None}:
                assert f'value="{value}"' in page


@pytest.mark.parametrize("act", ["accept", "propose"])
def test_a_clash_is_shown_and_may_be_overridden(
    client, url_of, answer, make_request, act
):
    accept(make_request())
    asked = make_request()

    clash = answer(asked, act, day="2027-03-06", at="10:30", why="Hello")

    assert (clash.status_code, asked.state) == (409, "new")
    assert "This time clashes: no place free." in text(clash)
    assert "<title>Error: " in clash.content.decode()

    assert client.post(url_of(asked), anyway(clash)).status_code in (302, 303)
    asked.refresh_from_db()
    assert asked.start == at(SATURDAY, 10, 30)
    last = asked.history.last()
    assert (last.action, last.overridden, last.why) == (act, "no place free", "Hello")


def test_an_answer_to_what_has_changed_is_refused(answer, make_request):
    asked = make_request()
    propose(asked, at(SATURDAY, 14))

    response = answer(asked, "accept", day="2027-03-06", at="10:00")

    assert (response.status_code, asked.state) == (409, "proposed")
    assert "The request has changed meanwhile." in text(response)
    assert "Saturday, March 6, 2027 at 2:00 PM CST" in text(response)
    assert 'name="seen" value="1"' in response.content.decode()


def test_what_is_no_act_is_refused(client, url_of, make_request, subtests):
    asked = make_request()
    for values in (
        {},
        {"act": "agree", "seen": "0"},
        {"act": "expire", "seen": "0"},
        {"act": "accept"},
        {"act": "decline", "seen": ""},
        {"act": "decline", "seen": "x"},
        {"act": ["decline", "agree"], "seen": "0"},
    ):
        with subtests.test(values=values):
            assert client.post(url_of(asked), values).status_code == 400
            asked.refresh_from_db()
            assert asked.state == "new"
