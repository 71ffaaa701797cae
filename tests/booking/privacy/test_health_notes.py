"""What somebody writes or chooses about their body stands in no subject, address or log."""

import logging
import re

import pytest
from django.core.management import call_command

from articles.models import BodyArea
from booking.mail import outbox
from booking.models import BookingRequest, HistoryEntry, OutboxMail

from ..life import AFTER, MONDAY
from ..mail.post import calendar_parts, html, last_mails, text
from ..page import in_each_state, key_of

NOTE, WHY, AREA = "slipped disc", "numb fingers", "Jaw"
CONTACTS = [{}, {"email": "", "phone": "+17135550100"}]  # who is called, if no mail
WORDS = re.compile("slipped|disc|numb|finger|jaw", re.IGNORECASE)
ADDRESSES = re.compile(r'(?:href|src|action)="([^"]*)"')
DESK = "/admin/booking/bookingrequest/"


@pytest.fixture
def sore(db):
    """What a request says of a body."""
    order = BodyArea.objects.next_order()
    area = BodyArea.objects.create(name=AREA, slug="jaw", summary="S", order=order)
    return {"area": area, "note": NOTE}


def test_no_mail_tells_of_it_outside_its_text(tell_all, sore, subtests):
    for contact in CONTACTS:
        told = tell_all(**sore, **contact)
        HistoryEntry.objects.update(why=WHY)
        for action, request in told.items():
            with subtests.test(action=action, contact=contact):
                messages = last_mails(request)

                assert messages
                for message in messages.values():
                    assert_silent_outside_its_text(message)


def assert_silent_outside_its_text(message) -> None:
    for name, value in message.items():
        assert not WORDS.search(f"{name}: {value}")
    addresses = re.findall(r"https?://\S+", text(message))
    addresses += ADDRESSES.findall(html(message))
    assert addresses
    assert not WORDS.search(" ".join(addresses))
    for part in calendar_parts(message):
        assert not WORDS.search(part.get_content())


def test_no_page_leads_to_an_address_that_tells_of_it(staff, bring_to, sore):
    requests = in_each_state(bring_to).values()
    BookingRequest.objects.update(**sore)
    HistoryEntry.objects.update(why=WHY)
    paths = [DESK, f"{DESK}agenda/{MONDAY}/week/", "/admin/"]
    for each in requests:
        paths += [f"{DESK}{each.pk}/{page}/" for page in ("change", "answer", "person")]
        paths += [f"/book/{key_of(each, 'visitor')}/", f"/desk/{key_of(each)}/"]

    for path in paths:
        page = staff.get(path).content.decode()
        assert not WORDS.search(" ".join(ADDRESSES.findall(page))), path


def test_no_log_tells_of_it_whatever_fails(tell_all, clock, sore, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    tell_all(**sore)
    HistoryEntry.objects.update(why=WHY)
    clock.move_to(AFTER)
    monkeypatch.setattr("booking.mail.calendar_entry.describe", fail)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    outbox.deliver_due()
    monkeypatch.setattr("booking.workflow.acts.expire", fail)
    call_command("worker", once=True)

    ours = [each for each in caplog.records if each.name.startswith("booking")]
    told = "\n".join(map(logging.Formatter().format, ours))
    assert told.count("failed, try 1") == OutboxMail.objects.count()
    assert "fail failed" in told  # what is out of time
    for theirs in (NOTE, WHY, AREA, "Ana", "visitor.example"):
        assert theirs not in told


def fail(*args, **kwargs):
    raise OSError("a bug")
