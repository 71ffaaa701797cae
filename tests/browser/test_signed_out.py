"""An editor's session ends while they write, in a real browser: nothing is lost."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.articles.images.pictures import picture_file

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


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_text_comes_through_three_pages_that_keep_nobody_out(
    browser, open_and_sign_out, script
):
    desk = open_and_sign_out(browser.new_page(java_script_enabled=script))
    text = TYPED + "w" * 300
    desk.fill("#id_body", text)

    press(desk, "Keep as draft")
    expect(desk.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(desk.get_by_text("An hour’s")).to_contain_text("*work*.")
    if script:  # of the rules
        assert barriers(desk, "#content") == []
    with desk.context.expect_page() as tab:
        desk.get_by_role("link", name="sign in").click()
    come_in(tab.value)
    press(desk, "Send it again")
    expect(desk.get_by_role("heading", name="You signed in again")).to_be_visible()
    if script:  # of the rules
        assert barriers(desk, "#content") == []
    press(desk, "Send it again")

    desk.get_by_text(KEPT).wait_for()
    assert draft() == text


def test_with_scripts_who_comes_back_signed_in_simply_goes_on(signed_out, site):
    signed_out.fill("#id_body", TYPED)
    signed_out.get_by_text("You are signed out").wait_for()

    sign_in_in_another_tab(signed_out, site)
    # To Playwright's pages their tab is always in front: the event is made here.
    signed_out.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
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
