"""The guide's pages. Each is a query and a template."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.core.paginator import Page
from django.http import FileResponse, Http404
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView, TemplateView

from .. import structured_data
from ..images import renditions
from ..markdown.renderer import document, documents
from ..models import Article, BodyArea, Dose, Question, Source

MOST_CHAPTERS = 24  # on a page that has other things to say


class Home(TemplateView):
    template_name = "articles/home.html"

    def get_context_data(self, **kwargs):
        chapters = list(Article.objects.published()[: MOST_CHAPTERS + 1])
        return super().get_context_data(
            areas=BodyArea.objects.with_relief(),
            chapters=chapters[:MOST_CHAPTERS],
            has_more=len(chapters) > MOST_CHAPTERS,
            read_first=with_most_warnings(chapters),
            questions=Question.objects.all()[:3],
            **kwargs,
        )


def with_most_warnings(chapters: list[Article]) -> Article | None:
    """The chapter that shows the most care cards, whatever its address is by now."""
    most = max(chapters, key=care_cards, default=None)
    return most if most and care_cards(most) else None


def care_cards(chapter: Article) -> int:
    # Counted in the text: parsing every chapter would take longer than the page.
    return chapter.body.count("{care-card ")


class Chapters(ListView):
    """The contents of a guide that is too long for the home page, in pages."""

    template_name = "articles/article_list.html"
    context_object_name = "chapters"
    paginate_by = 50

    def get_queryset(self):
        return Article.objects.published().defer("body")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            structured_data=structured_data.plain_page("The guide", "articles:guide"),
            **kwargs,
        )
        return context | {"ways": list(ways(context["page_obj"]))}


def ways(page: Page) -> Iterator[dict]:
    """The links to the pages of contents beside this one."""
    for rel, number in (("prev", page.number - 1), ("next", page.number + 1)):
        if number in page.paginator.page_range:
            at = reverse("articles:guide_page", args=[number])
            href = reverse("articles:guide") if number == 1 else at
            yield {"rel": rel, "number": number, "href": href}


class Relief(ListView):
    """The quick-relief table: every body area."""

    template_name = "articles/relief.html"
    context_object_name = "areas"
    queryset = BodyArea.objects.with_relief()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            structured_data=structured_data.plain_page(
                "Quick relief", "articles:relief"
            ),
            **kwargs,
        )


class ReliefArea(DetailView):
    template_name = "articles/relief_area.html"
    context_object_name = "area"

    def get_queryset(self):
        return BodyArea.objects.with_relief().prefetch_related(
            "stretches", "care_cards"
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            document=document(self.object.advice),
            doses={dose.slug: dose for dose in Dose.objects.all()},
            areas=BodyArea.objects.with_relief(),
            structured_data=structured_data.relief_area(self.object),
            **kwargs,
        )


class Questions(ListView):
    template_name = "articles/questions.html"
    queryset = Question.objects.with_former_slugs()

    def get_context_data(self, **kwargs):
        texts = {f"{row.slug}-": row.answer for row in self.object_list}
        answers = list(zip(self.object_list, documents(texts).values(), strict=True))
        return super().get_context_data(
            answers=answers,
            structured_data=structured_data.questions(answers),
            **kwargs,
        )


class About(ListView):
    """Who is behind the guide, what it rests on, and what it is not."""

    template_name = "articles/about.html"
    model = Source
    context_object_name = "sources"

    def get_context_data(self, **kwargs):
        chapters = Article.objects.published().defer("body")
        reviewed = chapters.exclude(reviewed_by="")
        unreviewed = chapters.filter(reviewed_by="")
        return super().get_context_data(
            reviewed=reviewed[:MOST_CHAPTERS],
            unreviewed=unreviewed[: MOST_CHAPTERS + 1],
            most_chapters=MOST_CHAPTERS,
            structured_data=structured_data.plain_page("About", "articles:about"),
            **kwargs,
        )


@require_safe
def media(request, name):
    """A picture that an editor uploaded; nothing else is ever served from there."""
    if not renditions.NAME.fullmatch(name) or not default_storage.exists(name):
        raise Http404
    kind = renditions.TYPES[name.rpartition(".")[2]]
    response = FileResponse(default_storage.open(name), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # as in a feed reader
    return response
