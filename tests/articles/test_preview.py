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


def test_it_shows_the_draft_as_it_will_look_to_anyone(link, live, stranger):
    html = stranger.get(link).content.decode()

    assert "Draft: not public." in html
    assert "This link ends on March 15, 2027, 10:30 AM CDT." in html
    assert "New text." in html and "Old text." not in html
    assert live.title in html
    assert "Old text." in stranger.get("/guide/here/").content.decode()


def test_the_text_of_a_preview_is_that_of_the_page_to_come(link, press, live, stranger):
    def article(html):
        return re.search(r"<article>.*</nav>", html, re.S)[0]

    before = article(stranger.get(link).content.decode())
    press("_publish", live)

    assert article(stranger.get("/guide/here/").content.decode()) == before


def test_no_cache_search_engine_or_referrer_learns_of_it(link, stranger):
    response = stranger.get(link)

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert (
        '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    )
    assert not response.cookies


def test_it_only_shows(link, stranger):
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


def test_it_leads_to_the_page_once_the_draft_is_public(link, press, live, stranger):
    press("_publish", live)

    response = stranger.get(link)

    assert (response.status_code, response.url) == (302, "/guide/here/")


def test_a_guessed_link_shows_nothing(db, stranger):
    assert stranger.get("/preview/guessed/").status_code == 404


def test_a_draft_that_was_never_public_is_shared_too(press, make_article, stranger):
    draft = make_article(status="draft", title="Never seen", summary="")

    press("_share", draft)

    (link,) = PreviewLink.objects.live()
    assert "Never seen" in stranger.get(link.get_absolute_url()).content.decode()


def test_it_says_when_the_draft_appears(link, press, live, stranger):
    press("_schedule", live, appears_at_0="2027-03-02", appears_at_1="10:00")

    html = stranger.get(link).content.decode()

    assert "It appears on March 2, 2027, 10:00 AM CST." in html


def test_editors_see_the_draft_without_a_link(press, live, client):
    press("_keep", live, body="New text.")

    response = client.get(admin_url(Article, "preview", live.pk))

    assert "New text." in response.content.decode()
    assert "Only people who are signed in see this page." in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_without_a_draft_there_is_nothing_to_share(press, live, client):
    url = admin_url(Article, "change", live.pk)

    assert "Share a preview" not in client.get(url).content.decode()
    assert client.get(admin_url(Article, "preview", live.pk)).url == "/guide/here/"
