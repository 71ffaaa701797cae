"""The addresses of the guide for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from .models import Article, BodyArea


class GuideSitemap(Sitemap):
    """Addresses begin with SITE_URL, whatever name the request came by."""

    limit = 1000  # addresses in a file; 100 kB

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme


class ChapterSitemap(GuideSitemap):
    def items(self):
        return Article.objects.published().only("slug", "updated_at")

    def is_long(self) -> bool:
        """Whether there are more chapters than one file should name."""
        return self.items()[self.limit : self.limit + 1].exists()

    def lastmod(self, chapter):
        return chapter.updated_at


class ReliefSitemap(GuideSitemap):
    def items(self):
        return BodyArea.objects.with_relief()

    def lastmod(self, area):
        return area.updated_at
