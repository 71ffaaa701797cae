"""A private preview: whoever has the link sees the draft, for a while."""

import re
from datetime import UTC, timedelta

import pytest
from django.test import Client

from articles.models import Article, PreviewLink
from tests.articles.conftest import NOW
from tests.desk import admin_url


@pytest.fixture
def stranger():
    return Client()


@pytest.fixture
def live(make_article):
    return make_article(slug="here", body="## Old\n\nOld text.")


@pytest.fixture
def link(press, live, client) -> str:
    """The path of a link to the draft beside a live text, as the form shows it."""
    page = client.get(press("_share", live, body="## New\n\nNew text.").url)
    address = re.search(
        r'id="preview-link".*?value="(.*?)"', page.content.decode(), re.S
    )
    return address[1].partition("8000")[2]


def test_it_shows_the_draft_to_anyone_and_when_it_appears(link, press, live, stranger):
    html = stranger.get(link).content.decode()

    assert "Draft: not public." in html
    assert "This link ends on March 15, 2027, 10:30 AM CDT." in html
    assert "New text." in html and "Old text." not in html
    assert live.title in html
    assert "Old text." in stranger.get("/guide/here/").content.decode()
    press("_schedule", live, appears_at_0="2027-03-02", appears_at_1="10:00")
    html = stranger.get(link).content.decode()
    assert "It appears on March 2, 2027, 10:00 AM CST." in html


def test_it_looks_as_the_page_to_come_and_then_leads_there(link, press, live, stranger):
    def article(path):
        html = stranger.get(path).content.decode()
        return re.search(r"<article>.*</nav>", html, re.S)[0]

    before = article(link)
    press("_publish", live)

    assert article("/guide/here/") == before
    response = stranger.get(link)
    assert (response.status_code, response.url) == (302, "/guide/here/")


def test_it_only_shows_and_no_cache_search_engine_or_referrer_learns_of_it(
    link, stranger
):
    response = stranger.get(link)

    robots = '<meta name="robots" content="noindex, nofollow">'
    assert robots in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert stranger.head(link).status_code == 200
    assert stranger.post(link).status_code == 405


def test_it_ends(link, stranger, clock):
    end = NOW.astimezone(UTC) + timedelta(days=14)
    clock.move_to(end - timedelta(seconds=1))
    assert stranger.get(link).status_code == 200

    clock.move_to(end)
    response = stranger.get(link)
    assert response.status_code == 410
    assert "This preview has ended" in response.content.decode()
    assert "New text." not in response.content.decode()


def test_an_editor_ends_it_and_a_new_one_is_another(link, press, live, stranger):
    press("_end_sharing", live)
    assert stranger.get(link).status_code == 410

    press("_share", live)
    assert stranger.get(link).status_code == 410
    (new,) = PreviewLink.objects.live()
    assert stranger.get(new.get_absolute_url()).status_code == 200


def test_a_draft_that_was_never_public_is_shared_too(press, make_article, stranger):
    draft = make_article(status="draft", title="Never seen", summary="")

    press("_share", draft)

    (link,) = PreviewLink.objects.live()
    assert "Never seen" in stranger.get(link.get_absolute_url()).content.decode()


def test_editors_see_a_draft_without_a_link_where_there_is_one(press, live, client):
    form, preview = (
        admin_url(Article, page, live.pk) for page in ("change", "preview")
    )
    assert "Share a preview" not in client.get(form).content.decode()
    assert client.get(preview).url == "/guide/here/"

    press("_keep", live, body="New text.")

    response = client.get(preview)
    assert "New text." in response.content.decode()
    assert "Only people who are signed in see this page." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
