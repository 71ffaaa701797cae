"""The second factor in a browser: on a small phone without scripts, and in every theme."""

import time

import pytest
import time_machine
from playwright.sync_api import expect

from tests.site.second_factor.authenticator import PASSWORD, Phone

from .acts import follow, press
from .rules import barriers


@pytest.fixture
def give_password(site, django_user_model):
    """Sign a page in as Eve, as far as her password leads."""
    django_user_model.objects.create_superuser("eve", password=PASSWORD)

    def sign_in(page):
        page.goto(f"{site}/admin/")
        page.get_by_label("Username").fill("eve")
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Log in")

    return sign_in


def enter(page, code: str, button: str) -> None:
    page.get_by_role("textbox", name="Code").first.fill(code)
    press(page, button)


def title(page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_the_whole_way_on_a_small_phone_without_scripts(scriptless, give_password):
    page = scriptless
    give_password(page)
    follow(page.get_by_role("link", name="Second factor"))
    follow(page.get_by_role("link", name="Set it up"))
    assert (
        page.get_by_role("link", name="Open it from here")
        .get_attribute("href")
        .startswith("otpauth://totp/Knotcare%3Aeve?secret=")
    )
    phone = Phone(page.content())
    enter(page, phone.code(), "Switch it on")
    codes = page.locator(".factor__codes li").all_inner_texts()
    follow(page.get_by_role("link", name="I have kept them"))
    press(page, "Log out")

    give_password(page)
    assert title(page) == "One more step"
    enter(page, codes[0], "Sign in")
    expect(page.get_by_text("9 are left")).to_be_visible()
    press(page, "Log out")

    with time_machine.travel(time.time() + 60):
        give_password(page)
        enter(page, phone.code(), "Sign in")
        assert title(page) == "Your desk"


def test_its_pages_keep_nobody_out_and_a_phone_offers_the_right_keys(
    page, site, give_password
):
    found = []

    def look() -> None:
        found.extend(barriers(page, ".factor"))

    give_password(page)
    page.goto(f"{site}/admin/second-factor/")
    look()
    follow(page.get_by_role("link", name="Set it up"))
    phone = Phone(page.content())
    enter(page, "12", "Switch it on")
    look()
    enter(page, phone.code(), "Switch it on")
    look()
    follow(page.get_by_role("link", name="I have kept them"))
    follow(page.get_by_role("link", name="Second factor"))
    enter(page, "12", "Make new codes")
    look()
    press(page, "Log out")
    give_password(page)
    field = page.get_by_role("textbox", name="Code")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    expect(field).to_have_attribute("inputmode", "numeric")
    enter(page, "12", "Sign in")
    look()

    assert found == []
