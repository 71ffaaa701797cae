"""Rows are dragged into order in a real browser, by mouse, finger and keyboard."""

import pytest
from playwright.sync_api import expect

from articles.models import BodyArea

from .rules import DESKTOP, HAND, barriers


@pytest.fixture
def areas(desk, site):
    """The list of body areas."""
    desk.goto(f"{site}/admin/articles/bodyarea/")
    return desk


def stored() -> list[str]:
    return list(BodyArea.objects.values_list("name", flat=True))


def shown(page) -> list[str]:
    return page.locator("#result_list th.field-name").all_text_contents()


def handle(page, name):
    return page.get_by_role("button", name=f"Place {name}")


def center(page, name) -> tuple[float, float]:
    box = handle(page, name).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def says(page, words) -> None:
    page.locator("[role=status]").get_by_text(words).wait_for()


def test_a_row_is_dragged_and_the_move_undone(areas):
    before = stored()
    areas.mouse.move(*center(areas, "Neck"))
    areas.mouse.down()
    areas.mouse.move(*center(areas, "Lower back"), steps=8)
    areas.mouse.up()
    says(areas, "“Neck” is number 4 of 6.")

    dragged = [*before[1:4], "Neck", *before[4:]]
    assert stored() == shown(areas) == dragged

    areas.get_by_role("button", name="Undo").click()
    says(areas, "“Neck” is number 1 of 6.")
    assert stored() == shown(areas) == before


def test_a_finger_drags_a_row_and_the_page_stays(areas):
    areas.set_viewport_size(HAND)
    areas.reload()
    client = areas.context.new_cdp_session(areas)

    def touch(kind, *names):
        points = [dict(zip("xy", center(areas, name), strict=True)) for name in names]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    handle(areas, "Upper back").scroll_into_view_if_needed()
    scrolled = areas.evaluate("scrollY")
    touch("touchStart", "Upper back")
    touch("touchMove", "Shoulders")
    touch("touchEnd")
    says(areas, "“Upper back” is number 2 of 6.")

    assert stored()[:3] == ["Neck", "Upper back", "Shoulders"]
    assert areas.evaluate("scrollY") == scrolled


def test_the_keyboard_lifts_moves_and_puts_down(areas):
    handle(areas, "Neck").focus()
    areas.keyboard.press("Space")
    says(areas, "Lifted. “Neck” is number 1 of 6.")
    areas.keyboard.press("ArrowDown")
    areas.keyboard.press("ArrowDown")
    says(areas, "“Neck” is number 3 of 6.")
    assert stored()[0] == "Neck"

    areas.keyboard.press("Space")
    areas.get_by_role("button", name="Undo").wait_for()

    assert stored()[2] == "Neck"
    expect(handle(areas, "Neck")).to_be_focused()


def test_escape_and_leaving_put_a_row_back(areas):
    before = stored()
    for away in ("Escape", "Tab"):
        handle(areas, "Neck").focus()
        areas.keyboard.press("Space")
        areas.keyboard.press("ArrowDown")
        areas.keyboard.press(away)
        says(areas, "Put back.")
        assert shown(areas) == before

    assert stored() == before


def test_a_button_moves_its_row_and_keeps_the_focus(areas):
    button = areas.get_by_role("button", name="Move Neck down")
    button.click()
    says(areas, "“Neck” is number 2 of 6.")
    expect(button).to_be_focused()
    areas.keyboard.press("Enter")
    says(areas, "“Neck” is number 3 of 6.")

    assert stored()[2] == shown(areas)[2] == "Neck"


def test_a_move_that_fails_puts_the_row_back_and_it_is_said(areas):
    before = shown(areas)
    areas.route("**/place/", lambda route: route.abort())
    areas.get_by_role("button", name="Move Neck down").click()
    says(areas, "the site didn’t answer")
    assert shown(areas) == before

    areas.unroute_all()
    BodyArea.objects.move(BodyArea.objects.last().pk, -1)  # by another editor
    areas.get_by_role("button", name="Move Neck down").click()
    says(areas, "someone else changed this list")

    assert shown(areas) == before
    assert stored()[0] == "Neck"


def test_the_handles_keep_nobody_out(areas):
    areas.get_by_role("button", name="Move Neck down").click()
    areas.get_by_role("button", name="Undo").wait_for()

    for part in ("ordered-rows", ".field-move"):
        assert barriers(areas, part, sizes=(DESKTOP, HAND)) == []
