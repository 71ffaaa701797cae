"""From a sore neck to a session and back, without script, with a real mail server."""

import asyncio
import email
import re
import threading
from datetime import date, datetime, time, timedelta
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import SMTP
from icalendar import Calendar
from playwright.sync_api import expect

from booking import outbox
from booking.models import BookingRequest

from .acts import follow

HOUSTON = ZoneInfo("America/Chicago")
VISITOR, DESK = "ana@visitor.example", "desk@spa.example"


class Postbox(Message):
    """What the mail server received."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(email.message_from_bytes(bytes(message), policy=default))

    def last_to(self, address: str):
        return [mail for mail in self.mails if mail["To"] == address][-1]


@pytest.fixture
def postbox(settings, monkeypatch):
    """The site sends through a mail server on this machine, at once."""
    box, loop = Postbox(), asyncio.new_event_loop()
    serve = loop.create_server(
        lambda: SMTP(box, hostname="mail.example", loop=loop), "127.0.0.1", 0
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(serve, loop).result()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.sockets[0].getsockname()
    monkeypatch.setattr(outbox, "deliver_soon", outbox.deliver_due)
    yield box
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def link_in(mail, folder: str) -> str:
    """The private address in the plain text of a mail."""
    text = mail.get_body(("plain",)).get_content()
    return re.search(rf"^http\S+/{folder}/\S+/$", text, re.M)[0]


def calendar_in(mail) -> Calendar:
    (part,) = [
        part for part in mail.walk() if part.get_content_type() == "text/calendar"
    ]
    calendar = Calendar.from_ical(part.get_content())
    assert part["Content-Type"].params["method"] == calendar["METHOD"]
    return calendar


def ask_from_the_neck_page(page, site) -> date:
    """Ask for the third open day in the morning; return that day."""
    page.goto(f"{site}/relief/neck/")
    page.get_by_role("link", name=re.compile("ask", re.I)).first.click()
    expect(page.get_by_label("Where does it hurt most?")).to_have_value("neck")
    day = page.locator("[name=day_1]").nth(2)
    day.check()
    page.locator("[name=part_1][value=morning]").check()
    page.get_by_label("Your name").fill("Ana Bell")
    page.get_by_label("Mail", exact=True).fill(VISITOR)
    page.locator("[name=fit_for_massage]").check()
    page.locator("[name=consented]").check()
    chosen = date.fromisoformat(day.get_attribute("value"))
    page.get_by_role("button", name="Check what you ask for").click()
    page.get_by_role("button", name="Send my request").click()
    return chosen


def test_a_visitor_asks_agrees_and_cancels_and_the_calendars_follow(
    open_spa, postbox, scriptless
):
    page = scriptless
    day = ask_from_the_neck_page(page, open_spa)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not booked yet")
    assert [mail["To"] for mail in postbox.mails] == [VISITOR, DESK]

    page.goto(link_in(postbox.last_to(DESK), "desk"))
    propose = page.locator("form", has=page.locator("button[value=propose]"))
    if not propose.is_visible():
        page.get_by_text("Propose another time", exact=True).first.click()
    propose.locator("[name=day]").fill(day.isoformat())
    propose.locator("[name=at]").fill("14:30")
    follow(propose.get_by_role("button"))
    assert BookingRequest.objects.get().state == "proposed"

    page.goto(link_in(postbox.last_to(VISITOR), "book"))
    expect(page.locator("main")).to_contain_text("2:30 PM")
    page.get_by_role("button", name="Agree to this time").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your session is booked")

    invitation = calendar_in(postbox.last_to(VISITOR))
    (event,) = invitation.walk("VEVENT")
    start = datetime.combine(day, time(14, 30), tzinfo=HOUSTON)
    assert invitation["METHOD"] == "REQUEST"
    assert event.start == start
    assert event.end == start + timedelta(hours=1)
    assert event["ATTENDEE"] == f"mailto:{VISITOR}"

    page.get_by_text("I can’t come", exact=True).click()
    page.get_by_role("button", name="Cancel my session").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Your session is cancelled")

    fallen = calendar_in(postbox.last_to(VISITOR))
    (fallen_event,) = fallen.walk("VEVENT")
    assert fallen["METHOD"] == "CANCEL"
    assert fallen_event["UID"] == event["UID"]
    assert fallen_event["SEQUENCE"] > event["SEQUENCE"]
    assert fallen_event["STATUS"] == "CANCELLED"
    assert "cancelled" in postbox.last_to(DESK)["Subject"].lower()
