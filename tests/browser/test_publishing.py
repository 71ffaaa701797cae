"""The life of a chapter, by an editor at the desk, in a real browser: the whole way, as a
new editor goes who knows WordPress, and what is easily done wrong on it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, PreviewLink
from knotcare.auth.roles import create_roles
from tests.articles.images.pictures import picture_file

from .acts import LOADED, add, describe, follow, press, sign_in
from .rules import barriers

TEXT = """## Where to begin

::: tip
Go *slowly*.
:::

| Day | Hold |
| --- | --- |
| One | Briefly |

"""


@pytest.fixture
def eve(site, django_user_model):
    """An editor, and no more."""
    create_roles()
    eve = django_user_model.objects.create_user("eve", is_staff=True)
    eve.groups.add(Group.objects.get(name="Editors"))
    return eve


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_chapter_is_written_shown_scheduled_moved_restored_and_retired(
    browser, site, eve, script
):
    context = browser.new_context(java_script_enabled=script)
    sign_in(context, site, eve)
    desk, visitor = context.new_page(), browser.new_page()
    picture = visitor.get_by_role("img", name="A bed by a window")

    # Written, and kept as a draft.
    desk.goto(f"{site}/admin/")
    follow(desk.get_by_role("link", name="Your first day").first)
    follow(desk.get_by_role("link", name="right here"))
    desk.fill("#id_title", "Sleep on it")
    desk.press("#id_title", "Tab")
    if script:
        expect(desk.locator("#id_slug")).to_have_value("sleep-on-it")
    desk.fill("#id_slug", "sleep-on-it")
    desk.fill("#id_summary", "Rest helps a sore muscle, and a good night may ease it.")
    desk.fill("#id_body", TEXT)
    if script:
        add(desk, ("bed.png", picture_file("PNG", size=(900, 600))))
        describe(desk, "A bed by a window")
    press(desk, "Save draft")
    assert desk.get_by_text("The draft is saved.").is_visible()
    assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 404

    # Shared with somebody who has no account.
    press(desk, "Share a preview")
    visitor.goto(desk.input_value("#preview-link"))
    assert visitor.get_by_text("Draft: not public.").is_visible()
    assert visitor.get_by_role("heading", name="Sleep on it").is_visible()
    assert visitor.locator(".callout--tip").is_visible()
    assert visitor.get_by_role("cell", name="Briefly").is_visible()
    assert picture.is_visible() == script

    # Scheduled, and there on time.
    soon = timezone.localtime() + timedelta(days=1)
    desk.fill("[name=appears_at_0]", f"{soon:%Y-%m-%d}")
    desk.fill("[name=appears_at_1]", "10:00")
    press(desk, "Schedule")
    assert desk.get_by_text("Readers see this text from").first.is_visible()
    with time_machine.travel(soon.replace(hour=9, minute=59, second=59), tick=False):
        assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 404
    with time_machine.travel(soon.replace(hour=10, minute=0, second=0), tick=False):
        assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 200

    # Changed beside the live text, and then at a new address: the old one leads there.
    desk.reload()
    desk.fill("#id_summary", "Another lead.")
    desk.fill("#id_body", "Only this.")
    desk.fill("#id_slug", "rest")
    press(desk, "Keep as draft")
    assert desk.get_by_text("You are editing a draft, saved by eve").is_visible()
    visitor.goto(f"{site}/guide/sleep-on-it/")
    assert visitor.get_by_text("Rest helps a sore muscle").is_visible()
    press(desk, "Publish now")
    visitor.goto(f"{site}/guide/sleep-on-it/")
    assert visitor.url == f"{site}/guide/rest/"
    assert visitor.get_by_text("Another lead.").is_visible()
    assert visitor.get_by_text("Only this.").is_visible()

    # The first version again.
    chapter = desk.url
    follow(desk.get_by_role("link", name="History"))
    follow(desk.locator("a[href*='/history/']").last)
    press(desk, "Restore")
    visitor.reload()
    assert visitor.url == f"{site}/guide/rest/"
    assert picture.is_visible() == script
    if script:
        assert picture.evaluate(LOADED).endswith(".avif")
        shape = picture.evaluate("(img) => img.width / img.height")
        assert shape == pytest.approx(1.5, rel=0.01)
    assert Article.objects.get(slug="rest").body.startswith(TEXT.strip())

    # Retired.
    desk.goto(chapter)
    follow(desk.get_by_role("link", name="Retire…").first)
    press(desk, "Retire it")
    assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 410
    follow(visitor.get_by_role("link", name="Ease a knot now"))
    assert visitor.url == f"{site}/guide/ease-a-knot-now/"


def test_enter_in_a_field_keeps_a_draft_and_does_no_more(editor_page):
    chapter = Article.objects.get(slug="ease-a-knot-now")
    for number, button in enumerate([None, "Keep as draft", "Share a preview"]):
        if button:
            press(editor_page, button)
        links = list(PreviewLink.objects.values())

        editor_page.fill("#id_summary", f"Half a sen {number}")
        with editor_page.expect_navigation():
            editor_page.press("#id_summary", "Enter")

        assert editor_page.get_by_text("Kept as a draft.").is_visible()
        chapter.refresh_from_db()
        assert chapter.draft.summary == f"Half a sen {number}" != chapter.summary
        assert list(PreviewLink.objects.values()) == links


def test_the_link_is_copied_with_one_click(editor_page):
    editor_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(editor_page, "Keep as draft")
    press(editor_page, "Share a preview")

    editor_page.get_by_role("button", name="Copy").click()
    editor_page.get_by_role("button", name="Copied").wait_for()

    copied = editor_page.evaluate("navigator.clipboard.readText()")
    assert copied == editor_page.input_value("#preview-link")


def test_the_pages_of_a_chapters_life_keep_nobody_out(editor_page, site):
    page, found = editor_page, []
    press(page, "Keep as draft")
    press(page, "Share a preview")
    chapter, link = page.url, page.input_value("#preview-link")

    def look(url: str, part: str | None = None) -> None:
        page.goto(url)
        found.extend(barriers(page, part))

    for part in (".life", ".submit-row"):
        found += barriers(page, part)
    for act in ("discard", "retire", "delete"):
        look(chapter.replace("change", act), "#content")
    look(f"{site}/admin/articles/source/1/delete/", "#content")
    look(link)
    page.goto(chapter)
    press(page, "End this link")
    look(link)
    Article.objects.filter(slug="ease-a-knot-now").update(status="retired")
    look(f"{site}/guide/ease-a-knot-now/")

    assert found == []
