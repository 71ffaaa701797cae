"""The front desk answers from the link in its mail: what it sees, does, and is refused."""

import re
from datetime import date, timedelta

import pytest

from booking import workflow
from booking.hours import PartOfDay
from booking.models import Closure, PrivateLink

from .life import AFTER, MONDAY, PATHS, SATURDAY, TEN, at
from .page import text

SETTLED = sorted(set(PATHS) - {"new", "set aside", "proposed"})
PURPOSES = PrivateLink.Purpose.values


def key_of(request, purpose="desk") -> str:
    return request.links.get(purpose=purpose).key


def desk_url(request) -> str:
    return f"/desk/{key_of(request)}/"


def answer(client, request, act, **values):
    values = {"act": act, "seen": request.sequence} | values
    response = client.post(desk_url(request), values)
    request.refresh_from_db()
    return response


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


@pytest.mark.parametrize("state", SETTLED)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_the_link_of_an_answered_request_is_dead(
    client, clock, bring_to, state, method
):
    request = bring_to(state)
    clock.move_to(AFTER)

    response = getattr(client, method)(
        desk_url(request), {"act": "decline", "seen": request.sequence}
    )

    assert response.status_code == 410
    assert request.get_state_display() in text(response) or method == "head"
    for secret in (request.name, request.email, request.reference):
        assert secret not in response.content.decode()
    request.refresh_from_db()
    assert request.state == state


def test_a_dead_link_says_the_time_and_leads_to_the_admin(client, bring_to):
    request = bring_to("accepted")

    page = client.get(desk_url(request))

    assert "Saturday, March 6, 2027 at 10:00 AM CST" in text(page)
    assert f"/admin/booking/bookingrequest/{request.pk}/" in page.content.decode()


def test_the_link_ends_with_the_time_to_answer(client, clock, make_request):
    request = make_request()

    clock.move_to(request.answer_by)

    assert client.get(desk_url(request)).status_code == 410


@pytest.mark.parametrize("state", ["new", "set aside", "proposed"])
def test_looking_changes_nothing(client, bring_to, state):
    request = bring_to(state)
    before = row(request)

    for method in (client.get, client.head) * 10:
        assert method(desk_url(request)).status_code == 200

    assert row(request) == before


def row(request):
    kind = type(request)
    history = request.history.values_list()
    return kind.objects.filter(pk=request.pk).values().get(), list(history)


@pytest.mark.parametrize("page", PURPOSES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_key_opens_its_own_page_alone(client, bring_to, page, purpose):
    request = bring_to("proposed")
    own = request.links.get(purpose=page).get_absolute_url()

    borrowed = own.replace(key_of(request, page), key_of(request, purpose))

    opened = client.get(borrowed).status_code != 404
    assert opened == (page == purpose)
    if page != "calendar":
        posted = client.post(borrowed, {"act": "withdraw", "seen": 1}).status_code
        assert (posted != 404) == (page == purpose)


def test_a_key_opens_one_request_alone(client, make_request):
    mine, other = make_request(), make_request(name="Kim Lee")

    answer(client, mine, "decline")

    other.refresh_from_db()
    assert (mine.state, other.state) == ("declined", "new")


def test_the_page_is_kept_out_of_caches_referrers_and_search(client, make_request):
    response = client.get(desk_url(make_request()))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies


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
    assert f'value="{first_start.astimezone().isoformat()[:10]}' in page
