"""Scheduled texts appear on time, to the minute, with no one present."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from articles.models import Article, Draft
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from tests.articles.conftest import NOW

TEN = NOW + timedelta(minutes=30)
BEFORE = TEN - timedelta(seconds=1)
ZEBRA = {"title": "Zebra", "slug": "zebra", "body": "A zebra."}


@pytest.fixture
def new(make_article):
    """A chapter that appears at ten."""
    return make_article(**ZEBRA, status="scheduled", published_at=TEN)


@pytest.fixture
def changed(make_article):
    """A chapter whose text changes at ten, and its address too."""
    chapter = make_article(title="Horse", slug="horse", body="A horse.")
    lifecycle.schedule(chapter, texts_of(chapter) | ZEBRA, TEN, by=None)
    return chapter


@pytest.fixture(params=["new", "changed"])
def scheduled(request, clock):
    clock.move_to(NOW - timedelta(days=1))
    chapter = request.getfixturevalue(request.param)
    return chapter


# Each is asked alone: whichever comes first brings the text out.
SHOWN = ["/", "/guide/zebra/", "/feed.xml", "/knotcare-guide.html", "/search/?q=zebra"]


@pytest.mark.parametrize("path", SHOWN)
def test_a_page_shows_it_from_its_minute_on(scheduled, client, clock, path):
    clock.move_to(BEFORE)
    before = client.get(path)
    clock.move_to(TEN)
    after = client.get(path)

    assert before.status_code == 200 or path == "/guide/zebra/"
    assert "Zebra" not in before.content.decode()
    assert after.status_code == 200
    assert "Zebra" in after.content.decode()


def test_the_sitemap_and_the_feed_date_it_to_its_minute(scheduled, client, clock):
    clock.move_to(TEN + timedelta(days=3))

    sitemap, feed = (
        client.get(path).content.decode() for path in ("/sitemap.xml", "/feed.xml")
    )

    assert "<lastmod>2027-03-01</lastmod>" in sitemap
    dated = re.findall("<updated>(.*?)</updated>", feed)
    assert TEN in map(datetime.fromisoformat, dated)


def test_the_worker_brings_it_out_once_when_nobody_reads(scheduled, clock):
    clock.move_to(TEN)

    call_command("worker", once=True)

    row = Article.objects.get(slug="zebra")
    assert (row.status, row.body, row.updated_at) == ("published", "A zebra.", TEN)
    assert not Draft.objects.exists()
    assert lifecycle.publish_due() == 0


def test_a_scheduled_address_leads_on_from_the_old_one(changed, client, clock):
    clock.move_to(BEFORE)
    assert client.get("/guide/horse/").status_code == 200
    assert client.get("/guide/zebra/").status_code == 404

    clock.move_to(TEN)
    page = client.get("/guide/horse/", follow=True)
    assert page.redirect_chain == [("/guide/zebra/", 301)]
    assert page.status_code == 200


def test_readers_see_the_text_so_far_when_the_database_takes_no_change(
    changed, client, clock, monkeypatch, caplog
):
    def fail(row):
        raise DatabaseError("read only")

    clock.move_to(TEN)
    monkeypatch.setattr(lifecycle, "publish_what_is_due", fail)

    page = client.get("/guide/horse/")

    assert "A horse." in page.content.decode()
    assert "could not be published" in caplog.text


def test_a_text_saved_after_its_minute_becomes_a_draft_of_its_own(press, new, clock):
    clock.move_to(TEN)

    press("_keep", new, body="Two zebras.")

    new.refresh_from_db()
    assert (new.status, new.body) == ("published", "A zebra.")
    assert new.draft.body == "Two zebras."


def test_retiring_a_chapter_unschedules_its_draft(changed, clock):
    lifecycle.retire(changed)
    clock.move_to(TEN)

    assert lifecycle.publish_due() == 0
    assert Draft.objects.get().publish_at is None


def test_a_retired_chapter_comes_back_on_time(press, make_article, client, clock):
    chapter = make_article(slug="back", status="retired")
    press("_schedule", chapter, appears_at_0="2027-03-01", appears_at_1="10:00")

    clock.move_to(BEFORE)
    assert client.get("/guide/back/").status_code == 410
    clock.move_to(TEN)
    assert client.get("/guide/back/").status_code == 200
