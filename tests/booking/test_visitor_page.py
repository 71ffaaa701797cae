"""The visitor's private page: how it stands, what can be done, and nothing by accident."""

import icalendar
import pytest

from booking import workflow
from booking.models import BookingRequest, HistoryEntry, OutboxMail

from .form import address, parse
from .life import PATHS, TEN

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


@pytest.mark.parametrize("state", PATHS)
def test_the_first_line_says_how_it_stands(client, bring_to, state):
    request = bring_to(state)

    answer = client.get(address(request))
    page = parse(answer)

    assert answer.status_code == 200
    assert "".join(page.find(".//h1").itertext()) == HEADINGS[state]
    assert page.find(".//title").text.startswith(HEADINGS[state])
    assert request.reference in answer.content.decode()


def test_a_new_request_says_by_when_it_is_answered_and_how(client, make_request):
    by_mail = client.get(address(make_request())).content.decode()
    by_phone = make_request(email="", phone="+17135550100")

    assert "by Saturday, March 6, 2027 at 11:45 AM CST at the latest" in by_mail
    assert "to ana@visitor.example" in by_mail
    assert (
        "by phone, at (713) 555-0100" in client.get(address(by_phone)).content.decode()
    )


def test_a_proposal_shows_its_time_its_end_and_the_word_of_the_desk(
    client, make_request
):
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


@pytest.mark.parametrize("state", sorted({*PATHS} - {"accepted"}))
def test_without_an_agreed_session_there_is_no_calendar_file(client, bring_to, state):
    request = bring_to(state)

    assert client.get(address(request, "calendar")).status_code == 410
    assert ".ics" not in client.get(address(request)).content.decode()


@pytest.mark.parametrize("purpose", ["visitor", "calendar"])
def test_a_private_page_is_kept_to_itself(client, bring_to, purpose):
    answer = client.get(address(bring_to("accepted"), purpose))

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies
    key = answer.request["PATH_INFO"].split("/")[-2]
    assert purpose == "calendar" or key not in answer.content.decode()


@pytest.mark.parametrize("purpose", ["visitor", "calendar"])
def test_an_unknown_key_opens_nothing(client, bring_to, guide, purpose):
    request = bring_to("accepted")
    right = request.links.get(purpose=purpose).key
    path = address(request, purpose)

    others = [link.key for link in request.links.exclude(purpose=purpose)]
    for key in ["x", right.swapcase(), right[:-1], f"{right}%00", "x" * 3000, *others]:
        assert client.get(path.replace(right, key)).status_code == 404


@pytest.mark.parametrize("purpose", ["visitor", "calendar"])
def test_a_link_whose_time_is_over_says_so_and_no_more(
    client, bring_to, clock, purpose
):
    request = bring_to("accepted")
    clock.move_to(request.links.get(purpose=purpose).expires_at)

    answer = client.get(address(request, purpose))

    assert answer.status_code == 410
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "This link has ended" in page
    for words in (request.name, request.email, request.reference):
        assert words not in page


@pytest.mark.parametrize("state", PATHS)
def test_looking_changes_nothing(client, bring_to, state):
    request = bring_to(state)
    before = rows()

    for _ in range(10):
        for purpose in ("visitor", "calendar"):
            client.get(address(request, purpose), {"act": "withdraw", "seen": 0})
            client.head(address(request, purpose))

    assert rows() == before


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (BookingRequest, HistoryEntry, OutboxMail)
    ]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method_is_known(client, make_request, method):
    assert getattr(client, method)(address(make_request())).status_code == 405


def test_what_looks_like_spam_looks_like_any_other_to_its_sender(client, bring_to):
    pages = []
    for state in ("new", "set aside"):
        request = bring_to(state)
        page = client.get(address(request)).content.decode()
        pages.append(page.replace(request.reference, ""))

    assert pages[0] == pages[1]
