"""The sitemap of a guide with more chapters than a file should name."""

import re

import pytest

from articles.sitemaps import GuideSitemap


@pytest.fixture
def locations(client, settings):
    settings.SITE_URL = "https://knotcare.example"

    def read(path: str) -> list[str]:
        response = client.get(path)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/xml"
        return re.findall("<loc>(.*?)</loc>", response.content.decode())

    return read


def test_a_long_guide_is_named_in_several_files(
    locations, guide, make_article, monkeypatch
):
    for _ in range(2):
        make_article()
    whole = locations("/sitemap.xml")
    monkeypatch.setattr(GuideSitemap, "limit", 7)

    files = locations("/sitemap.xml")

    assert files == [
        "https://knotcare.example/sitemap-pages.xml",
        "https://knotcare.example/sitemap-chapters.xml",
        "https://knotcare.example/sitemap-chapters.xml?p=2",
        "https://knotcare.example/sitemap-relief.xml",
    ]
    parts = [locations(file.removeprefix("https://knotcare.example")) for file in files]
    assert max(map(len, parts)) == 7
    assert sum(parts, []) == whole


@pytest.mark.parametrize("path", ["/sitemap-drafts.xml", "/sitemap-chapters.xml?p=9"])
def test_there_is_no_other_file(client, guide, path):
    assert client.get(path).status_code == 404
