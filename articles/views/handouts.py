"""The guide to take along: on one page, and its six areas on a card for the desk."""

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from ..markdown.renderer import Document, documents
from ..models import Article, BodyArea, Question
from ..utils.standalone_html import own_policy, self_contained

MOST_CHAPTERS = 100  # of a handout: some 400 sheets of paper


class Handout(TemplateView):
    """A self-contained page with its date on it."""

    anchors: dict[str, str] = {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        response.add_post_render_callback(self.make_whole)
        return response

    def make_whole(self, response):
        html = self_contained(response.content.decode(), self.anchors)
        response.content = html
        response.headers["Content-Security-Policy"] = own_policy(html)


class WholeGuide(Handout):
    template_name = "articles/whole_guide.html"

    def get_context_data(self, **kwargs):
        areas = list(BodyArea.objects.with_relief().prefetch_related("stretches"))
        found = list(Article.objects.published()[: MOST_CHAPTERS + 1])
        chapters = found[:MOST_CHAPTERS]
        questions = list(Question.objects.with_former_slugs())
        texts = (
            {prefix(area): area.advice for area in areas}
            | {prefix(chapter): chapter.body for chapter in chapters}
            | {prefix(question): question.answer for question in questions}
        )
        shown = documents(texts, level=3)
        self.anchors = anchors([*areas, *chapters, *questions], shown)
        self.anchors |= former_anchors(questions)
        return super().get_context_data(
            areas=with_documents(areas, shown),
            chapters=with_documents(chapters, shown),
            has_more=len(found) > MOST_CHAPTERS,
            questions=with_documents(questions, shown),
            **kwargs,
        )


def part(row: Article | BodyArea | Question) -> str:
    """Its id on the whole guide: an area and a chapter may have the same slug."""
    return f"{row._meta.model_name}-{row.slug}"


def prefix(row: Article | BodyArea | Question) -> str:
    """What the ids within its text begin with."""
    return f"{part(row)}-"


def with_documents(rows: list, shown: dict[str, Document]) -> list[tuple]:
    return [(row, part(row), shown[prefix(row)]) for row in rows]


def anchors(rows: list, shown: dict[str, Document]) -> dict[str, str]:
    """Which part of the whole guide stands for which address of the site."""
    found = {
        reverse("articles:home"): "main",
        reverse("articles:relief"): "relief",
        reverse("articles:questions"): "questions",
    }
    for row in rows:
        url = row.get_absolute_url()
        found[url] = part(row)
        for heading in shown[prefix(row)].headings:
            found[f"{url}#{heading.anchor.removeprefix(prefix(row))}"] = heading.anchor
    return found


def former_anchors(questions: list[Question]) -> dict[str, str]:
    return {
        Question(slug=former.slug).get_absolute_url(): part(question)
        for question in questions
        for former in question.former_slugs.all()
    }


class DeskCard(Handout):
    """The six areas with their pictures, on one sheet."""

    template_name = "articles/desk_card.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(areas=BodyArea.objects.with_relief(), **kwargs)
