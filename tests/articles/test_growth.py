"""A guide with very many chapters: its sitemap and its search stay as long as is of use."""

import re

import pytest

from articles.models import Article
from articles.search import rebuild, renew, search, sqlite
from articles.sitemaps import GuideSitemap

MANY = 60


def test_a_long_guide_is_named_in_several_sitemaps(
    client, guide, make_article, settings, monkeypatch
):
    site = settings.SITE_URL = "https://knotcare.example"

    def locations(path: str) -> list[str]:
        response = client.get(path.removeprefix(site))
        assert response.status_code == 200
        assert response["Content-Type"] == "application/xml"
        return re.findall("<loc>(.*?)</loc>", response.content.decode())

    for _ in range(2):
        make_article()
    whole = locations("/sitemap.xml")
    monkeypatch.setattr(GuideSitemap, "limit", 7)

    files = locations("/sitemap.xml")

    assert files == [
        f"{site}/sitemap-pages.xml",
        f"{site}/sitemap-chapters.xml",
        f"{site}/sitemap-chapters.xml?p=2",
        f"{site}/sitemap-relief.xml",
    ]
    parts = [locations(file) for file in files]
    assert max(map(len, parts)) == 7
    assert sum(parts, []) == whole
    for path in ("/sitemap-drafts.xml", "/sitemap-chapters.xml?p=9"):
        assert client.get(path).status_code == 404


@pytest.fixture
def search_for_chest(guide, make_article, monkeypatch):
    """Search a guide in which more passages than are ranked tell of the chest."""
    for number in range(MANY):
        make_article(slug=f"chest-{number}", body="The chest.")
    monkeypatch.setattr(sqlite, "MOST_RANKED", MANY)
    rebuild()
    return lambda most=10 * MANY: search("chest", most).results


def test_what_is_ranked_is_bounded_and_a_warning_comes_first_whatever_is_written_after(
    search_for_chest,
):
    before = search_for_chest(1)

    chapters = Article.objects.filter(slug__startswith="chest-")
    chapters.update(body="The chest, once more.")
    renew(*chapters)

    assert len(search_for_chest()) <= MANY + 4
    assert before[0].kind == "warning"
    assert search_for_chest(1) == before


def test_drafts_take_no_place_of_what_can_be_read(search_for_chest):
    before = {each.path for each in search_for_chest()}

    drafts = Article.objects.filter(slug__startswith="chest-")
    drafts.update(status=Article.Status.DRAFT, body="The chest, as a draft.")
    renew(*drafts)

    left = {each.path for each in search_for_chest()}
    assert left >= {path for path in before if "/chest-" not in path}
    assert any(path.startswith("/guide/") for path in left)
