"""What a person does in a browser, each waited for until it has had its effect."""

import re

import pytest
from django.test import Client

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
