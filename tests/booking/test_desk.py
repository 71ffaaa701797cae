"""The front desk answers from the link in its mail: what it sees and does."""

import re
from datetime import UTC, date, timedelta

import pytest

from booking import workflow
from booking.hours import PartOfDay
from booking.models import Closure

from .life import MONDAY, SATURDAY, TEN, at
from .page import answer, desk_url, text


def test_the_desk_sees_the_request_and_how_to_reach_the_visitor(client, make_request):
    request = make_request(phone="+17135550100", note="Firm, please.")

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


def test_the_desk_is_told_to_call_one_who_gave_no_mail_address(client, make_request):
    request = make_request(email="", phone="+17135550100")

    assert "call them with your answer" in text(client.get(desk_url(request)))


def test_the_page_offers_a_handful_of_free_starts(client, make_request):
    other = make_request(name="Kim Lee")
    workflow.accept(other, TEN, who="Eve")
    request = make_request()

    page = client.get(desk_url(request)).content.decode()

    offered = re.findall(r'name="start"\s+value="(2027[^"]+)"', page)
    assert offered == ["2027-03-06T17:15:00+00:00", "2027-03-06T17:30:00+00:00"] + [
        "2027-03-06T17:45:00+00:00"
    ]


def test_a_long_part_of_the_day_offers_at_most_six_starts(client, make_request):
    request = make_request([(SATURDAY, PartOfDay.MORNING), (MONDAY, PartOfDay.MORNING)])

    page = client.get(desk_url(request)).content.decode()

    saturday = re.findall(r'value="2027-03-06T(\d\d:\d\d)', page)
    assert saturday == ["15:00", "15:30", "16:00", "16:30", "17:00", "17:30"]
    assert re.findall(r'value="2027-03-01T(\d\d:\d\d)', page) == ["17:30", "17:45"]


def test_the_page_shows_what_else_is_on_by_initials_alone(client, make_request):
    workflow.accept(make_request(name="Kim Lee"), TEN, who="Eve")
    workflow.propose(make_request(name="Bo Ray"), at(SATURDAY, 14), who="Eve")

    page = text(client.get(desk_url(make_request())))

    assert "10:00 to 11:00 AM K.L., 1 of 1 place" in page
    assert "2:00 to 3:00 PM B.R. (offered), 1 of 1 place" in page
    assert "Kim" not in page
    assert "Ray" not in page


def test_one_tap_confirms_a_time(client, make_request):
    request = make_request()

    response = answer(client, request, "accept", start="2027-03-06T16:00:00+00:00")

    assert (response.status_code, response.url) == (303, desk_url(request))
    assert (request.state, request.start) == ("accepted", TEN)
    assert request.history.last().who == "the front desk"


def test_a_time_of_its_own_is_the_spas_time(client, make_request):
    request = make_request()

    answer(client, request, "accept", start="other", day="2027-03-06", at="10:00")

    assert (request.state, request.start) == ("accepted", TEN)


def test_the_desk_proposes_and_may_answer_again(client, make_request):
    request = make_request()

    answer(client, request, "propose", day="2027-03-06", at="14:00", why="Or Monday?")
    proposed = client.get(desk_url(request))
    answer(client, request, "propose", day="2027-03-06", at="15:00")

    assert "You proposed Saturday, March 6, 2027 at 2:00 PM CST" in text(proposed)
    assert (request.state, request.start) == ("proposed", at(SATURDAY, 15))
    assert [entry.why for entry in request.history.all()] == ["", "Or Monday?", ""]


def test_the_desk_declines_with_a_word(client, make_request):
    request = make_request()

    answer(client, request, "decline", why="We’re away.\r\nSorry!")

    assert request.state == "declined"
    assert request.history.last().why == "We’re away.\nSorry!"


def test_a_closed_day_is_said(client, make_request):
    Closure.objects.create(first_day=SATURDAY, last_day=SATURDAY)

    page = text(client.get(desk_url(make_request())))

    assert "Closed that day." in page
    assert "No start is free then." in page


@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 11, 7)])
def test_a_day_on_which_the_clocks_change_is_shown(client, clock, make_request, day):
    clock.move_to(at(day - timedelta(days=3), 9))
    request = make_request(
        [(day, PartOfDay.MORNING), (day + timedelta(days=1), PartOfDay.MORNING)],
        delete_on=day + timedelta(days=90),
    )

    page = client.get(desk_url(request)).content.decode()

    first_start = at(day + timedelta(days=1), 9)
    assert f'value="{first_start.astimezone(UTC).isoformat()}"' in page
