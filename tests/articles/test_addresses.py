"""Nothing dies on the web: what becomes of an address that readers know."""

import pytest

from articles import drafts, publishing
from articles.models import Article, FormerSlug
from tests.desk import admin_url


@pytest.fixture
def move():
    def to(chapter: Article, slug: str) -> Article:
        texts = drafts.texts_of(chapter) | {"slug": slug}
        return publishing.publish(chapter, texts)

    return to


def test_a_changed_slug_leaves_a_permanent_redirect(press, make_article, client):
    chapter = make_article(slug="old")

    page = client.get(press("_publish", chapter, slug="new").url)

    assert (
        "The old address /guide/old/ leads here from now on." in page.content.decode()
    )
    response = client.get("/guide/old/")
    assert (response.status_code, response.url) == (301, "/guide/new/")
    assert client.get("/guide/new/").status_code == 200


def test_however_often_it_moves_there_is_one_step(make_article, move, client):
    chapter = make_article(slug="a")
    for slug in ("b", "c", "d"):
        chapter = move(chapter, slug)

    for slug in ("a", "b", "c"):
        assert client.get(f"/guide/{slug}/").url == "/guide/d/"


def test_a_chapter_can_move_back_and_no_browser_goes_in_circles(
    make_article, move, client
):
    chapter = move(move(make_article(slug="a"), "b"), "a")

    assert client.get("/guide/a/").status_code == 200
    response = client.get("/guide/b/")
    assert response.url == chapter.get_absolute_url()
    assert response["Cache-Control"] == "no-cache"


def test_a_draft_that_readers_never_saw_leaves_nothing(press, make_article, client):
    press("_keep", make_article(slug="a", status="draft"), slug="b")
    press("_publish", Article.objects.get(slug="b"), slug="c")

    assert not FormerSlug.objects.exists()
    assert client.get("/guide/a/").status_code == 404


def test_a_kept_draft_moves_nothing_until_it_is_published(press, make_article, client):
    chapter = make_article(slug="old")

    press("_keep", chapter, slug="new")
    assert client.get("/guide/old/").status_code == 200
    assert client.get("/guide/new/").status_code == 404

    press("_publish", chapter)
    assert client.get("/guide/old/").url == "/guide/new/"


def test_a_new_chapter_takes_a_former_address_once_it_is_public(
    press, make_article, move, client
):
    moved = move(make_article(title="Moved", slug="old"), "new")
    typed = {"title": "Heir", "slug": "old", "summary": "S.", "body": "Text."}

    page = client.get(press("_keep", None, **typed).url)
    assert "/guide/old/ leads to “Moved” so far." in page.content.decode()
    assert client.get("/guide/old/").url == moved.get_absolute_url()

    press("_publish", Article.objects.get(slug="old"))
    assert "Heir" in client.get("/guide/old/").content.decode()
    assert not FormerSlug.objects.exists()


def test_two_drafts_can_not_want_one_address(press, make_article):
    first, second = make_article(slug="a"), make_article(slug="b")
    press("_keep", first, slug="wanted")

    response = press("_keep", second, slug="wanted")

    assert "The draft of another chapter has this slug." in response.content.decode()


def test_a_retired_chapter_answers_410_with_a_way_on(guide, press, client):
    chapter = Article.objects.get(slug="a-knot-resistant-life")
    client.post(admin_url(Article, "retire", chapter.pk))

    page = client.get("/guide/a-knot-resistant-life/")
    html = page.content.decode()

    assert page.status_code == 410
    assert "“A knot-resistant life” was here." in html
    assert '<meta name="robots" content="noindex">' in html
    for way in ("/relief/neck/", "/guide/ease-a-knot-now/", 'role="search"'):
        assert way in html
    for path in ("/", "/feed.xml", "/sitemap.xml", "/search/?q=yoga"):
        assert "a-knot-resistant-life/" not in client.get(path).content.decode()


def test_former_addresses_of_a_retired_chapter_say_so_too(make_article, move, client):
    publishing.retire(move(make_article(slug="a"), "b"))

    assert client.get("/guide/a/").status_code == 410


def test_retiring_says_first_what_leads_there(press, make_article, client):
    chapter = make_article(slug="a")
    make_article(title="Leads on", body="Read [this](/guide/a/#section-x).")

    page = client.get(admin_url(Article, "retire", chapter.pk)).content.decode()

    assert "Leads on" in page
    assert client.get("/guide/a/").status_code == 200


def test_only_what_readers_saw_can_be_retired(press, make_article, client):
    draft = make_article(status="draft")

    assert client.post(admin_url(Article, "retire", draft.pk)).status_code == 404
    with pytest.raises(ValueError, match="never saw"):
        publishing.retire(draft)


def test_a_retired_chapter_can_be_published_again(press, make_article, client):
    chapter = make_article(slug="a", status="retired")

    press("_publish", chapter)

    assert client.get("/guide/a/").status_code == 200


def test_home_leads_to_the_warning_signs_wherever_they_are(guide, move, get_page):
    signs = Article.objects.get(slug="more-than-a-knot")
    assert 'Read first: <a href="/guide/more-than-a-knot/">' in get_page("/")

    move(signs, "warning-signs")
    assert 'Read first: <a href="/guide/warning-signs/">' in get_page("/")

    Article.objects.update(body="No card.")
    assert "Read first" not in get_page("/")
