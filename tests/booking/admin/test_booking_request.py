"""Requests in the admin: what presses first, how they are found, and answered."""

import re
from datetime import timedelta

import pytest

from booking.calendar_rules.opening_hours import PartOfDay
from booking.workflow import acts

from ..life import AFTER, MONDAY, NOW, PATHS, SATURDAY, TEN, accept, at, do, propose
from ..page import REQUESTS, admin_page, answer, text
from ..workflow.test_acts import TRANSITIONS

OFFERED = {"start": "2027-03-06T16:00:00+00:00"}
TYPED, LATER = {"day": "2027-03-06", "at": "11:15"}, at(SATURDAY, 11, 15)
WHY = {"why": "Full."}
STAFF_ACTS = {*("clear", "accept", "propose", "decline", "withdraw", "move", "cancel")}
AFTERWARDS = {"propose", "move", "complete", "mark_no_show"}


def listed(staff, **query) -> list[str]:
    return [row.name for row in staff.get(REQUESTS, query).context["cl"].result_list]


def offered(staff, request) -> set[str]:
    page = staff.get(admin_page(request)).content.decode()
    return set(re.findall(r"/answer/#(\w+)", page))


def do_to(staff, action, *requests):
    form = {"action": action, "_selected_action": [each.pk for each in requests]}
    return staff.post(REQUESTS, form, follow=True)


def test_what_presses_comes_first(staff, clock, make_request):
    acts.decline(make_request(name="declined"), who="Eve")
    make_request(name="set aside", suspicion="too fast")
    accept(make_request(name="tomorrow"), at(MONDAY + timedelta(days=1), 10))
    propose(make_request(name="offered"), TEN)
    accept(make_request(name="today"), at(MONDAY, 17))
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


def test_a_request_is_found_by_name_mail_phone_and_reference(staff, make_request):
    request = make_request(phone="+17135550100")
    make_request(name="Kim Lee", email="kim@visitor.example", phone="+17135550199")

    searches = [
        "Bell",
        "ana@visitor",
        "(713) 555-0100",
        "713-555-0100",
        "+1 (713) 555-0100",
        "0100",
        request.reference.lower(),
    ]
    found = {words: listed(staff, q=words) for words in searches}
    assert found == dict.fromkeys(searches, ["Ana Bell"])


def test_the_list_is_filtered_by_state_day_and_spam(staff, make_request):
    accept(make_request(name="Today"), at(MONDAY, 15))
    accept(make_request(name="Saturday"), TEN)
    make_request(name="Wishes Saturday")
    next_week = SATURDAY + timedelta(days=9)
    make_request([(next_week, PartOfDay.MORNING)], name="Bot", suspicion="too fast")

    names_by_query = {
        ("state__exact", "accepted"): ["Today", "Saturday"],
        ("day", "2027-03-01"): ["Today"],
        ("day", "2027-03-06"): ["Wishes Saturday", "Saturday"],
        ("day", "soon"): ["Wishes Saturday", "Today", "Saturday", "Bot"],
        ("spam", "aside"): ["Bot"],
        ("spam", "no"): ["Wishes Saturday", "Today", "Saturday"],
    }
    found = {query: listed(staff, **dict([query])) for query in names_by_query}
    assert found == names_by_query


def test_a_wish_that_can_not_be_met_is_marked_full(staff, make_request):
    for hour in (9, 11):
        accept(make_request(minutes=120), at(SATURDAY, hour), override=True)
    make_request([(SATURDAY, PartOfDay.MORNING), (SATURDAY, PartOfDay.AFTERNOON)])

    page = text(staff.get(REQUESTS, {"state__exact": "new"}))

    assert "Sat, Mar 6, morning (full)" in page
    assert "Sat, Mar 6, afternoon (full)" not in page


def test_a_long_list_asks_no_more_of_the_database(
    staff, make_request, django_assert_max_num_queries
):
    for _ in range(8):
        make_request()
        accept(make_request(), override=True)

    with django_assert_max_num_queries(15):
        staff.get(REQUESTS)


def test_the_history_and_its_mails_stand_beside_the_request(staff, make_request):
    accept(make_request())
    request = accept(make_request(), why="Come early.", override=True)
    mails = request.history.first().mails
    mails.filter(recipient="desk").update(error="Refused", attempts=3)
    mails.filter(recipient="visitor").update(sent_at=TEN)

    page = text(staff.get(admin_page(request)))

    for words in (
        "Sent by the visitor",
        "Mail to the front desk: not sent, 3 tries",
        "Mail to the visitor: sent Saturday, March 6, 2027 at 10:00 AM CST",
        "Confirmed by Eve",
        "Come early.",
        "In spite of: no place free",
        "Mail to the visitor: waiting to be sent",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ([], "Set aside: too fast"),
        (["decline"], "Declined"),
        (["withdraw"], "Withdrawn"),
        (["expire"], "Not answered in time"),
    ],
)
def test_a_request_is_set_aside_until_it_ends(staff, clock, make_request, done, words):
    request = make_request(suspicion="too fast")
    for act in done:
        do(clock, act, request)

    urls = [
        REQUESTS,
        f"{REQUESTS}?spam=aside",
        f"{REQUESTS}?spam=no",
        admin_page(request),
    ]
    *lists, page = (staff.get(url).content.decode() for url in urls)

    row = f'<td class="field-stands">{words}</td>'
    assert [row in each for each in lists] == [True, not done, bool(done)]
    assert f'<div class="readonly">{words}</div>' in page


def test_nobody_edits_or_deletes_a_request(staff, make_request):
    request = make_request()

    changed = staff.post(admin_page(request), {"state": "accepted", "name": "Other"})
    deleted = staff.post(admin_page(request, "delete"), {"post": "yes"})
    actions = re.findall(
        r'<option value="(\w+)">', staff.get(REQUESTS).content.decode()
    )

    assert (changed.status_code, deleted.status_code) == (403, 403)
    request.refresh_from_db()
    assert (request.state, request.name) == ("new", "Ana Bell")
    assert "delete_selected" not in actions


@pytest.mark.parametrize("state", PATHS)
def test_the_page_of_a_request_offers_what_its_state_allows(
    staff, clock, bring_to, state
):
    request = bring_to(state)

    answers = staff.get(admin_page(request, "answer")).content.decode()

    allowed = {act for source, act in TRANSITIONS if source == state} & STAFF_ACTS
    assert offered(staff, request) == allowed
    assert set(re.findall(r'name="act"\s+value="(\w+)"', answers)) == allowed
    clock.move_to(AFTER)
    if state == "accepted":
        assert offered(staff, request) == AFTERWARDS


@pytest.mark.parametrize(
    ("state", "act", "typed", "becomes", "start", "done"),
    [
        ("set aside", "clear", {}, "new", None, "Marked as no spam"),
        ("new", "accept", OFFERED, "accepted", TEN, "The session is confirmed"),
        ("new", "propose", TYPED, "proposed", LATER, "The time is proposed"),
        ("new", "decline", WHY, "declined", None, "The request is declined"),
        ("new", "withdraw", WHY, "withdrawn", None, "The request is withdrawn"),
        ("accepted", "move", TYPED, "accepted", LATER, "The session is moved"),
        ("accepted", "propose", TYPED, "proposed", LATER, "The time is proposed"),
        ("accepted", "cancel", WHY, "cancelled", TEN, "The session is cancelled"),
    ],
)
def test_the_desk_acts_in_its_own_name_and_is_told_what_was_done(
    staff, bring_to, state, act, typed, becomes, start, done
):
    request = bring_to(state)

    response = answer(staff, request, act, admin_page(request, "answer"), **typed)

    assert (response.status_code, response.url) == (302, admin_page(request))
    assert (request.state, request.start) == (becomes, start)
    last = request.history.last()
    assert (last.action, last.who, last.why) == (act, "eve", typed.get("why", ""))
    told = f"{done}: {request}"
    if typed in (OFFERED, TYPED):
        told += f", Saturday, March 6, 2027 at {start:%H:%M} AM CST"
    assert f"{told}." in text(staff.get(response.url))


@pytest.mark.parametrize(
    ("action", "state", "becomes", "done"),
    [
        ("complete", "accepted", "completed", "Marked as completed"),
        ("mark_no_show", "accepted", "no_show", "Marked as “did not come”"),
        ("clear", "set aside", "new", "Marked as no spam"),
    ],
)
def test_several_are_settled_at_once(
    staff, clock, bring_to, make_request, action, state, becomes, done
):
    waiting, settled = make_request(name="Kim Lee"), bring_to(state)
    clock.move_to(NOW if action == "clear" else AFTER)

    page = text(do_to(staff, action, waiting, settled))

    settled.refresh_from_db()
    waiting.refresh_from_db()
    assert (settled.state, settled.suspicion, waiting.state) == (becomes, "", "new")
    assert settled.history.last().who == "eve"
    assert f"{waiting}: Th" in page  # why not
    assert f"{done}: 1." in page
