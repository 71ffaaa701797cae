"""The visitor's private page: how it stands, what can be done, and nothing by accident."""

import icalendar

from booking import workflow

from .form import address, parse
from .life import TEN
from .page import in_each_state

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
    contacts = ({}, {"email": "", "phone": "+17135550100"})

    by_mail, by_phone = (
        client.get(address(make_request(**contact))).content.decode()
        for contact in contacts
    )

    assert "by Saturday, March 6, 2027 at 11:45 AM CST at the latest" in by_mail
    assert "to ana@visitor.example" in by_mail
    assert "by phone, at (713) 555-0100" in by_phone


def test_a_proposal_shows_its_time_its_end_and_the_desks_word(client, make_request):
    request = workflow.propose(make_request(), TEN, who="Eve", why="Only <this> one")

    page = client.get(address(request)).content.decode()

    assert "Saturday, March 6, 2027 at 10:00 AM CST" in page
    assert "until Saturday, March 6, 2027 at 8:00 AM CST" in page
    assert "Houston time (Central Time)" in page
    assert "Only &lt;this&gt; one" in page
    assert "Eve" not in page


def test_a_reminder_does_not_hide_the_word_of_the_desk(client, make_request, clock):
    request = workflow.accept(make_request(), TEN, who="Eve", why="Ring twice")
    clock.move_to(request.remind_at)
    workflow.remind(request)

    assert "Ring twice" in client.get(address(request)).content.decode()


def test_the_visitors_own_word_is_not_the_desks(client, bring_to):
    request = workflow.turn_down(bring_to("proposed"), why="I work then")

    assert "I work then" not in client.get(address(request)).content.decode()


def test_an_agreed_session_goes_into_a_calendar(client, bring_to):
    request = bring_to("accepted")
    file = address(request, "calendar")
    assert f'href="{file}"' in client.get(address(request)).content.decode()

    answer = client.get(file)

    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["DTSTART"].dt == TEN
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Content-Disposition"] == 'attachment; filename="session.ics"'


def test_without_an_agreed_session_there_is_no_calendar_file(client, bring_to):
    for state, request in in_each_state(bring_to).items():
        if state != "accepted":
            assert client.get(address(request, "calendar")).status_code == 410, state
            assert ".ics" not in client.get(address(request)).content.decode(), state
