"""Requests in the admin: what presses first, how they are found, what became of them."""

import re
from datetime import timedelta

import pytest

from booking import workflow
from booking.hours import PartOfDay
from booking.models import BookingRequest

from .life import AFTER, MONDAY, SATURDAY, TEN, at, do
from .page import text

LIST = "/admin/booking/bookingrequest/"


def page_of(request, page="change") -> str:
    return f"{LIST}{request.pk}/{page}/"


def listed(staff, **query) -> list[str]:
    return [row.name for row in staff.get(LIST, query).context["cl"].result_list]


def do_to(staff, action, *requests):
    form = {"action": action, "_selected_action": [each.pk for each in requests]}
    return staff.post(LIST, form, follow=True)


def test_what_presses_comes_first(staff, clock, make_request):
    def accepted(name, start):
        workflow.accept(make_request(name=name), start, who="Eve", override=True)

    workflow.decline(make_request(name="declined"), who="Eve")
    make_request(name="set aside", suspicion="too fast")
    accepted("tomorrow", at(MONDAY + timedelta(days=1), 10))
    workflow.propose(make_request(name="offered"), TEN, who="Eve")
    accepted("today", at(MONDAY, 17))
    make_request(name="waiting")
    make_request([(MONDAY, PartOfDay.AFTERNOON)], name="waiting, soon")

    assert listed(staff) == [
        "waiting, soon",
        "waiting",
        "today",
        "offered",
        "tomorrow",
        "set aside",
        "declined",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Bell",
        "ana@visitor",
        "(713) 555-0100",
        "713-555-0100",
        "+1 (713) 555-0100",
        "0100",
    ],
)
def test_a_request_is_found_by_name_mail_and_phone(staff, make_request, words):
    make_request(phone="+17135550100")
    make_request(name="Kim Lee", email="kim@visitor.example", phone="+17135550199")

    assert listed(staff, q=words) == ["Ana Bell"]


def test_a_request_is_found_by_its_reference(staff, make_request):
    request = make_request()
    make_request(name="Kim Lee")

    assert listed(staff, q=request.reference.lower()) == ["Ana Bell"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state__exact": "accepted"}, ["Today", "Saturday"]),
        ({"day": "2027-03-01"}, ["Today"]),
        ({"day": "2027-03-06"}, ["Wishes Saturday", "Saturday"]),
        ({"day": "soon"}, ["Wishes Saturday", "Today", "Saturday", "Bot"]),
        ({"spam": "aside"}, ["Bot"]),
        ({"spam": "no"}, ["Wishes Saturday", "Today", "Saturday"]),
    ],
)
def test_the_list_is_filtered_by_state_day_and_spam(staff, make_request, query, names):
    workflow.accept(make_request(name="Today"), at(MONDAY, 15), who="Eve")
    workflow.accept(make_request(name="Saturday"), TEN, who="Eve")
    make_request(name="Wishes Saturday")
    next_week = SATURDAY + timedelta(days=9)
    make_request([(next_week, PartOfDay.MORNING)], name="Bot", suspicion="too fast")

    assert listed(staff, **query) == names


def test_a_wish_that_can_not_be_met_is_marked_full(staff, make_request):
    for hour in (9, 11):
        workflow.accept(
            make_request(minutes=120), at(SATURDAY, hour), who="Eve", override=True
        )
    make_request(
        [(SATURDAY, part) for part in (PartOfDay.MORNING, PartOfDay.AFTERNOON)]
    )

    page = text(staff.get(LIST, {"state__exact": "new"}))

    assert "Sat, Mar 6, morning (full)" in page
    assert "Sat, Mar 6, afternoon (full)" not in page


def test_a_long_list_asks_no_more_of_the_database(
    staff, make_request, django_assert_max_num_queries
):
    for _ in range(8):
        make_request()
        workflow.accept(make_request(), TEN, who="Eve", override=True)

    with django_assert_max_num_queries(15):
        staff.get(LIST)


def test_the_history_stands_beside_the_request(staff, make_request):
    workflow.accept(make_request(), TEN, who="Eve")
    request = make_request()
    workflow.accept(request, TEN, who="Eve", why="Come early.", override=True)

    page = text(staff.get(page_of(request)))

    assert "Sent by the visitor" in page
    assert "Confirmed by Eve" in page
    assert "Come early." in page
    assert "In spite of: no place free" in page
    assert "Mail to the visitor: waiting to be sent" in page


def test_how_a_mail_went_stands_in_the_history(staff, make_request):
    request = make_request()
    mails = request.history.get().mails
    mails.filter(recipient="desk").update(error="Refused", attempts=3)
    mails.filter(recipient="visitor").update(sent_at=TEN)

    page = text(staff.get(page_of(request)))

    assert "Mail to the front desk: not sent, 3 tries" in page
    assert "Mail to the visitor: sent Saturday, March 6, 2027 at 10:00 AM CST" in page


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([], "Set aside: too fast"),
        (["decline"], "Declined"),
        (["withdraw"], "Withdrawn"),
        (["expire"], "Not answered in time"),
    ],
)
def test_a_request_is_set_aside_until_it_ends(staff, clock, make_request, acts, words):
    request = make_request(suspicion="too fast")
    for act in acts:
        do(clock, act, request)

    urls = [LIST, f"{LIST}?spam=aside", f"{LIST}?spam=no", page_of(request)]
    *lists, page = (staff.get(url).content.decode() for url in urls)

    row = f'<td class="field-stands">{words}</td>'
    assert [row in each for each in lists] == [True, not acts, bool(acts)]
    assert f'<div class="readonly">{words}</div>' in page


def test_nobody_edits_or_deletes_a_request(staff, make_request):
    request = make_request()

    changed = staff.post(page_of(request), {"state": "accepted", "name": "Other"})
    deleted = staff.post(page_of(request, "delete"), {"post": "yes"})
    actions = re.findall(r'<option value="(\w+)">', staff.get(LIST).content.decode())

    assert (changed.status_code, deleted.status_code) == (403, 403)
    request.refresh_from_db()
    assert (request.state, request.name) == ("new", "Ana Bell")
    assert "delete_selected" not in actions


@pytest.mark.parametrize(
    ("action", "state"), [("mark_completed", "completed"), ("mark_no_show", "no_show")]
)
def test_several_sessions_are_settled_at_once(
    staff, clock, bring_to, make_request, action, state
):
    waiting, past = make_request(name="Kim Lee"), bring_to("accepted")
    clock.move_to(AFTER)

    page = text(do_to(staff, action, waiting, past))

    past.refresh_from_db()
    waiting.refresh_from_db()
    assert (past.state, waiting.state) == (state, "new")
    assert past.history.last().who == "eve"
    assert f"{waiting}: That can’t be done now" in page
    assert ": 1." in page


def test_several_are_marked_as_no_spam_at_once(staff, make_request):
    suspects = [make_request(suspicion="too fast") for _ in range(2)]

    page = text(do_to(staff, "mark_no_spam", *suspects))

    assert "Marked as no spam: 2." in page
    assert not BookingRequest.objects.set_aside().exists()
