"""Exporting and erasing one person in a real browser, and the page that promises it."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from booking import outbox, workflow
from booking.models import BookingRequest

from .acts import follow, press
from .rules import barriers


@pytest.fixture
def person(desk, site, ask):
    """The page of somebody with a request that is over, and one who waits for another."""
    over = workflow.decline(ask(name="Ana Bell"), who="eve")
    outbox.deliver_due()
    ask(name="Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausen")
    desk.goto(f"{site}/admin/booking/bookingrequest/{over.pk}/change/")
    follow(desk.get_by_role("link", name="Export or erase this person"))
    return desk


def test_the_page_keeps_nobody_out(person):
    press(person, "Erase for good")

    expect(person.get_by_role("alert")).to_contain_text("Nothing was done.")
    assert barriers(person, "#content") == []


def test_what_is_ticked_is_handed_over_and_erased(person):
    person.get_by_label("Maximiliana").uncheck()
    with person.expect_download() as download:
        person.get_by_role("button", name="Download the copy").click()
    copy = json.loads(download.value.path().read_text(encoding="utf-8"))
    person.get_by_label("It is this person’s wish").check()
    press(person, "Erase for good")

    expect(person.get_by_text("Erased: 1 request.")).to_be_visible()
    assert [each["name"] for each in copy["requests"]] == ["Ana Bell"]
    assert download.value.suggested_filename == f"your-data-{timezone.localdate()}.json"
    (left,) = BookingRequest.objects.all()
    assert left.name.startswith("Maximiliana")
