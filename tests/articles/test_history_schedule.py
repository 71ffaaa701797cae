"""A chapter that was deleted comes back to its editors, and to no reader unseen."""

from datetime import timedelta

import pytest

from articles.models import Article
from tests.articles.conftest import NOW

from .test_history import text_in, version_url, versions
from .test_history_restore import delete, restore

AT_TEN = NOW + timedelta(minutes=30)


@pytest.fixture
def deletion(press, client, make_article):
    """A chapter for ten, deleted before then."""
    chapter = make_article(slug="soon", status="scheduled", published_at=AT_TEN)
    delete(client, chapter)
    return versions(chapter)[0]


def test_a_chapter_whose_time_passed_while_it_was_gone_is_a_draft(
    deletion, client, clock
):
    clock.move_to(AT_TEN)

    page = text_in(client.get(version_url(deletion)))
    told = text_in(restore(client, deletion))

    assert "Its time to appear has passed: it comes back as a draft" in page
    assert "brought back as a draft, as its time to appear had passed" in told
    assert Article.objects.get(slug="soon").status == "draft"
    assert client.get("/guide/soon/").status_code == 404


def test_a_chapter_whose_time_is_to_come_is_scheduled_still(deletion, client, clock):
    clock.move_to(AT_TEN - timedelta(seconds=1))

    page = text_in(client.get(version_url(deletion)))
    restore(client, deletion)

    assert "It comes back as it was" in page
    chapter = Article.objects.get(slug="soon")
    assert (chapter.status, chapter.published_at) == ("scheduled", AT_TEN)
