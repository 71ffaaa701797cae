"""Two editors at one chapter, its history and the way back, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, BodyArea, Question

from .acts import follow, press, sign_in
from .rules import DESKTOP, HAND, barriers

CHAPTER = "/admin/articles/article/{}/"


@pytest.fixture
def desk_of(browser, site, django_user_model):
    """A page of an editor's own browser."""

    def open_browser(name, **options):
        context = browser.new_context(base_url=site, **options)
        sign_in(context, site, django_user_model.objects.create_superuser(name))
        return context.new_page()

    return open_browser


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_both_texts_live_and_the_first_comes_back(desk_of, scripts):
    eve, ana = (desk_of(name, java_script_enabled=scripts) for name in ("Eve", "Ana"))
    chapter = Article.objects.first()
    for page in (eve, ana):
        page.goto(CHAPTER.format(chapter.pk) + "change/")

    eve.fill("#id_body", "## By Eve\n\nHold *still*.")
    press(eve, "Publish now")
    ana.fill("#id_body", "## By Ana\n\nHold *gently*.")
    press(ana, "Publish now")

    alert = ana.get_by_role("alert").filter(has_text="while you were editing")
    expect(alert.get_by_role("heading")).to_contain_text("Eve saved this at")
    expect(ana.locator(".difference del").first).to_contain_text("Eve")
    expect(ana.locator("#id_body")).to_have_value("## By Ana\n\nHold *gently*.")
    press(ana, "Save mine anyway")
    ana.get_by_text("Published. Readers see it now").wait_for()

    follow(ana.get_by_role("link", name="History", exact=True))
    follow(ana.locator("tr", has_text="Eve").get_by_role("link"))
    press(ana, "Restore this version")
    ana.get_by_role("link", name="See its page").click()
    expect(ana.get_by_role("heading", name="By Eve")).to_be_visible()


def test_no_page_of_the_history_keeps_an_editor_out(desk_of):
    ana, found = desk_of("Ana"), []
    area, question = BodyArea.objects.first(), Question.objects.last()
    chapter = Article.objects.first()
    question.delete()
    chapter.body = chapter.body.replace("slowly", "in no hurry") + "\n\nMore."
    chapter.save()
    history = CHAPTER.format(chapter.pk) + "history/"

    def look(within="#content"):
        found.extend(barriers(ana, within, sizes=(DESKTOP, HAND)))

    for path in (
        history,
        f"{history}{chapter.history.last().history_id}/?today",
        f"{history}{chapter.history.first().history_id}/",
        "/admin/articles/question/deleted/",
        "/admin/articles/article/deleted/",
    ):
        ana.goto(path)
        look()
    ana.goto(f"/admin/articles/bodyarea/{area.pk}/change/")
    area.advice = "By Eve."
    area.save()
    ana.fill("#id_advice", "By Ana.")
    press(ana, "Save", exact=True)
    ana.locator(".meanwhile").wait_for()
    look(within=".meanwhile")  # the rest is Django's
    ana.goto(CHAPTER.format(chapter.pk) + "change/")
    chapter.delete()
    press(ana, "Keep as draft")
    ana.get_by_text("Your text was not saved").wait_for()
    look()

    assert found == []
