"""A guide with very many chapters: each page shows as much as a reader can use."""

import pytest


@pytest.fixture
def long_guide(guide, make_article):
    return [make_article() for _ in range(60)]


def test_home_shows_the_first_chapters_and_leads_to_all(client, long_guide):
    html = client.get("/").content.decode()

    assert html.count('class="chapters__item"') == 24
    assert 'href="/guide/"' in html


def test_every_chapter_is_on_one_page_of_the_contents(client, long_guide):
    pages = [
        client.get(path).content.decode() for path in ("/guide/", "/guide/page/2/")
    ]

    for chapter in long_guide:
        listed = [f'href="{chapter.get_absolute_url()}"' in page for page in pages]
        assert listed.count(True) == 1
    assert 'rel="next" href="/guide/page/2/"' in " ".join(pages[0].split())
    assert 'rel="prev" href="/guide/"' in " ".join(pages[1].split())
    assert client.get("/guide/page/3/").status_code == 404


def test_a_short_guide_is_whole_on_the_home_page(get_page):
    assert "All chapters" not in get_page("/")


def test_the_feed_shows_the_chapters_that_changed_last(client, long_guide):
    assert client.get("/feed.xml").content.count(b"<entry>") == 30
