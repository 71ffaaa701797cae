"""What the mails say: to each side what it needs, and nothing that isn’t for it."""

import re
from datetime import date

import pytest

from booking import workflow
from booking.hours import PartOfDay
from booking.models import OutboxMail, PrivateLink
from booking.notices import TOLD

from .life import AFTER, ELEVEN_FIFTEEN, TEN, accept, at, propose
from .post import STORIES, html, last_mails, sent, tell, text

PHONE = {"email": "", "phone": "+17135550100"}
NOTE = "I sit a lot, and my neck is stiff."
LINK = re.compile(r"https?://\S+")


def spoken(message) -> str:
    """The text with its lines joined, as it is read."""
    return " ".join(text(message).split())


@pytest.fixture(params=STORIES)
def told(request, make_request, clock):
    """A request, and what each side is sent of each action in turn."""
    asked = tell(make_request, clock, request.param, note=NOTE)
    return asked, last_mails(asked)


@pytest.fixture(params=STORIES)
def told_by_phone(request, make_request, clock):
    asked = tell(make_request, clock, request.param, note=NOTE, **PHONE)
    return asked, last_mails(asked)


def test_everything_that_is_told_is_tried_here():
    assert set(STORIES) == set(TOLD)


def test_each_mail_is_well_made_plain_text(told):
    for message in told[1].values():
        lines = text(message).split("\n")

        assert not re.search(r"{{|{%|{#|\bNone\b|\[\]", text(message))
        assert "\n\n\n" not in text(message)
        assert [line for line in lines if line != line.strip()] == []
        assert [line for line in lines if len(line) > 72 and not LINK.match(line)] == []


def test_the_html_says_the_same(told):
    for message in told[1].values():
        for word in set(re.findall(r"\w{5,}", LINK.sub("", text(message)))):
            assert word in html(message)
        assert "<title>" + message["Subject"] + "</title>" in html(message)


def test_the_reference_is_in_the_subject_and_the_text(told):
    asked, messages = told
    for message in messages.values():
        assert asked.reference in message["Subject"]
        assert asked.reference in text(message)


def test_each_side_has_its_own_link_alone(told):
    asked, messages = told
    keys = dict(asked.links.values_list("purpose", "key"))
    for side, message in messages.items():
        whole = text(message) + html(message) + str(message.items())
        others = [key for purpose, key in keys.items() if purpose != side]

        assert not any(key in whole for key in others)
        if side == "visitor":
            assert keys["visitor"] in whole
            assert "/admin/" not in whole
        else:
            assert f"/bookingrequest/{asked.pk}/change/" in whole


def test_the_desk_answers_from_its_link_while_there_is_something_to_answer(told):
    asked, messages = told
    key = asked.links.get(purpose=PrivateLink.Purpose.DESK).key

    if "desk" in messages:
        assert (key in text(messages["desk"])) == asked.is_open


def test_a_visitor_is_sent_no_free_text_of_theirs_and_no_name_of_staff(told):
    if visitors := told[1].get("visitor"):
        whole = text(visitors) + html(visitors) + visitors["Subject"]

        assert not any(words in whole for words in ["Ana", "Bell", "stiff", "Eve"])


def test_subjects_tell_nothing_of_the_person(told):
    for message in told[1].values():
        for words in ["Ana", "Bell", "visitor.example", "stiff"]:
            assert words not in message["Subject"]


def test_without_a_mail_address_the_desk_alone_is_told(told_by_phone):
    asked, messages = told_by_phone

    assert list(messages) == ["desk"]
    assert "(713) 555-0100" in text(messages["desk"])


def test_the_desk_is_asked_to_call_where_nobody_else_can_tell(told_by_phone):
    asked, messages = told_by_phone
    by_visitor = asked.history.last().who == workflow.VISITOR
    has_nothing_to_hear = by_visitor and not asked.is_open

    asked_to_call = "please call (713) 555-0100" in spoken(messages["desk"])
    assert asked_to_call != has_nothing_to_hear


@pytest.mark.parametrize("action", ["submit", "clear", "propose"])
def test_what_is_not_booked_says_so_first(make_request, clock, action):
    visitors = last_mails(tell(make_request, clock, action))["visitor"]

    assert "not booked yet" in text(visitors).splitlines()[0]
    assert visitors["Subject"].startswith("Not booked yet")


def test_a_request_is_told_with_its_wishes_and_by_when_it_is_answered(make_request):
    wishes = [(date(2027, 3, 5), PartOfDay.EVENING), (TEN.date(), PartOfDay.MORNING)]
    messages = last_mails(make_request(wishes, note=NOTE))

    for message in messages.values():
        assert "Wish 1: Friday, March 5, evening\nWish 2: Satur" in text(message)
        assert "Saturday, March 6, 2027 at 11:45 AM CST" in spoken(message)
        assert "local time at the spa (America/Chicago)" in spoken(message)
    assert f"\n> {NOTE}\n" in text(messages["desk"])
    assert "Saturday, August 28, 2027" in spoken(messages["visitor"])


def test_times_are_spoken_with_the_zone_of_their_day(make_request):
    sunday = date(2027, 3, 14)
    request = make_request([(sunday, PartOfDay.MORNING)])
    booked = last_mails(accept(request, at(sunday, 10), override=True))

    for message in booked.values():
        assert "Sunday, March 14, 2027 at 10:00 AM CDT" in spoken(message)
    assert "in spite of: closed that day" in spoken(booked["desk"])


def test_another_time_is_offered_with_the_desks_words_and_an_end(make_request):
    visitors = last_mails(propose(make_request(), why="We close\n\nat noon"))["visitor"]

    assert "We can offer you Saturday, March 6, 2027 at 10:00" in spoken(visitors)
    assert "\n> We close\n>\n> at noon\n" in text(visitors)
    assert "until Saturday, March 6, 2027 at 8:00 AM CST" in spoken(visitors)


def test_an_agreed_time_that_is_given_up_is_named(make_request):
    booked = accept(make_request())
    visitors = last_mails(propose(booked, ELEVEN_FIFTEEN))["visitor"]

    assert "instead of Saturday, March 6, 2027 at 10:00 AM CST" in spoken(visitors)


def test_who_did_not_answer_in_time_is_told_apart(make_request, clock):
    waiting, offered = make_request(), propose(make_request())
    clock.move_to(AFTER)
    unanswered = last_mails(workflow.expire(waiting))
    not_taken = last_mails(workflow.expire(offered))

    assert "we didn’t answer your request in time" in spoken(unanswered["visitor"])
    assert "We didn’t hear from you in time" in spoken(not_taken["visitor"])


def test_who_cancelled_is_told_without_a_name(make_request):
    by_desk = last_mails(workflow.cancel(accept(make_request()), who="Eve"))
    by_visitor = last_mails(
        workflow.cancel(accept(make_request()), who=workflow.VISITOR, why="I am ill")
    )

    assert "The front desk cancelled it." in spoken(by_desk["visitor"])
    assert "You cancelled it yourself." in spoken(by_visitor["visitor"])
    assert "ill" not in re.findall(r"\w+", text(by_visitor["visitor"]))
    assert "\n> I am ill\n" in text(by_visitor["desk"])


def test_a_mail_that_comes_late_says_that_the_request_has_changed(make_request):
    request = accept(make_request())

    for mail in OutboxMail.objects.filter(entry=request.history.first()):
        assert "Please note: the request has changed since" in spoken(sent(mail))
        assert "2027 at 11:45 AM CST" in spoken(sent(mail))
