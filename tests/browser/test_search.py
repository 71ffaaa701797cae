"""Searching by keyboard, on a small phone, in either theme, on paper."""

import re

import pytest
from playwright.sync_api import expect

from .rules import PHONE, barriers

STATES = ["", "?q=numb", "?q=calf", "?q=foam+rollar", "?q=pizza", f"?q={'W' * 100}"]


@pytest.fixture
def search(site):
    return f"{site}/search/"


def test_no_search_keeps_anyone_out(page, search):
    for state in STATES:
        page.goto(search + state)
        assert barriers(page) == [], state


def test_a_search_needs_only_the_keyboard(page, search, site):
    page.goto(f"{site}/questions/")

    field = page.get_by_role("searchbox", name="Search the guide")
    field.focus()
    page.keyboard.type("sholder")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{search}?q=sholder")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\s*10 results"))
    expect(field).to_have_value("sholder")

    # The field, its button, then the results in their order.
    field.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Search"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Shoulders"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/relief/shoulders/")


def test_a_result_leads_to_the_passage_itself(page, search):
    page.set_viewport_size(PHONE)
    page.goto(f"{search}?q=yoga")

    page.get_by_role("link", name="Variety").click()

    page.wait_for_url("**/guide/a-knot-resistant-life/#section-variety")
    page.wait_for_function(
        """() => {
          const { top } = document.querySelector("#section-variety").getBoundingClientRect();
          return 0 <= top && top < innerHeight / 2;
        }"""
    )


def test_results_leave_the_focus_alone_and_fit_a_thumb_and_paper(page, search):
    page.set_viewport_size(PHONE)
    page.goto(f"{search}?q=calf")

    assert page.evaluate("document.activeElement.tagName") == "BODY"
    pressed = page.locator(".search-form :is(input, button), .result").all()
    assert min(each.bounding_box()["height"] for each in pressed) >= 44

    page.emulate_media(media="print")
    assert page.get_by_role("search").count() == 0
    assert page.get_by_text("7 results for “calf”").is_visible()
    assert page.locator("mark").first.is_visible()
