"""What somebody writes or chooses about their body stands in no subject, address or log."""

import logging
import re

import pytest
from django.core.management import call_command

from articles.models import BodyArea
from booking import outbox

from .life import MONDAY, PATHS
from .page import key_of
from .post import STORIES, calendar_parts, html, last_mails, tell, text

NOTE, WHY, AREA = "slipped disc", "numb fingers", "Jaw"
CONTACTS = [{}, {"email": "", "phone": "+17135550100"}]  # who is called, if no mail
WORDS = re.compile("slipped|disc|numb|finger|jaw", re.IGNORECASE)
ADDRESSES = re.compile(r'(?:href|src|action)="([^"]*)"')
DESK = "/admin/booking/bookingrequest/"


@pytest.fixture
def sore(db):
    order = BodyArea.objects.next_order()
    return {
        "area": BodyArea.objects.create(
            name=AREA, slug="jaw", summary="S", order=order
        ),
        "note": NOTE,
    }


@pytest.mark.parametrize("action", STORIES)
@pytest.mark.parametrize("contact", CONTACTS, ids=["mail", "phone"])
def test_no_mail_tells_of_it_outside_its_text(
    make_request, clock, sore, action, contact
):
    request = tell(make_request, clock, action, **sore, **contact)
    request.history.update(why=WHY)

    messages = last_mails(request)

    assert messages
    for message in messages.values():
        for name, value in message.items():
            assert not WORDS.search(f"{name}: {value}")
        addresses = re.findall(r"https?://\S+", text(message))
        addresses += ADDRESSES.findall(html(message))
        assert addresses
        assert not WORDS.search(" ".join(addresses))
        for part in calendar_parts(message):
            assert not WORDS.search(part.get_content())


@pytest.mark.parametrize("state", PATHS)
def test_no_page_leads_to_an_address_that_tells_of_it(
    make_request, staff, bring_to, sore, state
):
    request = bring_to(state)
    type(request).objects.filter(pk=request.pk).update(**sore)
    request.history.update(why=WHY)

    for path in (
        DESK,
        *(f"{DESK}{request.pk}/{page}/" for page in ("change", "answer", "person")),
        f"{DESK}agenda/{MONDAY}/week/",
        f"/book/{key_of(request, 'visitor')}/",
        f"/desk/{key_of(request)}/",
        "/admin/",
    ):
        page = staff.get(path).content.decode()
        assert not WORDS.search(" ".join(ADDRESSES.findall(page))), path


@pytest.mark.parametrize("action", STORIES)
def test_no_log_tells_of_it_whatever_fails(
    make_request, clock, sore, monkeypatch, caplog, action
):
    caplog.set_level(logging.DEBUG)
    tell(make_request, clock, action, **sore).history.update(why=WHY)
    monkeypatch.setattr("booking.calendar.describe", fail)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    outbox.deliver_due()
    monkeypatch.setattr("booking.workflow.expire", fail)
    call_command("worker", once=True)

    ours = [each for each in caplog.records if each.name.startswith("booking")]
    told = "\n".join(map(logging.Formatter().format, ours))
    assert "failed" in told
    for theirs in (NOTE, WHY, AREA, "Ana", "visitor.example"):
        assert theirs not in told


def fail(*args, **kwargs):
    raise OSError("a bug")
