"""The second factor in a browser: on a small phone, with scripts and without."""

import re
import time

import pytest
import time_machine
from playwright.sync_api import expect

from tests.knotcare.auth.second_factor.authenticator import PASSWORD, Phone

from .acts import follow, press
from .rules import PHONE, barriers


def give_password(page) -> None:
    """Sign in as Eve, as far as her password leads."""
    page.goto("/admin/")
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Log in")


def enter(page, code: str, button: str) -> None:
    page.get_by_role("textbox", name="Code").first.fill(code)
    press(page, button)


def title(page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_whole_way_on_a_small_phone_keeps_nobody_out(
    browser, site, django_user_model, script
):
    django_user_model.objects.create_superuser("eve", password=PASSWORD)
    page = browser.new_page(java_script_enabled=script, viewport=PHONE, base_url=site)
    found = []

    def look() -> None:
        if script:  # of the rules
            found.extend(barriers(page, ".factor"))

    give_password(page)
    follow(page.get_by_role("link", name="Second factor"))
    look()
    follow(page.get_by_role("link", name="Set it up"))
    expect(page.get_by_role("link", name="Open it from here")).to_have_attribute(
        "href", re.compile(r"^otpauth://totp/Knotcare%3Aeve\?secret=")
    )
    phone = Phone(page.content())
    enter(page, "12", "Switch it on")
    look()
    enter(page, phone.code(), "Switch it on")
    codes = page.locator(".factor__codes li").all_inner_texts()
    look()
    follow(page.get_by_role("link", name="I have kept them"))
    follow(page.get_by_role("link", name="Second factor"))
    enter(page, "12", "Make new codes")
    look()
    press(page, "Log out")

    give_password(page)
    assert title(page) == "One more step"
    field = page.get_by_role("textbox", name="Code")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    expect(field).to_have_attribute("inputmode", "numeric")
    enter(page, "12", "Sign in")
    look()
    enter(page, codes[0], "Sign in")
    expect(page.get_by_text("9 are left")).to_be_visible()
    press(page, "Log out")

    with time_machine.travel(time.time() + 60):
        give_password(page)
        enter(page, phone.code(), "Sign in")
        assert title(page) == "Your desk"
    assert found == []
