"""An editor at work in the admin, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Article

from .acts import follow

EDITOR = "#id_body"
PREVIEW = "iframe[title=Preview]"


@pytest.fixture
def desk(page, site, django_user_model):
    """The change page of the first chapter, signed in by the form."""
    django_user_model.objects.create_superuser("ed", password="a long password")
    chapter = Article.objects.first()
    page.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")
    page.fill("#id_username", "ed")
    page.fill("#id_password", "a long password")
    follow(page.locator("[type=submit]"))
    page.frame_locator(PREVIEW).get_by_text(
        "Sore between the shoulder blades"
    ).wait_for()
    return page


def test_an_editor_changes_a_chapter_and_the_site_shows_it(desk, site):
    body = "## A fresh start\n\n{dose heat}\n\n::: tip\nGo *slowly*.\n:::"

    desk.fill(EDITOR, body)
    preview = desk.frame_locator(PREVIEW)
    preview.get_by_role("heading", name="A fresh start").wait_for()
    seen = appearance(preview.locator(".callout"))
    width = preview.locator("html").evaluate("() => innerWidth")
    follow(desk.locator("[name=_publish]").first)
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(f"{site}/guide/ease-a-knot-now/")

    assert desk.get_by_role("heading", name="A fresh start").is_visible()
    assert desk.get_by_text("15 to 20 minutes").is_visible()
    assert appearance(desk.locator(".callout")) == seen


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


def test_the_preview_paints_a_drawing_and_its_caption(desk):
    desk.fill(EDITOR, "{drawing calf-roller: Let your hands carry the weight.}")

    preview = desk.frame_locator(PREVIEW)
    preview.get_by_text("Let your hands carry the weight.").wait_for()
    drawing = preview.get_by_role("img", name="Foam roller under the calf")
    expect(drawing).to_be_visible()
    desk.query_selector(PREVIEW).content_frame().wait_for_function(
        "() => document.querySelector('.drawing use')?.getBBox().width > 0"
    )


def test_a_link_in_the_preview_leaves_the_preview_alone(desk):
    preview = desk.frame_locator(PREVIEW)
    preview.get_by_role("link", name="when it is more than a knot").first.click()

    desk.fill(EDITOR, "Still here.")

    preview.get_by_text("Still here.").wait_for()


def test_tab_leaves_the_text_both_ways(desk):
    for keys in ("Tab", "Shift+Tab"):
        desk.focus(EDITOR)
        before = desk.input_value(EDITOR)

        desk.keyboard.press(keys)

        assert desk.evaluate("document.activeElement.id") != "id_body"
        assert desk.input_value(EDITOR) == before


def test_a_lost_session_is_said_in_the_preview(desk):
    desk.context.clear_cookies(name="sessionid")

    desk.fill(EDITOR, "More text.")

    desk.frame_locator(PREVIEW).get_by_text("You are signed out").wait_for()
    expect(desk.frame_locator(PREVIEW).locator("form")).to_have_count(0)
