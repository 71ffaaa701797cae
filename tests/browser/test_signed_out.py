"""An editor's session ends while they write, in a real browser: nothing is lost."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.articles.pictures import picture_file

from .acts import add, describe, press
from .rules import barriers

TYPED = "An hour’s\n\n*work*."
KEPT = "Kept as a draft."


@pytest.fixture
def open_and_sign_out(site, eve):
    """Open a chapter, by the door, on a page that is signed out then."""

    def open_it(page):
        chapter = Article.objects.first()
        page.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")
        come_in(page)
        page.context.clear_cookies(name="sessionid")
        return page

    return open_it


@pytest.fixture
def signed_out(page, open_and_sign_out):
    return open_and_sign_out(page)


def come_in(page) -> None:
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill("all the house")
    press(page, "Log in")


def sign_in_in_another_tab(page, site: str) -> None:
    tab = page.context.new_page()
    tab.goto(f"{site}/admin/login/")
    come_in(tab)
    tab.close()


def draft() -> str:
    return Article.objects.first().draft.body.replace("\r\n", "\n")


def test_without_scripts_the_text_comes_through_three_pages(
    scriptless, open_and_sign_out
):
    desk = open_and_sign_out(scriptless)
    desk.fill("#id_body", TYPED)

    press(desk, "Keep as draft")
    expect(desk.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(desk.get_by_text("An hour’s")).to_contain_text("*work*.")
    with desk.context.expect_page() as tab:
        desk.get_by_role("link", name="sign in").click()
    come_in(tab.value)
    press(desk, "Send it again")
    expect(desk.get_by_role("heading", name="You signed in again")).to_be_visible()
    press(desk, "Send it again")

    desk.get_by_text(KEPT).wait_for()
    assert draft() == TYPED


def test_the_page_keeps_nobody_out(signed_out, site):
    signed_out.fill("#id_body", "A b" * 60 + "w" * 300)

    press(signed_out, "Keep as draft")
    signed_out.get_by_role("heading", name="You are signed out").wait_for()
    assert barriers(signed_out, "#content") == []
    sign_in_in_another_tab(signed_out, site)
    press(signed_out, "Send it again")
    signed_out.get_by_role("heading", name="You signed in again").wait_for()
    assert barriers(signed_out, "#content") == []


def test_with_scripts_who_comes_back_signed_in_simply_goes_on(signed_out, site):
    signed_out.fill("#id_body", TYPED)
    signed_out.get_by_text("You are signed out").wait_for()

    sign_in_in_another_tab(signed_out, site)
    come_back(signed_out)
    signed_out.get_by_text("Nothing to improve").wait_for()
    press(signed_out, "Keep as draft")

    signed_out.get_by_text(KEPT).wait_for()
    assert draft() == TYPED


def test_the_preview_says_so_without_a_form_and_goes_on_as_pictures_do(
    signed_out, site
):
    preview = signed_out.frame_locator("iframe[title=Preview]")
    signed_out.fill("#id_body", TYPED)
    signed_out.get_by_text("You are signed out").wait_for()
    preview.get_by_text("You are signed out").wait_for()
    expect(preview.locator("form")).to_have_count(0)
    sign_in_in_another_tab(signed_out, site)

    signed_out.fill("#id_body", "Again *here*.")
    signed_out.get_by_text("Nothing to improve").wait_for()
    signed_out.fill("#id_body", "And *there*.")
    expect(preview.locator("em")).to_have_text("there")
    add(signed_out, ("wall.png", picture_file("PNG", size=(60, 30))))
    describe(signed_out, "A wall")


def come_back(page) -> None:
    """To Playwright's pages their tab is always in front: the event is made here."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
