from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from .markdown import sanitizer
from .markdown.renderer import documents
from .models import Article
from .utils.text import NOT_TEXT

MOST_CHAPTERS = 30


class ChapterFeed(Feed):
    """The chapters, the last changed first, as many as a feed reader shows."""

    feed_type = Atom1Feed
    title = "Knotcare: the guide to muscle knots"
    subtitle = "New and changed chapters."
    author_name = "Knotcare"

    def link(self):
        return settings.SITE_URL + reverse("articles:home")

    def feed_url(self):
        return settings.SITE_URL + reverse("articles:feed")

    def items(self):
        chapters = Article.objects.published().order_by("-updated_at")[:MOST_CHAPTERS]
        texts = {f"{chapter.slug}-": chapter.body for chapter in chapters}
        rendered = documents(texts).values()
        return list(zip(chapters, rendered, strict=True))

    def item_title(self, item):
        chapter, _ = item
        return NOT_TEXT.sub("", chapter.title)

    def item_description(self, item):
        _, document = item
        html = NOT_TEXT.sub("", document.html)
        return sanitizer.with_base(html, self.item_link(item))

    def item_link(self, item):
        chapter, _ = item
        return settings.SITE_URL + chapter.get_absolute_url()

    def item_pubdate(self, item):
        chapter, _ = item
        return chapter.published_at

    def item_updateddate(self, item):
        chapter, _ = item
        return chapter.updated_at
