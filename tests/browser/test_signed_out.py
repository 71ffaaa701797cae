"""An editor's session ends while they write, in a real browser: nothing is lost."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.articles.pictures import picture_file

from .acts import press
from .pictures import add, describe
from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways

PASSWORD, TYPED = "all-about-the-house", "An hour’s\n\n*work*."
KEPT = "Kept as a draft."


@pytest.fixture
def open_chapter(site, django_user_model):
    """Open a chapter, by the door."""
    django_user_model.objects.create_superuser("eve", password=PASSWORD)

    def open_it(page):
        sign_in_at(page, site)
        chapter = Article.objects.first()
        page.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")
        return page

    return open_it


@pytest.fixture
def desk(page, open_chapter):
    return open_chapter(page)


def sign_in_at(page, site: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Log in")


def be_signed_out(page) -> None:
    page.context.clear_cookies(name="sessionid")


def sign_in_in_another_tab(page, site: str) -> None:
    tab = page.context.new_page()
    sign_in_at(tab, site)
    tab.close()


def draft() -> str:
    return Article.objects.first().draft.body.replace("\r\n", "\n")


def test_without_scripts_the_text_comes_through_three_pages(
    browser, site, open_chapter
):
    context = browser.new_context(java_script_enabled=False)
    desk = open_chapter(context.new_page())
    be_signed_out(desk)
    desk.fill("#id_body", TYPED)

    press(desk, "Keep as draft")
    expect(desk.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(desk.get_by_text("An hour’s")).to_contain_text("*work*.")
    with context.expect_page() as tab:
        desk.get_by_role("link", name="sign in").click()
    sign_in_at(tab.value, site)
    press(desk, "Send it again")
    expect(desk.get_by_role("heading", name="You signed in again")).to_be_visible()
    press(desk, "Send it again")

    desk.get_by_text(KEPT).wait_for()
    assert draft() == TYPED
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_keeps_nobody_out(desk, site, size, theme):
    desk.set_viewport_size(size)
    desk.emulate_media(color_scheme=theme)
    be_signed_out(desk)
    desk.fill("#id_body", "A b" * 60 + "w" * 300)

    press(desk, "Keep as draft")
    look(desk, "You are signed out")
    sign_in_in_another_tab(desk, site)
    press(desk, "Send it again")
    look(desk, "You signed in again")


def look(page, heading: str) -> None:
    page.get_by_role("heading", name=heading).wait_for()
    result = axe.run(page, "#content", options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    assert scrolls_sideways(page) is False


def test_with_scripts_who_comes_back_signed_in_simply_goes_on(desk, site):
    be_signed_out(desk)
    desk.fill("#id_body", TYPED)
    desk.get_by_text("You are signed out").wait_for()

    sign_in_in_another_tab(desk, site)
    come_back(desk)
    desk.get_by_text("Nothing to improve").wait_for()
    press(desk, "Keep as draft")

    desk.get_by_text(KEPT).wait_for()
    assert draft() == TYPED


def test_the_preview_and_pictures_go_on_as_well(desk, site):
    be_signed_out(desk)
    desk.fill("#id_body", TYPED)
    desk.get_by_text("You are signed out").wait_for()
    sign_in_in_another_tab(desk, site)

    desk.fill("#id_body", "Again *here*.")
    desk.get_by_text("Nothing to improve").wait_for()
    desk.fill("#id_body", "And *there*.")
    expect(desk.frame_locator("iframe").locator("em")).to_have_text("there")
    add(desk, ("wall.png", picture_file("PNG", size=(60, 30))))
    describe(desk, "A wall")


def come_back(page) -> None:
    """To Playwright's pages their tab is always in front: the event is made here."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
