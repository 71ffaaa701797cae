"""The site's addresses for search engines: in one file, and those of a long guide in
several, which that file names."""

from django.conf import settings
from django.contrib.sitemaps import views
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.sitemaps import ChapterSitemap, GuideSitemap, ReliefSitemap


class PageSitemap(GuideSitemap):
    def items(self):
        names = ["home", "relief", "questions", "breaks", "about"]
        return [*(f"articles:{name}" for name in names), "booking:book", "privacy"]

    def location(self, name):
        return reverse(name)


SITEMAPS = {
    "pages": PageSitemap,
    "chapters": ChapterSitemap,
    "relief": ReliefSitemap,
}


@views.x_robots_tag
def sitemap(request):
    if not ChapterSitemap().is_long():
        return views.sitemap(request, SITEMAPS)
    files = [
        {"location": settings.SITE_URL + address}
        for name, section in SITEMAPS.items()
        for address in addresses(name, section())
    ]
    return TemplateResponse(
        request,
        "sitemap_index.xml",
        {"sitemaps": files},
        content_type="application/xml",
    )


def addresses(name: str, section: GuideSitemap) -> list[str]:
    """Those of the files of a section."""
    first = reverse("sitemap_section", args=[name])
    others = range(2, section.paginator.num_pages + 1)
    return [first, *(f"{first}?p={number}" for number in others)]


def sitemap_section(request, section: str):
    return views.sitemap(request, SITEMAPS, section)
