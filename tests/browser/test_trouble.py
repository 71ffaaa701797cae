"""Something breaks while a visitor sends the form, and is mended."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from booking.models import BookingRequest, Spa
from booking.views import book

from .acts import press
from .rules import axe
from .test_accessibility import DESKTOP, PHONE, RULES, scrolls_sideways
from .test_booking_flow import open_spa  # noqa: F401

LONG = "a" * 60 + "@" + "b" * 60 + ".example"


@pytest.fixture
def in_the_form(page, open_spa):  # noqa: F811
    """A page with the form filled in, down to its last button."""
    Spa.objects.update(phone="(713) 555-0123")
    page.goto(f"{open_spa}/book/")
    page.get_by_label("Deep tissue").check()
    page.locator("[name=day_1]").nth(1).check()
    page.locator("[name=part_1]").first.check()
    page.get_by_label("Your name").fill("Ana Bell")
    page.get_by_label("Mail", exact=True).fill(LONG)
    page.get_by_label("Anything we should know").fill("First line\nSecond line")
    page.locator("[name=fit_for_massage]").check()
    page.locator("[name=consented]").check()
    press(page, "Check what you ask for")
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_keeps_nobody_out_and_sends_again(
    in_the_form, monkeypatch, size, theme
):
    page = in_the_form
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)

    with monkeypatch.context() as broken:
        broken.setattr(book, "submit", fail)
        press(page, "Send my request")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Something broke on our side"
    )
    expect(page.get_by_text("First line")).to_contain_text("Second line")
    expect(page.get_by_role("link", name="(713) 555-0123")).to_be_visible()
    result = axe.run(page, options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    assert scrolls_sideways(page) is False

    press(page, "Send it again")

    expect(page.get_by_role("heading", level=1)).to_have_text("Not booked yet")
    assert BookingRequest.objects.get().note == "First line\nSecond line"


def fail(*args):
    raise OperationalError("database is locked")
