"""A chapter of the guide: as readers see it, moved, retired, or still a draft."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from .. import structured_data
from ..markdown.renderer import document
from ..models import Article, BodyArea, FormerSlug, PreviewLink
from ..models.draft import appears_at, to_come
from .pages import MOST_CHAPTERS


class Chapter(DetailView):
    template_name = "articles/article.html"
    context_object_name = "chapter"

    def get_queryset(self):
        return Article.objects.published()

    def get(self, request, slug):
        try:
            return super().get(request)
        except Http404:
            return moved_or_gone(request, slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            structured_data=structured_data.chapter(self.object),
            **text_and_neighbors(self.object),
            **kwargs,
        )


def text_and_neighbors(chapter: Article) -> dict:
    """What the template needs beside the chapter, which may be a draft."""
    others = Article.objects.published().only("title", "slug")
    return {
        "document": document(chapter.body),
        "previous": others.filter(order__lt=chapter.order).last(),
        "next": others.filter(order__gt=chapter.order).first(),
    }


def moved_or_gone(request, slug: str):
    """Lead from a former address to the present one; say that a chapter is retired.

    Raises Http404 for an address at which readers never saw anything.
    """
    former = FormerSlug.objects.filter(slug=slug).values("article")
    own = Article.objects.filter(status=Article.Status.RETIRED, slug=slug).values("pk")
    known = get_object_or_404(Article, pk__in=own.order_by().union(former))
    if known.status == Article.Status.RETIRED:
        return gone(request, known)
    response = redirect(known, permanent=True)
    # A browser that kept it for good would go in circles once an editor moves it back.
    response["Cache-Control"] = "no-cache"
    return response


def gone(request, retired: Article):
    context = {
        "retired": retired,
        "areas": BodyArea.objects.with_relief(),
        "chapters": Article.objects.published().only("title", "slug")[:MOST_CHAPTERS],
    }
    return render(request, "articles/gone.html", context, status=410)


@require_safe
def preview(request, key):
    """The draft to which a private link leads; once it is public, its own page."""
    links = PreviewLink.objects.select_related("article__draft")
    link = get_object_or_404(links, key=key)
    if link.expires_at <= timezone.now():
        return render(request, "articles/preview_over.html", status=410)
    return draft_page(request, link.article, link)


def draft_page(request, article: Article, link: PreviewLink | None = None):
    """The chapter exactly as readers will see it, and a word that they don't yet."""
    shown = to_come(article)
    if shown is None:
        return redirect(article)
    context = {"chapter": shown, "link": link, "appears_at": appears_at(article)}
    context |= text_and_neighbors(shown)
    return render(request, "articles/preview.html", context)
