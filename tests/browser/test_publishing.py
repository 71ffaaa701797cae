"""The life of a chapter, by an editor at the desk, in a real browser."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Article, PreviewLink
from knotcare.roles import create_roles

from .acts import follow, press, sign_in
from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways

BODY = "## Where to begin\n\n::: tip\nGo *slowly*.\n:::\n\n| Day | Hold |\n| --- | --- |\n| One | Briefly |"


@pytest.fixture
def desk(page, site, django_user_model):
    """A browser in which Eve, an editor, is signed in."""
    create_roles()
    eve = django_user_model.objects.create_user("eve", is_staff=True)
    eve.groups.add(Group.objects.get(name="Editors"))
    sign_in(page.context, site, eve)
    return page


def open_chapter(desk, site, slug: str) -> None:
    chapter = Article.objects.get(slug=slug)
    desk.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_chapter_is_written_shown_scheduled_moved_and_retired(
    browser, desk, site, script
):
    state = desk.context.storage_state()
    context = browser.new_context(java_script_enabled=script, storage_state=state)
    visitor = browser.new_page()
    desk = context.new_page()

    # Written, and kept as a draft.
    desk.goto(f"{site}/admin/articles/article/add/")
    desk.fill("#id_title", "Sleep on it")
    desk.press("#id_title", "Tab")  # the slug is made
    desk.fill("#id_slug", "sleep-on-it")
    desk.fill("#id_summary", "Rest helps a sore muscle.")
    desk.fill("#id_body", BODY)
    press(desk, "Save draft")
    assert desk.get_by_text("The draft is saved.").is_visible()
    assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 404

    # Shared with somebody who has no account.
    press(desk, "Share a preview")
    visitor.goto(desk.input_value("#preview-link"))
    assert visitor.get_by_text("Draft: not public.").is_visible()
    assert visitor.get_by_role("heading", name="Sleep on it").is_visible()
    assert visitor.locator(".callout").is_visible()

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

    # Changed beside the live text, and then at a new address.
    desk.reload()
    desk.fill("#id_summary", "Another lead.")
    desk.fill("#id_slug", "rest")
    press(desk, "Keep as draft")
    assert desk.get_by_text("You are editing a draft, saved by eve").is_visible()
    visitor.goto(f"{site}/guide/sleep-on-it/")
    assert visitor.get_by_text("Rest helps a sore muscle.").is_visible()
    press(desk, "Publish now")
    visitor.goto(f"{site}/guide/sleep-on-it/")
    assert visitor.url == f"{site}/guide/rest/"
    assert visitor.get_by_text("Another lead.").is_visible()

    # Retired.
    follow(desk.get_by_role("link", name="Retire…").first)
    press(desk, "Retire it")
    assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 410
    follow(visitor.get_by_role("link", name="Ease a knot now"))
    assert visitor.url == f"{site}/guide/ease-a-knot-now/"
    visitor.close()
    context.close()


@pytest.mark.parametrize(
    "before", [[], ["Keep as draft"], ["Keep as draft", "Share a preview"]]
)
def test_enter_in_a_field_keeps_a_draft_and_does_no_more(desk, site, before):
    open_chapter(desk, site, "ease-a-knot-now")
    for button in before:
        press(desk, button)
    links = list(PreviewLink.objects.values())

    desk.fill("#id_summary", "Half a sen")
    with desk.expect_navigation():
        desk.press("#id_summary", "Enter")

    assert desk.get_by_text("Kept as a draft.").is_visible()
    chapter = Article.objects.get(slug="ease-a-knot-now")
    assert chapter.draft.summary == "Half a sen" != chapter.summary
    assert list(PreviewLink.objects.values()) == links


def test_the_link_is_copied_with_one_click(desk, site):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_chapter(desk, site, "ease-a-knot-now")
    press(desk, "Keep as draft")
    press(desk, "Share a preview")

    desk.get_by_role("button", name="Copy").click()
    desk.get_by_role("button", name="Copied").wait_for()

    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied == desk.input_value("#preview-link")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_a_chapters_life_keep_nobody_out(desk, site, size, theme):
    desk.set_viewport_size(size)
    desk.emulate_media(color_scheme=theme)
    open_chapter(desk, site, "ease-a-knot-now")
    press(desk, "Keep as draft")
    press(desk, "Share a preview")
    chapter = desk.url
    link = desk.input_value("#preview-link")

    for part in (".life", ".submit-row"):
        check(desk, part)
    for act in ("discard", "retire"):
        desk.goto(chapter.replace("change", act))
        check(desk, "#content")
    for url in (
        chapter.replace("change", "delete"),
        f"{site}/admin/articles/source/1/delete/",
    ):
        desk.goto(url)
        check(desk, "#content")
    desk.goto(link)
    check(desk)
    desk.goto(chapter)
    press(desk, "End this link")
    desk.goto(link)
    check(desk)
    Article.objects.filter(slug="ease-a-knot-now").update(status="retired")
    desk.goto(f"{site}/guide/ease-a-knot-now/")
    check(desk)


def check(page, part: str | None = None) -> None:
    result = axe.run(page, part, options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    assert scrolls_sideways(page) is False, page.url
