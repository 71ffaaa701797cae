"""Asking for a session in a real browser: by keyboard, without script, at any width."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from booking import form_key, workflow
from booking.hours import PartOfDay
from booking.models import BookingRequest, OpeningHours, Service, Spa, Wish
from booking.submission import submit

from .acts import press
from .keyboard import tab_to
from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways

CHECK, SEND = "Check what you ask for", "Send my request"


@pytest.fixture
def spa_site(site, monkeypatch):
    """The site of a spa that is open every day; nobody is too fast for it."""
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, opens=time(0), closes=time(23, 59))
        for weekday in range(7)
    )
    Service.objects.create(name="Deep tissue", minutes=60, price=90, order=1)
    Service.objects.create(name="Gentle massage", minutes=30, order=2)
    Spa.objects.create(pk=1, phone="(713) 555-0123")
    monkeypatch.setattr(form_key, "HASTY", timedelta(0))
    return site


def test_the_keyboard_alone_leads_from_the_neck_to_a_request(page, spa_site):
    page.goto(f"{spa_site}/relief/neck/")
    tab_to(page, "[href='/book/?area=neck']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/?area=neck")

    tab_to(page, "[name=service]")
    page.keyboard.press("Space")
    tab_to(page, "[name=day_1]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=part_1]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=day_2]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=part_2]")
    page.keyboard.press("Space")
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


def fill_in(page) -> None:
    page.locator("[name=service]").first.check()
    page.locator("[name=day_1]").nth(2).check()
    page.locator("[name=part_1]").first.check()
    page.get_by_label("Your name").fill("Ana Bell")
    page.get_by_label("Mail").fill("ana@visitor.example")
    page.locator("[name=fit_for_massage]").check()
    page.locator("[name=consented]").check()


def requests_in_each_state(site: str) -> list[str]:
    """The private pages of a request that is new, proposed, accepted, cancelled."""
    day = timezone.localdate() + timedelta(days=5)
    start = timezone.make_aware(datetime.combine(day, time(10)))
    new, proposed, accepted, cancelled = (a_request(day) for _ in range(4))
    workflow.propose(proposed, start, who="Eve", why="Would this do?", override=True)
    workflow.accept(accepted, start, who="Eve", override=True)
    workflow.accept(cancelled, start, who="Eve", override=True)
    workflow.cancel(cancelled, who="Eve", why="We are ill")
    return [
        site + each.links.get(purpose="visitor").get_absolute_url()
        for each in (new, proposed, accepted, cancelled)
    ]


def a_request(day) -> BookingRequest:
    asked = BookingRequest(
        service_name="Deep tissue",
        minutes=60,
        name="Ana Bell",
        email="a-rather-long-address-of-one-visitor@visitor.example",
        fit_for_massage=True,
        consented=True,
        wishes_end_at=timezone.make_aware(datetime.combine(day, time(11))),
        delete_on=day + timedelta(days=100),
    )
    return submit(asked, [Wish(day=day, part=PartOfDay.MORNING)])[0]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_a_booking_keeps_anyone_out(page, spa_site, size, theme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    console = []
    page.on("console", lambda message: console.append(message.text))
    found = {}

    def check(name: str) -> None:
        for closed in page.locator("details:not([open]) > summary").all()[::-1]:
            closed.click()
        result = axe.run(page, options={"runOnly": RULES})
        if result.violations_count:
            found[name] = result.generate_report()
        assert scrolls_sideways(page) is False, name

    page.goto(f"{spa_site}/book/?area=neck")
    check("form")
    press(page, CHECK)
    check("errors")
    fill_in(page)
    press(page, CHECK)
    check("check page")
    press(page, SEND)
    check("sent")
    for number, address in enumerate(requests_in_each_state(spa_site)):
        page.goto(address)
        check(f"private page {number}")

    assert found == {}
    assert [line for line in console if "422" not in line] == []
