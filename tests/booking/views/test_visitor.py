"""The visitor's private page: how a request stands, what can be done, and what is
refused."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from booking.models.booking_request import State
from booking.workflow import acts

from ..form import address, parse
from ..life import ELEVEN_FIFTEEN, PATHS, TEN
from ..mail.post import calendar_parts, last_mails
from ..page import in_each_state
from ..workflow.test_acts import TRANSITIONS

HEADINGS = {
    "new": "Not booked yet",
    "set aside": "Not booked yet",
    "proposed": "Not booked yet: we propose a time",
    "accepted": "Your session is booked",
    "declined": "We can’t offer you a session",
    "withdrawn": "You took your request back",
    "expired": "Not answered in time",
    "cancelled": "Your session is cancelled",
    "completed": "Thank you for coming",
    "no_show": "We missed you",
}
OFFERED = {
    "new": ["withdraw"],
    "set aside": ["withdraw"],
    "proposed": ["agree", "turn_down", "withdraw"],
    "accepted": ["cancel"],
}
WORDS = "Only Tuesdays <after> five,\nplease"


def test_the_first_line_says_how_it_stands(client, bring_to, subtests):
    for state, request in in_each_state(bring_to).items():
        with subtests.test(state=state):
            answer = client.get(address(request))

            page = parse(answer)
            assert answer.status_code == 200
            assert "".join(page.find(".//h1").itertext()) == HEADINGS[state]
            assert page.find(".//title").text.startswith(HEADINGS[state])
            assert request.reference in answer.content.decode()


def test_a_new_request_says_by_when_it_is_answered_and_how(client, make_request):
    for contact, how in [
        ({}, "to ana@visitor.example"),
        ({"email": "", "phone": "+17135550100"}, "by phone, at (713) 555-0100"),
    ]:
        page = client.get(address(make_request(**contact))).content.decode()
        assert how in page
        assert "by Saturday, March 6, 2027 at 11:45 AM CST at the latest" in page


def test_a_proposal_shows_its_time_its_end_and_the_desks_word(client, make_request):
    request = acts.propose(make_request(), TEN, who="Eve", why="Only <this> one")

    page = client.get(address(request)).content.decode()

    assert "Saturday, March 6, 2027 at 10:00 AM CST" in page
    assert "until Saturday, March 6, 2027 at 8:00 AM CST" in page
    assert "Houston time (Central Time)" in page
    assert "Only &lt;this&gt; one" in page
    assert "Eve" not in page


def test_the_last_word_of_the_desk_stays_and_none_of_the_visitor(
    client, make_request, bring_to, clock
):
    request = acts.accept(make_request(), TEN, who="Eve", why="Ring twice")
    clock.move_to(request.remind_at)
    acts.remind(request)
    assert "Ring twice" in client.get(address(request)).content.decode()

    own = acts.turn_down(bring_to("proposed"), why="I work then")
    assert "I work then" not in client.get(address(own)).content.decode()


def test_the_calendar_file_is_the_agreed_session_as_it_stands(client, bring_to):
    request = acts.move(bring_to("accepted"), ELEVEN_FIFTEEN, who="Eve")
    file = address(request, "calendar")
    assert f'href="{file}"' in client.get(address(request)).content.decode()

    answer = client.get(file)

    calendar = Calendar.from_ical(answer.content)
    (session,) = calendar.events
    (mailed,) = calendar_parts(last_mails(request)["visitor"])
    assert calendar["METHOD"] == "PUBLISH"
    assert session.start == ELEVEN_FIFTEEN
    assert session["UID"] == Calendar.from_ical(mailed.get_content()).events[0]["UID"]
    assert session["SEQUENCE"] == request.history.last().sequence
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Content-Disposition"] == 'attachment; filename="session.ics"'


def test_without_an_agreed_session_there_is_no_calendar_file(client, bring_to):
    for state, request in in_each_state(bring_to).items():
        if state != "accepted":
            assert client.get(address(request, "calendar")).status_code == 410, state
            assert ".ics" not in client.get(address(request)).content.decode(), state


def act(client, request, name: str, **details):
    values = {"act": name, "seen": request.sequence} | details
    return client.post(address(request), values)


def offered(page) -> list[str]:
    return [button.get("value") for button in page.findall(".//button[@name='act']")]


@pytest.mark.parametrize("state", PATHS)
def test_only_what_can_be_done_is_offered_and_an_end_takes_two_presses(
    client, bring_to, state
):
    page = parse(client.get(address(bring_to(state))))

    possible = OFFERED.get(state, [])
    assert offered(page) == possible
    behind = [name for details in page.iter("details") for name in offered(details)]
    assert behind == [name for name in possible if name != "agree"]


@pytest.mark.parametrize(
    ("state", "name"), [(state, name) for state in OFFERED for name in OFFERED[state]]
)
def test_an_act_is_done_once_and_a_word_can_be_left(client, bring_to, state, name):
    request = bring_to(state)

    done, again = (
        act(client, request, name, why="I work then.\r\nSorry!\x00") for _ in range(2)
    )

    assert (done.status_code, done.url) == (303, address(request))
    assert again.status_code == 409
    assert request.history.filter(action=name).count() == 1
    request.refresh_from_db()
    assert request.state == TRANSITIONS[state, name][0]
    last = request.history.last()
    assert last.who == "the visitor"
    has_words = name in ("turn_down", "cancel")
    assert last.why == ("I work then.\nSorry!" if has_words else "")


def test_a_very_long_word_is_kept_on_the_page(client, bring_to):
    request = bring_to("accepted")

    answer = act(client, request, "cancel", why="long " * 101)

    assert answer.status_code == 422
    assert "Use at most 500 characters here" in answer.content.decode()
    assert "long " * 100 in answer.content.decode()
    request.refresh_from_db()
    assert request.state == State.ACCEPTED


def test_anything_else_is_refused(client, make_request, subtests):
    request = make_request()
    for values in (
        {},
        {"act": "accept", "seen": "0"},
        {"act": "withdraw"},
        {"act": "withdraw", "seen": "x"},
        {"act": "withdraw", "seen": "-1"},
        {"act": ["cancel", "\x00"], "seen": "0"},
    ):
        with subtests.test(values=values):
            assert client.post(address(request), values).status_code == 400
            request.refresh_from_db()
            assert request.state == State.NEW


def words_in_open_details(page) -> list[str]:
    return [
        details.find(".//textarea").text.removeprefix("\n")
        for details in page.iter("details")
        if details.get("open") is not None
    ]


def test_what_changed_meanwhile_is_shown_before_anything_is_done(client, bring_to):
    seen = bring_to("proposed")
    request = acts.propose(seen, ELEVEN_FIFTEEN + timedelta(hours=2), who="Eve")

    agreed = act(client, seen, "agree")
    turned_down = act(client, seen, "turn_down", why=WORDS)

    for refused in (agreed, turned_down):
        assert refused.status_code == 409
        assert "Nothing was changed" in refused.content.decode()
        assert "1:15 PM CST" in refused.content.decode()
    request.refresh_from_db()
    assert request.state == State.PROPOSED
    assert turned_down.content.decode().count("Only Tuesdays") == 1
    (words,) = words_in_open_details(parse(turned_down))
    act(client, request, "turn_down", why=words)
    assert request.history.last().why == words == WORDS


def test_the_words_for_what_can_not_be_done_any_more_are_shown(client, bring_to):
    request = bring_to("proposed")
    acts.decline(request, who="Eve")

    for name in ("turn_down", "cancel"):
        refused = act(client, request, name, seen=0, why=WORDS)

        assert refused.status_code == 409
        page = parse(refused)
        assert words_in_open_details(page) == []
        (quote,) = page.iter("blockquote")
        assert "Only Tuesdays <after> five," in "".join(quote.itertext())
        assert "Your words are still here" in refused.content.decode()

    without_words = act(client, request, "turn_down", seen=0, why=" ")
    assert "Your words" not in without_words.content.decode()


@pytest.mark.parametrize(
    ("state", "late", "left"),
    [
        ("proposed", "agree", ["withdraw"]),
        ("proposed", "turn_down", ["withdraw"]),
        ("accepted", "cancel", []),
    ],
)
def test_what_has_ended_or_begun_can_not_be_agreed_to_or_cancelled(
    client, bring_to, clock, state, late, left
):
    request = bring_to(state)
    clock.move_to(request.answer_by or request.start)

    assert offered(parse(client.get(address(request)))) == left
    assert act(client, request, late).status_code == 409
