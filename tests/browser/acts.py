"""What a person does in a browser, each waited for until it has had its effect."""

import re
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import expect

EDITOR = "#id_body"
LOADED = "(img) => img.decode().then(() => img.currentSrc)"
PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")


def follow(link) -> None:
    """Click what leads to another page, and wait until that one is there."""
    with link.page.expect_navigation():
        link.click()


def press(page, words: str, exact: bool = False) -> None:
    """Press the button of these words, and wait until its answer is there."""
    follow(page.get_by_role("button", name=words, exact=exact).first)


def tab_to(page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}.")


def sheets(page, landscape: bool = False) -> int:
    """How many sheets of paper the page is printed on."""
    printed = page.pdf(format="Letter", landscape=landscape)
    return len(PAGE_OBJECT.findall(printed))


def sign_in(context, site: str, user) -> None:
    """From now on this browser is the user's."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


def add(page, *files: tuple[str, bytes]) -> None:
    """Choose these pictures for the text, by the button."""
    given = [
        {"name": name, "mimeType": "image/png", "buffer": data} for name, data in files
    ]
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add a picture").click()
    chooser.value.set_files(given)


def describe(page, words: str, caption: str = "") -> None:
    """Describe the picture, and wait until it is in the text."""
    answer(page, words, caption)
    expect(page.locator(EDITOR)).to_have_value(re.compile(re.escape(f"![{words}]")))


def answer(page, words: str, caption: str = "") -> None:
    """Answer the dialog, which closes a moment later or complains."""
    dialog = page.get_by_role("dialog", name="Describe the picture")
    dialog.get_by_label("What does it show?").fill(words)
    dialog.get_by_label("Caption").fill(caption)
    dialog.get_by_role("button", name="Put it into the text").click()


def own_time(page, day: date, when: str, act: str = "accept"):
    """The form of this act, filled in with a time of one's own."""
    form = page.locator("form", has=page.locator(f"button[value={act}]"))
    form.locator("[name=day]").fill(day.isoformat())
    form.locator("[name=at]").fill(when)
    return form
