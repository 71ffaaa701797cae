"""The sitemap of a guide with very many chapters."""

import re

from articles.sitemaps import GuideSitemap


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
