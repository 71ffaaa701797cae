"""The front desk in a real browser: answering on a phone, the admin, the day sheet."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from booking import workflow

from .acts import follow, sheets
from .rules import DESKTOP, HAND, barriers

HOUSTON = ZoneInfo("America/Chicago")


pytestmark = pytest.mark.usefixtures("open_spa")


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=HOUSTON)


def desk_url(site, request) -> str:
    return site + request.links.get(purpose="desk").get_absolute_url()


def own_time(page, day: date, when: str, act: str = "accept"):
    """The form of this act, filled in with a time of one's own."""
    form = page.locator("form", has=page.locator(f"button[value={act}]"))
    form.locator("[name=day]").fill(day.isoformat())
    form.locator("[name=at]").fill(when)
    return form


def test_two_taps_on_a_phone_confirm_a_time(scriptless, site, ask, day):
    request = ask()

    scriptless.goto(desk_url(site, request))
    scriptless.get_by_text("10:00 AM", exact=True).click()
    scriptless.get_by_role("button", name="Confirm this time").click()
    scriptless.get_by_role("heading", name="This request is answered").wait_for()

    request.refresh_from_db()
    assert (request.state, request.start) == ("accepted", at(day, 10))


def test_a_clash_takes_the_focus_and_can_be_overridden(page, site, ask, day):
    workflow.accept(ask(), at(day, 10), who="Eve")
    request = ask(name="Kim Lee")

    page.goto(desk_url(site, request))
    page.get_by_label("A day and time of my own").check()
    form = own_time(page, day, "10:30")
    form.get_by_role("button").click()
    page.get_by_text("no place free").wait_for()
    expect(page.locator(":focus")).to_have_attribute("role", "alert")
    page.get_by_role("button", name="Confirm this time anyway").click()
    page.get_by_role("heading", name="This request is answered").wait_for()

    request.refresh_from_db()
    assert request.state == "accepted"


def test_a_time_that_was_typed_before_another_was_tapped_is_asked_about(
    page, site, ask, day
):
    request = ask()

    page.goto(desk_url(site, request))
    page.get_by_label("A day and time of my own").check()
    form = own_time(page, day, "14:30")
    page.get_by_text("10:00 AM", exact=True).click()
    expect(form.locator("[name=at]")).to_be_hidden()
    follow(form.get_by_role("button"))

    expect(page.get_by_role("alert")).to_contain_text("but typed another time")
    expect(form.locator("[name=at]")).to_be_visible()
    expect(page.get_by_label("10:00 AM")).to_be_checked()
    page.get_by_label("A day and time of my own").check()
    follow(form.get_by_role("button"))
    request.refresh_from_db()
    assert timezone.localtime(request.start).hour == 14


def test_the_answer_page_keeps_nobody_out(page, site, ask, day):
    workflow.accept(ask(), at(day, 10), who="Eve")
    waiting, offered, answered = ask(), ask(), ask()
    workflow.propose(offered, at(day, 15), who="Eve")
    workflow.decline(answered, who="Eve")

    page.goto(desk_url(site, waiting))
    unfold(page)
    found = barriers(page)
    follow(page.locator("button[value=accept]"))
    unfold(page)
    found += barriers(page)
    follow(own_time(page, day, "10:15", "propose").get_by_role("button"))
    page.get_by_text("no place free").wait_for()
    found += barriers(page)
    for request in (offered, answered):
        page.goto(desk_url(site, request))
        found += barriers(page)

    assert found == []


def unfold(page) -> None:
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def test_the_pages_that_we_add_to_the_admin_keep_nobody_out(desk, site, ask, day):
    workflow.accept(ask(), at(day, 10), who="Eve")
    workflow.accept(ask(), at(day, 10), who="Eve", override=True)
    request, found = ask(), []

    for path in (
        f"{request.pk}/answer/",
        f"{request.pk}/change/",
        f"agenda/{day}/",
        f"agenda/{day}/week/",
    ):
        desk.goto(f"{site}/admin/booking/bookingrequest/{path}")
        found += barriers(desk, "#content", sizes=(DESKTOP, HAND))

    assert found == []


def test_the_day_sheet_prints_on_one_page(desk, site, ask, day):
    for hour in range(9, 17):
        workflow.accept(
            ask(note="Firm, please. " * 30), at(day, hour), who="Eve", override=True
        )
    ask(name="Waits For Answer")

    desk.goto(f"{site}/admin/booking/bookingrequest/agenda/{day}/")

    assert sheets(desk) == 1
    desk.emulate_media(media="print")
    assert desk.get_by_text("to 10:00 AM", exact=True).is_visible()
    assert not desk.get_by_text("Waits For Answer").is_visible()
    assert not desk.get_by_role("link", name="Day after").is_visible()
