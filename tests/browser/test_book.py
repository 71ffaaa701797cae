"""Asking for a session in a real browser: by keyboard, without script, at any width, and
when something breaks as the request is sent."""

from datetime import datetime, time

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import expect

from booking import workflow
from booking.models import BookingRequest, Service
from booking.views import book

from .acts import press, tab_to
from .rules import barriers

CHECK, SEND = "Check what you ask for", "Send my request"
LONG = "a" * 60 + "@" + "b" * 60 + ".example"


@pytest.fixture
def spa_site(open_spa):
    Service.objects.create(name="Gentle massage", minutes=30, order=2)
    return open_spa


def fill_in(page, mail: str = "ana@visitor.example") -> None:
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

    expect(scriptless).to_have_title("Error: Ask for a session – Knotcare")
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
    start = timezone.make_aware(datetime.combine(day, time(10)))
    mail = "a-rather-long-address-of-one-visitor@visitor.example"
    new, proposed, accepted, cancelled = (ask(email=mail) for _ in range(4))
    workflow.propose(proposed, start, who="Eve", why="Would this do?", override=True)
    workflow.accept(accepted, start, who="Eve", override=True)
    workflow.accept(cancelled, start, who="Eve", override=True)
    workflow.cancel(cancelled, who="Eve", why="We are ill")
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
