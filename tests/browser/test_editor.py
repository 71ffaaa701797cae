"""An editor at work in the admin, in a real browser."""

import pytest
from playwright.sync_api import expect

from .acts import EDITOR, follow

PREVIEW = "iframe[title=Preview]"
PAINTED = "document.querySelector('.drawing use')?.getBBox().width > 0"
BODY = """## A fresh start

{dose heat}

{drawing calf-roller: Let your hands carry the weight.}

::: tip
Go *slowly*.
:::"""


@pytest.fixture
def chapter(editor_page):
    """The change page of the first chapter, its preview shown."""
    preview = editor_page.frame_locator(PREVIEW)
    preview.get_by_text("Sore between the shoulder blades").wait_for()
    return editor_page


def test_the_preview_shows_a_changed_chapter_as_the_site_does_then(chapter, site):
    chapter.fill(EDITOR, BODY)
    preview = chapter.frame_locator(PREVIEW)
    preview.get_by_role("heading", name="A fresh start").wait_for()
    expect(preview.get_by_text("Let your hands carry the weight.")).to_be_visible()
    drawing = preview.get_by_role("img", name="Foam roller under the calf")
    expect(drawing).to_be_visible()
    chapter.query_selector(PREVIEW).content_frame().wait_for_function(PAINTED)
    seen = appearance(preview.locator(".callout"))
    width = preview.locator("html").evaluate("() => innerWidth")
    follow(chapter.locator("[name=_publish]").first)
    chapter.set_viewport_size({"width": width, "height": 800})
    chapter.goto(f"{site}/guide/ease-a-knot-now/")

    assert chapter.get_by_role("heading", name="A fresh start").is_visible()
    assert chapter.get_by_text("15 to 20 minutes").is_visible()
    assert appearance(chapter.locator(".callout")) == seen


def appearance(element) -> dict:
    return element.evaluate(
        """(element) => {
          const style = getComputedStyle(element);
          return Object.fromEntries(
            ["color", "backgroundColor", "fontFamily", "fontSize", "lineHeight",
             "paddingLeft", "borderLeftColor", "borderLeftWidth"]
              .map((name) => [name, style[name]]));
        }"""
    )


def test_a_link_in_the_preview_leaves_the_preview_alone(chapter):
    preview = chapter.frame_locator(PREVIEW)
    preview.get_by_role("link", name="when it is more than a knot").first.click()

    chapter.fill(EDITOR, "Still here.")

    preview.get_by_text("Still here.").wait_for()


def test_tab_leaves_the_text_both_ways(chapter):
    for keys in ("Tab", "Shift+Tab"):
        chapter.focus(EDITOR)
        before = chapter.input_value(EDITOR)

        chapter.keyboard.press(keys)

        assert chapter.evaluate("document.activeElement.id") != "id_body"
        assert chapter.input_value(EDITOR) == before
