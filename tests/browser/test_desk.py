"""The front desk in a real browser: answering on a phone, the admin's pages, the day
sheet, a person whose data are handed over and erased."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from booking.mail import outbox
from booking.models import BookingRequest, OutboxMail
from booking.workflow import acts
from tests.booking.life import accept, at, propose
from tests.booking.page import desk_url

from .acts import follow, own_time, press, sheets
from .rules import DESKTOP, HAND, barriers

LONG_NAME = "Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausen"
REQUESTS = "/admin/booking/bookingrequest/"

pytestmark = pytest.mark.usefixtures("open_spa")


def test_two_taps_on_a_phone_confirm_a_time(scriptless, site, ask, day):
    request = ask()

    scriptless.goto(site + desk_url(request))
    scriptless.get_by_text("10:00 AM", exact=True).click()
    scriptless.get_by_role("button", name="Confirm this time").click()
    scriptless.get_by_role("heading", name="This request is answered").wait_for()

    request.refresh_from_db()
    assert (request.state, request.start) == ("accepted", at(day, 10))


def test_a_time_that_was_typed_before_another_was_tapped_is_asked_about(
    page, site, ask, day
):
    request = ask()

    page.goto(site + desk_url(request))
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
    accept(ask(), at(day, 10))
    waiting, offered, answered = ask(), ask(), ask()
    propose(offered, at(day, 15))
    acts.decline(answered, who="Eve")

    page.goto(site + desk_url(waiting))
    unfold(page)
    found = barriers(page)
    follow(page.locator("button[value=accept]"))
    unfold(page)
    found += barriers(page)
    follow(own_time(page, day, "10:15", "propose").get_by_role("button"))
    page.get_by_text("no place free").wait_for()
    expect(page.locator(":focus")).to_have_attribute("role", "alert")
    found += barriers(page)
    for request in (offered, answered):
        page.goto(site + desk_url(request))
        found += barriers(page)

    assert found == []


def unfold(page) -> None:
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def test_the_pages_that_we_add_to_the_admin_keep_nobody_out(
    desk, site, ask, day, make_article
):
    accept(ask(), at(day, 10))
    accept(ask(), at(day, 10), override=True)
    BookingRequest.objects.filter(pk=ask().pk).update(suspicion="a link in the note")
    OutboxMail.objects.update(error="Connection refused")
    make_article(status="draft")
    soon = timezone.now() + timedelta(days=2)
    make_article(status="scheduled", published_at=soon)
    request, found = ask(name=LONG_NAME), []

    def look(path: str) -> None:
        desk.goto(site + path)
        found.extend(barriers(desk, "#content", sizes=(DESKTOP, HAND)))

    look("/admin/")
    for link in desk.locator(".board a, .board-links a").all():
        assert link.bounding_box()["height"] >= 36, link.inner_text()  # on a phone
    follow(desk.get_by_role("link", name="Your first day", exact=True))
    assert desk.get_by_role("heading", level=1).inner_text() == "Your first day"
    look("/admin/first-day/")
    look("/admin/first-day/desk/")
    for page in ("answer/", "change/"):
        look(f"{REQUESTS}{request.pk}/{page}")
    for page in ("", "week/"):
        look(f"{REQUESTS}agenda/{day}/{page}")

    assert found == []


def test_the_day_sheet_prints_on_one_page(desk, site, ask, day):
    for hour in range(9, 17):
        accept(ask(note="Firm, please. " * 30), at(day, hour), override=True)
    ask(name="Waits For Answer")

    desk.goto(f"{site}{REQUESTS}agenda/{day}/")

    assert sheets(desk) == 1
    desk.emulate_media(media="print")
    assert desk.get_by_text("to 10:00 AM", exact=True).is_visible()
    assert not desk.get_by_text("Waits For Answer").is_visible()
    assert not desk.get_by_role("link", name="Day after").is_visible()


def test_a_person_is_handed_over_and_erased_on_a_page_that_keeps_nobody_out(
    desk, site, ask
):
    over = acts.decline(ask(name="Ana Bell"), who="eve")
    outbox.deliver_due()
    ask(name=LONG_NAME)
    desk.goto(f"{site}{REQUESTS}{over.pk}/change/")
    follow(desk.get_by_role("link", name="Export or erase this person"))

    press(desk, "Erase for good")
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was done.")
    assert barriers(desk, "#content") == []

    desk.get_by_label("Maximiliana").uncheck()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Download the copy").click()
    copy = json.loads(download.value.path().read_text(encoding="utf-8"))
    desk.get_by_label("It is this person’s wish").check()
    press(desk, "Erase for good")

    expect(desk.get_by_text("Erased: 1 request.")).to_be_visible()
    assert [each["name"] for each in copy["requests"]] == ["Ana Bell"]
    assert download.value.suggested_filename == f"your-data-{timezone.localdate()}.json"
    assert [each.name for each in BookingRequest.objects.all()] == [LONG_NAME]
