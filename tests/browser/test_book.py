"""Asking for a session in a real browser: by keyboard, without script, at any width, when
something breaks as the request is sent; and the whole way, with a real mail server."""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.db import OperationalError
from icalendar import Calendar
from playwright.sync_api import expect

from booking.mail import outbox
from booking.models import BookingRequest, Service
from booking.views import book
from booking.workflow import acts
from tests.booking.life import accept, at, propose
from tests.ports import free_port

from .acts import follow, own_time, press, tab_to
from .rules import barriers

CHECK, SEND = "Check what you ask for", "Send my request"
LONG = "a" * 60 + "@" + "b" * 60 + ".example"
VISITOR, DESK = "ana@visitor.example", "desk@spa.example"


@pytest.fixture
def spa_site(open_spa):
    Service.objects.create(name="Gentle massage", minutes=30, order=2)
    return open_spa


def fill_in(page, mail: str = VISITOR) -> None:
    page.get_by_label("Deep tissue").check()
    page.locator("[name=day_1]").nth(2).check()
    page.locator("[name=part_1]").first.check()
    page.get_by_label("Your name").fill("Ana Bell")
    page.get_by_label("Mail", exact=True).fill(mail)
    page.get_by_label("Anything we should know").fill("First line\nSecond line")
    page.locator("[name=fit_for_massage]").check()
    page.locator("[name=consented]").check()


def test_the_keyboard_alone_leads_from_the_neck_to_a_request(page, spa_site):
    page.goto(f"{spa_site}/relief/neck/")
    tab_to(page, "[href='/book/?area=neck']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/?area=neck")

    for place, keys in [
        ("[name=service]", "Space"),
        ("[name=day_1]", "ArrowDown"),
        ("[name=part_1]", "ArrowDown"),
        ("summary", "Enter"),
        ("[name=day_2]", "ArrowDown+ArrowDown"),
        ("[name=part_2]", "Space"),
    ]:
        tab_to(page, place)
        for key in keys.split("+"):
            page.keyboard.press(key)
    tab_to(page, "[name=name]")
    page.keyboard.type("Ana Bell")
    tab_to(page, "[name=phone]")
    page.keyboard.type("713 555 0100")
    for box in ("fit_for_massage", "consented"):
        tab_to(page, f"[name={box}]")
        page.keyboard.press("Space")
    tab_to(page, ".request-form .button")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check what you ask for").wait_for()
    tab_to(page, "[name=send]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Not booked yet").wait_for()

    request = BookingRequest.objects.get()
    assert (request.name, request.area.slug) == ("Ana Bell", "neck")
    assert request.wishes.count() == 2


def test_without_script_the_errors_take_the_focus_and_lead_to_the_fields(
    scriptless, spa_site
):
    scriptless.goto(f"{spa_site}/book/")

    press(scriptless, CHECK)

    expect(scriptless.locator(".error-summary")).to_be_focused()
    scriptless.get_by_role("link", name="Enter your name.").click()
    expect(scriptless.locator("#id_name")).to_be_focused()


def test_without_script_another_day_asks_for_its_date(scriptless, spa_site):
    scriptless.goto(f"{spa_site}/book/")
    date = scriptless.get_by_label("Date").first
    expect(date).to_be_hidden()

    scriptless.get_by_label("Another day").first.check()

    expect(date).to_be_visible()


def test_the_way_back_finds_what_was_typed(page, spa_site):
    page.goto(f"{spa_site}/book/")
    fill_in(page)
    press(page, CHECK)
    page.get_by_role("button", name=SEND).wait_for()

    page.go_back()

    expect(page.get_by_label("Your name")).to_have_value("Ana Bell")


def test_the_field_for_robots_is_out_of_everyones_way(page, spa_site):
    page.goto(f"{spa_site}/book/")

    assert page.get_by_role("textbox", name="Leave this empty").count() == 0
    with pytest.raises(pytest.fail.Exception):
        tab_to(page, "[name=website]")


@pytest.fixture
def private_pages(spa_site, ask, day) -> list[str]:
    """Those of a request that is new, proposed, accepted, cancelled."""
    mail = "a-rather-long-address-of-one-visitor@visitor.example"
    new, proposed, accepted, cancelled = (ask(email=mail) for _ in range(4))
    propose(proposed, at(day, 10), why="Would this do?", override=True)
    for request in (accepted, cancelled):
        accept(request, at(day, 10), override=True)
    acts.cancel(cancelled, who="Eve", why="We are ill")
    return [
        spa_site + each.links.get(purpose="visitor").get_absolute_url()
        for each in (new, proposed, accepted, cancelled)
    ]


def test_no_page_of_a_booking_keeps_anyone_out(page, spa_site, private_pages):
    console, found = [], []
    page.on("console", lambda message: console.append(message.text))

    def check() -> None:
        for closed in page.locator("details:not([open]) > summary").all()[::-1]:
            closed.click()
        found.extend(barriers(page))

    page.goto(f"{spa_site}/book/?area=neck")
    check()
    press(page, CHECK)
    expect(page).to_have_title("Error: Ask for a session – Knotcare")
    expect(page.locator(".error-summary")).to_be_focused()
    check()
    fill_in(page)
    press(page, CHECK)
    check()
    press(page, SEND)
    check()
    for address in private_pages:
        page.goto(address)
        check()

    assert found == []
    assert [line for line in console if "422" not in line] == []


def test_where_sending_breaks_the_page_keeps_nobody_out_and_sends_again(
    page, spa_site, monkeypatch
):
    page.goto(f"{spa_site}/book/")
    fill_in(page, mail=LONG)
    press(page, CHECK)

    with monkeypatch.context() as broken:
        broken.setattr(book, "submit", fail)
        press(page, SEND)

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Something broke on our side")
    expect(page.get_by_text("First line")).to_contain_text("Second line")
    expect(page.get_by_role("link", name="(713) 555-0123")).to_be_visible()
    assert barriers(page) == []

    press(page, "Send it again")

    expect(heading).to_have_text("Not booked yet")
    assert BookingRequest.objects.get().note == "First line\nSecond line"


def fail(*args):
    raise OperationalError("database is locked")


class Postbox:
    """What a mail server received."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def last_to(self, address: str):
        return [mail for mail in self.mails if mail["To"] == address][-1]


@pytest.fixture
def postbox(settings, monkeypatch):
    """The site sends through a mail server on this machine, at once."""
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    monkeypatch.setattr(outbox, "deliver_soon", outbox.deliver_due)
    yield box
    server.stop()


def link_in(mail, folder: str) -> str:
    """The private address in the plain text of a mail."""
    text = mail.get_body(("plain",)).get_content()
    return re.search(rf"^(http\S+/{folder}/\S+/)\s*$", text, re.M)[1]


def calendar_in(mail) -> Calendar:
    (part,) = [
        part for part in mail.walk() if part.get_content_type() == "text/calendar"
    ]
    calendar = Calendar.from_ical(part.get_content())
    assert part["Content-Type"].params["method"] == calendar["METHOD"]
    return calendar


def test_a_visitor_asks_agrees_and_cancels_and_the_calendars_follow(
    open_spa, postbox, scriptless
):
    page = scriptless
    page.goto(f"{open_spa}/relief/neck/")
    page.get_by_role("link", name=re.compile("ask", re.I)).first.click()
    expect(page.get_by_label("Where does it hurt most?")).to_have_value("neck")
    expect(page.get_by_label("Deep tissue")).to_be_checked()  # there is no other
    fill_in(page)
    day = date.fromisoformat(
        page.locator("[name=day_1]:checked").get_attribute("value")
    )
    press(page, CHECK)
    press(page, SEND)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not booked yet")
    assert [mail["To"] for mail in postbox.mails] == [VISITOR, DESK]

    page.goto(link_in(postbox.last_to(DESK), "desk"))
    page.get_by_text("Propose another time", exact=True).first.click()
    follow(own_time(page, day, "14:30", "propose").get_by_role("button"))
    assert BookingRequest.objects.get().state == "proposed"

    page.goto(link_in(postbox.last_to(VISITOR), "book"))
    expect(page.locator("main")).to_contain_text("2:30 PM")
    page.get_by_role("button", name="Agree to this time").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your session is booked")

    invitation = calendar_in(postbox.last_to(VISITOR))
    (event,) = invitation.walk("VEVENT")
    assert invitation["METHOD"] == "REQUEST"
    assert event.start == at(day, 14, 30)
    assert event.end - event.start == timedelta(hours=1)
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
