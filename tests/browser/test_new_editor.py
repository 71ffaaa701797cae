"""A new editor, who knows WordPress: the whole way of a chapter, from first to restored."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from tests.articles.pictures import picture_file

from .acts import follow, press
from .pictures import add, describe
from .test_publishing import desk

__all__ = ["desk"]

TEXT = """## Where to begin

::: tip
Go *slowly*.
:::

| Day | Hold |
| --- | --- |
| One | Briefly |

"""


@pytest.fixture
def visitor(browser):
    """Somebody without an account."""
    page = browser.new_page()
    yield page
    page.close()


def test_a_new_editor_writes_shares_schedules_moves_and_restores_a_chapter(
    desk, site, visitor
):
    # A chapter with a call-out, a table and a picture, saved as a draft.
    desk.goto(f"{site}/admin/")
    follow(desk.get_by_role("link", name="Your first day").first)
    follow(desk.get_by_role("link", name="right here"))
    desk.fill("#id_title", "Sleep on it")
    desk.press("#id_title", "Tab")
    expect(desk.locator("#id_slug")).to_have_value("sleep-on-it")
    desk.fill("#id_summary", "Rest helps a sore muscle, and a good night may ease it.")
    desk.fill("#id_body", TEXT)
    add(desk, ("bed.png", picture_file("PNG", size=(900, 600))))
    describe(desk, "A bed by a window")
    press(desk, "Save draft")
    assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 404

    # Its preview, opened by somebody who is signed out.
    press(desk, "Share a preview")
    visitor.goto(desk.input_value("#preview-link"))
    assert visitor.get_by_role("img", name="A bed by a window").is_visible()
    assert visitor.locator(".callout--tip").is_visible()
    assert visitor.get_by_role("cell", name="Briefly").is_visible()

    # Scheduled, and there on time.
    day = timezone.localtime() + timedelta(days=1)
    desk.fill("[name=appears_at_0]", f"{day:%Y-%m-%d}")
    desk.fill("[name=appears_at_1]", "10:00")
    press(desk, "Schedule")
    with time_machine.travel(day.replace(hour=9, minute=59, second=59), tick=False):
        assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 404
    with time_machine.travel(day.replace(hour=10, minute=0, second=0), tick=False):
        assert visitor.goto(f"{site}/guide/sleep-on-it/").status == 200

    # Another text at another address: the old address leads there.
    desk.reload()
    desk.fill("#id_body", "Only this.")
    desk.fill("#id_slug", "rest")
    press(desk, "Publish now")
    visitor.goto(f"{site}/guide/sleep-on-it/")
    assert visitor.url == f"{site}/guide/rest/"
    assert visitor.get_by_text("Only this.").is_visible()

    # The first version again.
    follow(desk.get_by_role("link", name="History"))
    follow(desk.locator("a[href*='/history/']").last)
    press(desk, "Restore")
    visitor.reload()
    assert visitor.url == f"{site}/guide/rest/"
    assert visitor.get_by_role("img", name="A bed by a window").is_visible()
    assert Article.objects.get(slug="rest").body.startswith(TEXT.strip())
