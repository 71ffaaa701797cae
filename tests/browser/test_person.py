"""Exporting and erasing one person in a real browser, and the page that promises it."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from booking import outbox, workflow
from booking.models import BookingRequest
from tests.site.test_front_page import ask

from .acts import follow, press, sign_in
from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways

__all__ = ["ask"]


@pytest.fixture
def desk(page, site, ask, django_user_model):
    """The page of a request that is over, its person waiting for another one."""
    over = workflow.decline(ask("Ana Bell"), who="eve")
    outbox.deliver_due()
    ask("Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausen")
    sign_in(page.context, site, django_user_model.objects.create_superuser("eve"))
    page.goto(f"{site}/admin/booking/bookingrequest/{over.pk}/change/")
    follow(page.get_by_role("link", name="Export or erase this person"))
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_keeps_nobody_out(desk, size, theme):
    desk.set_viewport_size(size)
    desk.emulate_media(color_scheme=theme)
    press(desk, "Erase for good")

    expect(desk.get_by_role("alert")).to_contain_text("Nothing was done.")
    result = axe.run(desk, "#content", options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    assert scrolls_sideways(desk) is False


def test_what_is_ticked_is_handed_over_and_erased(desk):
    desk.get_by_label("Maximiliana").uncheck()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Download the copy").click()
    copy = json.loads(download.value.path().read_text(encoding="utf-8"))
    desk.get_by_label("It is this person’s wish").check()
    press(desk, "Erase for good")

    expect(desk.get_by_text("Erased: 1 request.")).to_be_visible()
    assert [each["name"] for each in copy["requests"]] == ["Ana Bell"]
    assert download.value.suggested_filename == f"your-data-{timezone.localdate()}.json"
    (left,) = BookingRequest.objects.all()
    assert left.name.startswith("Maximiliana")
