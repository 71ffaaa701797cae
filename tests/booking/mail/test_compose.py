"""What the mails say: to each side what it needs, and nothing that isn’t for it."""

import re
from datetime import date

import pytest
from django.core import mail as post

from booking.calendar_rules.opening_hours import PartOfDay
from booking.mail import outbox
from booking.models import OutboxMail, Spa
from booking.workflow import acts

from ..life import AFTER, ELEVEN_FIFTEEN, TEN, accept, at, propose
from .post import html, last_mails, sent, text

NOTE = "I sit a lot, and my neck is stiff."
LINK = re.compile(r"https?://\S+")


def spoken(message) -> str:
    """The text with its lines joined, as it is read."""
    return " ".join(text(message).split())


@pytest.fixture
def told(tell_all):
    """Each mail that is sent: of which action, to which side, of which request."""
    return [
        (action, side, request, message)
        for action, request in tell_all(note=NOTE).items()
        for side, message in last_mails(request).items()
    ]


def test_each_mail_is_well_made_and_its_html_says_the_same(told, subtests):
    for action, side, request, message in told:
        with subtests.test(action=action, side=side):
            plain, lines = text(message), text(message).split("\n")
            too_long = [line for line in lines if len(line) > 72]

            assert not re.search(r"{{|{%|{#|\bNone\b|\[\]", plain)
            assert "\n\n\n" not in plain
            assert [line for line in lines if line != line.strip()] == []
            assert [line for line in too_long if not LINK.match(line)] == []
            words = set(re.findall(r"\w{5,}", LINK.sub("", plain)))
            assert [word for word in words if word not in html(message)] == []
            assert f"<title>{message['Subject']}</title>" in html(message)
            assert request.reference in message["Subject"]
            assert request.reference in plain
            if side == "visitor" and request.is_open:
                assert "not booked yet" in lines[0]
                assert message["Subject"].startswith("Not booked yet")


def test_each_side_has_its_own_link_alone_while_it_leads_anywhere(told, subtests):
    for action, side, request, message in told:
        with subtests.test(action=action, side=side):
            links = request.links.values_list("purpose", "key")
            whole = text(message) + html(message) + str(message.items())
            in_text = {purpose for purpose, key in links if key in text(message)}
            anywhere = {purpose for purpose, key in links if key in whole}

            is_live = side == "visitor" or request.is_open
            assert in_text == anywhere == ({side} if is_live else set())
            if side == "visitor":
                assert "/admin/" not in whole
            else:
                assert f"/bookingrequest/{request.pk}/change/" in whole


def test_no_subject_and_no_mail_to_a_visitor_tells_of_a_person(told, subtests):
    for action, side, _, message in told:
        with subtests.test(action=action, side=side):
            subject = message["Subject"]
            assert not re.search("Ana|Bell|visitor.example|stiff", subject)
            if side == "visitor":
                whole = subject + text(message) + html(message)
                assert not re.search("Ana|Bell|stiff|Eve", whole)


def test_the_desk_alone_is_told_where_it_has_to_call(tell_all, subtests):
    stories = tell_all(note=NOTE, email="", phone="+17135550100")
    for action, request in stories.items():
        with subtests.test(action=action):
            messages = last_mails(request)
            assert list(messages) == ["desk"]
            assert "(713) 555-0100" in text(messages["desk"])

            by_visitor = request.history.last().who == acts.VISITOR
            has_nothing_to_hear = by_visitor and not request.is_open
            asked_to_call = "please call (713) 555-0100" in spoken(messages["desk"])
            assert asked_to_call != has_nothing_to_hear


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
    booked = accept(make_request())
    offered = propose(booked, ELEVEN_FIFTEEN, why="We close\n\nat noon")
    visitors = last_mails(offered)["visitor"]

    assert "We can offer you Saturday, March 6, 2027 at 11:15" in spoken(visitors)
    assert "instead of Saturday, March 6, 2027 at 10:00 AM CST" in spoken(visitors)
    assert "\n> We close\n>\n> at noon\n" in text(visitors)
    assert "until Saturday, March 6, 2027 at 9:15 AM CST" in spoken(visitors)


def test_who_did_not_answer_in_time_is_told_apart(make_request, clock):
    waiting, offered = make_request(), propose(make_request())
    clock.move_to(AFTER)
    unanswered = last_mails(acts.expire(waiting))
    not_taken = last_mails(acts.expire(offered))

    assert "we didn’t answer your request in time" in spoken(unanswered["visitor"])
    assert "We didn’t hear from you in time" in spoken(not_taken["visitor"])


def test_who_cancelled_is_told_without_a_name(make_request):
    by_desk = last_mails(acts.cancel(accept(make_request()), who="Eve"))
    by_visitor = last_mails(
        acts.cancel(accept(make_request()), who=acts.VISITOR, why="I am ill")
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


def test_replies_go_to_the_other_side_and_the_sender_has_the_spas_name(
    make_request, settings
):
    settings.DEFAULT_FROM_EMAIL = "Knotcare <site@spa.example>"
    Spa.objects.update(name="La Luna & Co.")
    make_request()
    outbox.deliver_due()

    visitors, desks = (message.message() for message in post.outbox)
    assert visitors["Reply-To"] == desks["To"] == "desk@spa.example"
    assert desks["Reply-To"] == visitors["To"] == "ana@visitor.example"
    assert visitors["From"] == desks["From"] == '"La Luna & Co." <site@spa.example>'
    assert visitors["Auto-Submitted"] == desks["Auto-Submitted"] == "auto-generated"
    assert visitors["Message-ID"] != desks["Message-ID"]


def test_without_a_mail_server_the_mails_can_be_read_in_a_folder(
    make_request, settings, tmp_path
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    make_request(note="Mein Nacken schmerzt – sehr")
    outbox.deliver_due()

    whole = "".join(
        path.read_text(encoding="utf-8") for path in settings.EMAIL_FILE_PATH.iterdir()
    )
    assert "Subject: Not booked yet: your request" in whole
    assert "By Saturday, March\n6, 2027 at 11:45 AM CST at the latest you’ll" in whole
    assert "\n> Mein Nacken schmerzt – sehr\n" in whole
